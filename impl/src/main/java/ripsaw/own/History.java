package ripsaw.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.Touch;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * The operations of one execution and their answers, which must be those of the {@linkplain
 * SequentialModel model} in some order (after Herlihy and Wing, TOPLAS 1990). Under sequential
 * consistency an operation that returned before another began comes before it. Under weak memory
 * that tells nobody anything: each cpu's own order counts, and that what was done beforehand came
 * first. An operation that is under way may have been done or not.
 */
final class History implements Monitor {
  private static final int UNDER_WAY = Integer.MAX_VALUE;

  /** An operation of a cpu, from one moment to another. */
  private static final class Entry {
    private final int cpu;
    private final Call call;
    private final int begun;
    private int ended = UNDER_WAY;
    private long answer;

    Entry(int cpu, Call call, int begun) {
      this.cpu = cpu;
      this.call = call;
      this.begun = begun;
    }

    boolean isOver() {
      return ended != UNDER_WAY;
    }

    List<Object> key() {
      return List.of(cpu, call, begun, ended, answer);
    }
  }

  private final SequentialModel model;
  private final Scene scene;
  private final int order;
  private final List<Entry> entries = new ArrayList<>();
  private int now;
  private int cpusBegan = UNDER_WAY;

  History(SequentialModel model, Scene scene) {
    this.model = model;
    this.scene = scene;
    this.order = scene.machine().newLocation();
  }

  @Override
  public void cpusBegin() {
    cpusBegan = now;
  }

  /** Whether an operation begins before another returns, or after it, makes a difference. */
  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (verb instanceof Call call) {
      touch(Touch.WRITES);
      entries.add(new Entry(cpu.id(), call, ++now));
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event != OwnEvent.ANSWERS) {
      return Optional.empty();
    }
    Entry mine = last(cpu);
    mine.answer = address;
    mine.ended = ++now;
    return isExplained()
        ? Optional.empty()
        : Optional.of(
            new Violation(
                CommonProperty.LINEARIZABLE,
                "in no order of these calls does %s answer so: %s"
                    .formatted(model.type().getSimpleName(), this)));
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb instanceof Call) {
      touch(Touch.READS);
      Entry mine = last(cpu);
      mine.ended = mine.isOver() ? mine.ended : ++now;
    }
  }

  private void touch(Touch touch) {
    if (scene.isSequential()) {
      scene.touched(order, touch);
    }
  }

  private Entry last(Cpu cpu) {
    for (int i = entries.size() - 1; ; i--) {
      if (entries.get(i).cpu == cpu.id()) {
        return entries.get(i);
      }
    }
  }

  // ------------------------------------------------------------------ orders

  private boolean isExplained() {
    List<Object> key = new ArrayList<>();
    key.add(scene.isSequential() ? -1 : cpusBegan);
    entries.forEach(entry -> key.add(entry.key()));
    return model.explains(key, () -> canGoOn(0, new ArrayList<>()));
  }

  /**
   * Whether the rest can be put in an order.
   *
   * @param done the entries that have their place, a bit each
   * @param calls these, in order
   */
  private boolean canGoOn(long done, List<Call> calls) {
    boolean all = true;
    for (int i = 0; i < entries.size(); i++) {
      all &= !entries.get(i).isOver() || (done & 1L << i) != 0;
    }
    for (int i = 0; i < entries.size() && !all; i++) {
      Entry next = entries.get(i);
      if ((done & 1L << i) == 0 && canBeNext(next, done)) {
        calls.add(next.call);
        boolean fits = !next.isOver() || isAnswer(next, calls);
        all = fits && canGoOn(done | 1L << i, calls);
        calls.removeLast();
      }
    }
    return all;
  }

  private boolean isAnswer(Entry entry, List<Call> calls) {
    long answer = model.answer(calls);
    return !model.operations().get(entry.call.operation()).answers() || answer == entry.answer;
  }

  private boolean canBeNext(Entry next, long done) {
    for (int i = 0; i < entries.size(); i++) {
      if ((done & 1L << i) == 0 && comesBefore(entries.get(i), next)) {
        return false;
      }
    }
    return true;
  }

  private boolean comesBefore(Entry one, Entry other) {
    if (one.ended >= other.begun) {
      return false;
    }
    return scene.isSequential() || one.cpu == other.cpu || one.ended <= cpusBegan;
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("; ");
    for (Entry entry : entries) {
      Operation operation = model.operations().get(entry.call.operation());
      String came =
          !entry.isOver()
              ? " under way"
              : operation.answers() ? " = " + operation.words(entry.answer) : "";
      text.add("cpu" + entry.cpu + ": " + entry.call + came);
    }
    return text.toString();
  }
}
