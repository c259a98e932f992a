package ripsaw.linearizability.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import ripsaw.linearizability.oracle.Event.Kind;
import ripsaw.linearizability.oracle.Event.Order;

/**
 * An execution, or the beginning of one: events, for each read the write that it reads from, for
 * each word the order of its writes. Events are numbered as they were added: one that comes before
 * another on its cpu, or is read from by it, has the lower number.
 *
 * <p>Words 0 to 3 are those of scripts; then comes the word of full fences, then a mailbox for each
 * pair of cpus.
 */
final class Graph {
  static final int FENCES = Script.WORDS.length();

  private final List<Event> events = new ArrayList<>();
  private final List<List<Integer>> writes = new ArrayList<>();
  private final int cpus;

  Graph(int cpus) {
    this.cpus = cpus;
    for (int word = 0; word <= FENCES + cpus * cpus; word++) {
      writes.add(new ArrayList<>());
    }
  }

  int mailbox(int sender, int receiver) {
    return FENCES + 1 + sender * cpus + receiver;
  }

  int size() {
    return events.size();
  }

  Event event(int number) {
    return events.get(number);
  }

  /** All writes of a word, in modification order. */
  List<Integer> writes(int word) {
    return writes.get(word);
  }

  /**
   * @param place in the modification order, if it writes
   */
  void push(Event event, int place) {
    if (event.writes()) {
      writes.get(event.word()).add(place, events.size());
    }
    events.add(event);
  }

  void pop() {
    int last = events.size() - 1;
    Event event = events.remove(last);
    if (event.writes()) {
      writes.get(event.word()).remove((Integer) last);
    }
  }

  // -------------------------------------------------------------- relations

  /** The pairs of a relation for which this is true. */
  Relation only(Relation relation, BiPredicate<Event, Event> condition) {
    Relation some = new Relation(size());
    for (int a = 0; a < size(); a++) {
      for (int b = 0; b < size(); b++) {
        if (relation.holds(a, b) && condition.test(event(a), event(b))) {
          some.add(a, b);
        }
      }
    }
    return some;
  }

  /** Each event for which this is true, with itself. */
  Relation each(Predicate<Event> condition) {
    Relation some = new Relation(size());
    for (int a = 0; a < size(); a++) {
      if (condition.test(event(a))) {
        some.add(a, a);
      }
    }
    return some;
  }

  /** Of one cpu, which event comes before which, handlers where they ran. */
  Relation programOrder() {
    Relation order = new Relation(size());
    for (int a = 0; a < size(); a++) {
      for (int b = a + 1; b < size(); b++) {
        if (event(a).cpu() == event(b).cpu()) {
          order.add(a, b);
        }
      }
    }
    return order;
  }

  Relation readsFrom() {
    Relation from = new Relation(size());
    for (int read = 0; read < size(); read++) {
      if (event(read).source() != Event.NONE) {
        from.add(event(read).source(), read);
      }
    }
    return from;
  }

  Relation modificationOrder() {
    Relation order = new Relation(size());
    for (List<Integer> ofWord : writes) {
      for (int i = 0; i < ofWord.size(); i++) {
        for (int j = i + 1; j < ofWord.size(); j++) {
          order.add(ofWord.get(i), ofWord.get(j));
        }
      }
    }
    return order;
  }

  /** A read, then each write later than the one it reads from. */
  Relation fromReads() {
    Relation from = new Relation(size());
    for (int read = 0; read < size(); read++) {
      Event event = event(read);
      if (event.reads()) {
        List<Integer> ofWord = writes.get(event.word());
        for (int i = ofWord.indexOf(event.source()) + 1; i < ofWord.size(); i++) {
          if (ofWord.get(i) != read) {
            from.add(read, ofWord.get(i));
          }
        }
      }
    }
    return from;
  }

  /**
   * A handler takes the signal of the lowest sender: it begins before a lower one, whose signal is
   * taken only later, sends.
   */
  Relation missedSignals() {
    Relation missed = new Relation(size());
    for (int send = 0; send < size(); send++) {
      if (event(send).kind() == Kind.SEND) {
        for (int start = 0; start < size(); start++) {
          if (misses(event(start), event(send)) && !isTakenBefore(send, start)) {
            missed.add(start, send);
          }
        }
      }
    }
    return missed;
  }

  private boolean misses(Event start, Event send) {
    return start.kind() == Kind.START
        && send.word() == mailbox(send.cpu(), start.cpu())
        && send.cpu() < event(start.source()).cpu();
  }

  private boolean isTakenBefore(int send, int start) {
    for (int other = 0; other < start; other++) {
      if (event(other).kind() == Kind.START && event(other).source() == send) {
        return true;
      }
    }
    return false;
  }

  // --------------------------------------------------------- happens-before

  /** Program order and synchronization, one step or more. */
  Relation happensBefore() {
    return programOrder().or(synchronizesWith()).closure();
  }

  private Relation synchronizesWith() {
    Relation with = new Relation(size());
    for (int read = 0; read < size(); read++) {
      if (event(read).reads() && event(read).readOrder() != Order.PLAIN) {
        // A release sequence: a write, then updates each of which reads from the one before.
        int write = event(read).source();
        while (write != Event.NONE && event(write).writeOrder() != Order.PLAIN) {
          synchronize(with, write, read);
          write = event(write).source();
        }
      }
    }
    return with;
  }

  private void synchronize(Relation with, int write, int read) {
    for (int from = 0; from <= write; from++) {
      boolean releases =
          from == write
              ? event(write).releases()
              : event(from).cpu() == event(write).cpu() && isFence(event(from), Kind.RELEASE_FENCE);
      for (int to = read; releases && to < size(); to++) {
        boolean acquires =
            to == read
                ? event(read).acquires()
                : event(to).cpu() == event(read).cpu() && isFence(event(to), Kind.ACQUIRE_FENCE);
        if (acquires) {
          with.add(from, to);
        }
      }
    }
  }

  private static boolean isFence(Event event, Kind kind) {
    return event.kind() == kind || event.kind() == Kind.FULL_FENCE;
  }

  /** Two accesses of two cpus to one word, one a write, one plain, and neither before the other. */
  boolean hasRace() {
    Relation before = happensBefore();
    for (int b = 0; b < size(); b++) {
      for (int a = 0; a < b; a++) {
        if (conflict(event(a), event(b)) && !before.holds(a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean conflict(Event one, Event other) {
    return one.cpu() != other.cpu()
        && one.word() != Event.NONE
        && one.word() == other.word()
        && (one.writes() || other.writes())
        && (one.isPlain() || other.isPlain());
  }
}
