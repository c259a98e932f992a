package ripsaw.linearizability.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.oracle.Event.Kind;
import ripsaw.linearizability.oracle.Event.Order;
import ripsaw.linearizability.oracle.Script.Op;

/**
 * All executions of a small program that a memory model allows, with nothing run: events are added
 * one by one, a read for each write that it may read from, a write at each place in the order of
 * its word's writes, and what {@link Axioms} forbid is dropped.
 *
 * <p>In no model does a read come before what it reads from, so every execution can be made in the
 * order of cpus and of reads. It is made once, in the first such order: always the lowest cpu that
 * can go on.
 */
public final class Oracle {
  private final Model model;
  private final Graph graph;
  private final Code[] cpus;
  private final Code[] handlers;
  private final Place[] places;
  private final int[] signals;
  private final Set<Outcome> outcomes = new TreeSet<>();
  private long graphs;

  /**
   * What it found.
   *
   * @param graphs consistent executions
   */
  public record Verdict(Set<Outcome> outcomes, long graphs) {}

  /** Where a cpu is: what it does next, in its program or in the handler that runs. */
  private record Place(int next, Code handler, int nextOfHandler, long taken) {
    static final Place FIRST = new Place(0, null, 0, 0);

    /** Past one access; past all if the script is not to go on. */
    Place past(Code program, boolean goesOn) {
      if (handler == null) {
        return new Place(goesOn ? next + 1 : program.size(), null, 0, taken);
      }
      return goesOn && nextOfHandler + 1 < handler.size()
          ? new Place(next, handler, nextOfHandler + 1, taken)
          : new Place(next, null, 0, taken);
    }

    Place interrupted(Code by, int sender) {
      return new Place(next, by.size() == 0 ? null : by, 0, taken | 1L << sender);
    }
  }

  /** A script without its critical sections. */
  private static final class Code {
    private final List<Op> accesses = new ArrayList<>();
    private final List<Boolean> interruptible = new ArrayList<>(List.of(true));

    Code(Script script) {
      boolean inside = false;
      for (Op op : script.ops()) {
        if (op.verb().equals("{") || op.verb().equals("}")) {
          inside = op.verb().equals("{");
          // Between the last access and the next there is a place outside.
          interruptible.set(accesses.size(), true);
        } else {
          accesses.add(op);
          interruptible.add(!inside);
        }
      }
    }

    int size() {
      return accesses.size();
    }

    boolean isInterruptible(int before) {
      return before == size() || interruptible.get(before);
    }

    /** Whether it writes a word from some access on. */
    boolean writes(int word, int from) {
      return accesses.subList(Math.min(from, size()), size()).stream()
          .anyMatch(op -> !isLoad(op) && wordOf(op) == word);
    }
  }

  private Oracle(Litmus litmus, Model model) {
    this.model = model;
    int count = litmus.cpus().size();
    this.graph = new Graph(count);
    this.cpus = litmus.cpus().stream().map(Code::new).toArray(Code[]::new);
    this.handlers = litmus.handlers().stream().map(Code::new).toArray(Code[]::new);
    this.places = new Place[count];
    this.signals = new int[count];
    for (int cpu = 0; cpu < count; cpu++) {
      places[cpu] = Place.FIRST;
      for (Op op : cpus[cpu].accesses) {
        if (op.isSignal()) {
          signals[op.receiver()]++;
        }
      }
    }
  }

  public static Verdict of(Litmus litmus, Model model) {
    Oracle oracle = new Oracle(litmus, model);
    oracle.goOn();
    return new Verdict(oracle.outcomes, oracle.graphs);
  }

  // ------------------------------------------------------------ enumeration

  private void goOn() {
    boolean done = true;
    for (int cpu = 0; cpu < cpus.length; cpu++) {
      Place place = places[cpu];
      Op next = next(cpu);
      if (next != null) {
        done = false;
        access(cpu, next);
      }
      if (place.handler == null) {
        done &= !takeSignals(cpu);
      }
      if (next != null && !mayWait(cpu, next)) {
        return;
      }
    }
    if (done) {
      graphs++;
      outcomes.add(outcome());
    }
  }

  private Op next(int cpu) {
    Place place = places[cpu];
    if (place.handler != null) {
      return place.handler.accesses.get(place.nextOfHandler);
    }
    return place.next < cpus[cpu].size() ? cpus[cpu].accesses.get(place.next) : null;
  }

  /** Whether higher cpus may go on first: it must then read what they write, or be interrupted. */
  private boolean mayWait(int cpu, Op next) {
    if (signals[cpu] > Long.bitCount(places[cpu].taken)) {
      return true;
    }
    boolean written = false;
    for (int other = 0; other < cpus.length; other++) {
      Place place = places[other];
      if (other != cpu) {
        int word = wordOf(next);
        written |= cpus[other].writes(word, place.next);
        for (Code handler : signals[other] > 0 ? handlers : new Code[0]) {
          written |= handler.writes(word, 0);
        }
      }
    }
    return written && !isStore(next);
  }

  private boolean takeSignals(int cpu) {
    boolean any = false;
    Place place = places[cpu];
    for (int sender = 0; sender < cpus.length; sender++) {
      for (int send : graph.writes(graph.mailbox(sender, cpu))) {
        if ((place.taken & 1L << sender) == 0) {
          any = true;
          if (cpus[cpu].isInterruptible(place.next)) {
            Event sent = graph.event(send);
            Event start =
                new Event(
                    cpu,
                    true,
                    Kind.START,
                    sent.word(),
                    Order.ACQUIRE,
                    Order.NONE,
                    send,
                    sent.stored(),
                    0,
                    null);
            add(start, 0, place.interrupted(handlers[(int) sent.stored()], sender));
          }
        }
      }
    }
    return any;
  }

  /** Adds an event if the execution is allowed and made in its first order, and goes on from it. */
  private void add(Event event, int place, Place after) {
    if (!isFirstOrder(event)) {
      return;
    }
    Place before = places[event.cpu()];
    graph.push(event, place);
    if (Axioms.allow(model, graph)) {
      places[event.cpu()] = after;
      goOn();
      places[event.cpu()] = before;
    }
    graph.pop();
  }

  /** Whatever was added since it could have been added is of a lower cpu. */
  private boolean isFirstOrder(Event event) {
    for (int i = graph.size() - 1; i > event.source(); i--) {
      if (graph.event(i).cpu() == event.cpu()) {
        return true;
      }
      if (graph.event(i).cpu() > event.cpu()) {
        return false;
      }
    }
    return true;
  }

  // --------------------------------------------------------------- accesses

  private static boolean isLoad(Op op) {
    return switch (op.verb()) {
      case "V", "A", "O", "P" -> op.value().isEmpty();
      case "go", "goO", "goV", "FA", "FR" -> true;
      default -> false;
    };
  }

  private static boolean isStore(Op op) {
    return switch (op.verb()) {
      case "V", "R", "O", "P" -> !op.value().isEmpty();
      case "S", "FA", "FR" -> true;
      default -> false;
    };
  }

  private static int wordOf(Op op) {
    return op.verb().equals("F") ? Graph.FENCES : op.word();
  }

  private void access(int cpu, Op op) {
    switch (op.verb()) {
      case "V", "A", "O", "P", "R" -> {
        if (op.value().isEmpty()) {
          load(cpu, op, order(op));
        } else {
          store(cpu, Kind.STORE, op.word(), order(op), op.number());
        }
      }
      case "go", "goO", "goV" -> load(cpu, op, order(op));
      case "S" ->
          store(cpu, Kind.SEND, graph.mailbox(cpu, op.receiver()), Order.RELEASE, op.number());
      case "FA" -> fence(cpu, Kind.ACQUIRE_FENCE);
      case "FR" -> fence(cpu, Kind.RELEASE_FENCE);
      case "F" -> {
        if (model != Model.RA) {
          fence(cpu, Kind.FULL_FENCE);
        } else {
          update(cpu, op);
        }
      }
      default -> update(cpu, op);
    }
  }

  private static Order order(Op op) {
    return switch (op.verb()) {
      case "P" -> Order.PLAIN;
      case "O", "goO" -> Order.OPAQUE;
      case "A", "go" -> Order.ACQUIRE;
      case "R" -> Order.RELEASE;
      case "V", "goV" -> Order.VOLATILE;
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private Place past(int cpu, boolean goesOn) {
    return places[cpu].past(cpus[cpu], goesOn);
  }

  private boolean isHandling(int cpu) {
    return places[cpu].handler != null;
  }

  private void fence(int cpu, Kind kind) {
    add(
        new Event(
            cpu, isHandling(cpu), kind, Event.NONE, Order.NONE, Order.NONE, Event.NONE, 0, 0, null),
        0,
        past(cpu, true));
  }

  private void store(int cpu, Kind kind, int word, Order order, long value) {
    Event store =
        new Event(cpu, isHandling(cpu), kind, word, Order.NONE, order, Event.NONE, 0, value, null);
    for (int place = 0; place <= graph.writes(word).size(); place++) {
      boolean splits = place < graph.writes(word).size() && isUpdate(graph.writes(word).get(place));
      if (!splits) {
        add(store, place, past(cpu, true));
      }
    }
  }

  private boolean isUpdate(int write) {
    return graph.event(write).reads();
  }

  private void load(int cpu, Op op, Order order) {
    for (int source : sources(op.word())) {
      long value = stored(source);
      boolean goesOn = op.value().isEmpty() || value == op.number();
      add(loaded(cpu, Kind.LOAD, op.word(), order, source, value), 0, past(cpu, goesOn));
    }
  }

  private Event loaded(int cpu, Kind kind, int word, Order order, int source, long kept) {
    return new Event(
        cpu, isHandling(cpu), kind, word, order, Order.NONE, source, stored(source), 0, kept);
  }

  /** All writes of a word so far, and the initial value. */
  private List<Integer> sources(int word) {
    List<Integer> sources = new ArrayList<>(List.of(Event.NONE));
    sources.addAll(graph.writes(word));
    return sources;
  }

  private long stored(int source) {
    return source == Event.NONE ? 0 : graph.event(source).stored();
  }

  private void update(int cpu, Op op) {
    boolean isFence = op.verb().equals("F");
    boolean acquires = !op.verb().endsWith("R");
    boolean releases = !op.verb().endsWith("A");
    Order read = acquires ? releases ? Order.VOLATILE : Order.ACQUIRE : Order.OPAQUE;
    Order write = releases ? acquires ? Order.VOLATILE : Order.RELEASE : Order.OPAQUE;
    int word = wordOf(op);
    for (int source : sources(word)) {
      long value = stored(source);
      boolean compares = op.verb().contains("cas");
      boolean matches = !compares || value == op.expected();
      if (matches) {
        long stored = compares ? op.desired() : op.value().isEmpty() ? value + 1 : op.number();
        Long kept = isFence ? null : Long.valueOf(compares ? 1 : value);
        Kind kind = isFence ? Kind.FULL_FENCE : Kind.UPDATE;
        Event event =
            new Event(cpu, isHandling(cpu), kind, word, read, write, source, value, stored, kept);
        // Right behind what it reads from, and before no other that reads from that.
        int place = graph.writes(word).indexOf(source) + 1;
        if (place == graph.writes(word).size() || !isUpdate(graph.writes(word).get(place))) {
          add(event, place, past(cpu, true));
        }
      }
      if (!matches || op.verb().startsWith("wcas")) {
        add(loaded(cpu, Kind.FAILED_UPDATE, word, read, source, 0), 0, past(cpu, true));
      }
    }
  }

  // ---------------------------------------------------------------- results

  private Outcome outcome() {
    List<List<Long>> programs = new ArrayList<>();
    List<List<Long>> handled = new ArrayList<>();
    for (int cpu = 0; cpu < cpus.length; cpu++) {
      programs.add(registers(cpu, false));
      handled.add(registers(cpu, true));
    }
    List<Long> memory = new ArrayList<>();
    for (int word = 0; word < Script.WORDS.length(); word++) {
      List<Integer> writes = graph.writes(word);
      memory.add(writes.isEmpty() ? 0 : stored(writes.get(writes.size() - 1)));
    }
    return new Outcome(Outcome.registers(programs, handled), memory, graph.hasRace());
  }

  private List<Long> registers(int cpu, boolean handler) {
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      Event event = graph.event(i);
      if (event.cpu() == cpu && event.handler() == handler && event.kept() != null) {
        kept.add(event.kept());
      }
    }
    return kept;
  }
}
