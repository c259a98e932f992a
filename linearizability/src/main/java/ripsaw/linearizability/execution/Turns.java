package ripsaw.linearizability.execution;

import java.util.function.IntPredicate;
import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.linearizability.execution.step.Actor;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.linearizability.execution.step.Places;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** Who can make the next step of an execution, and who keeps whom from it. */
public final class Turns {
  private final Actors actors;
  private final Places places;
  private final Coroutines coroutines;
  private final Machine machine;
  private final Loops loops;
  private final IntPredicate canInterrupt;
  private int able;
  private int enabled;

  /**
   * @param canInterrupt whether this device has yet to interrupt its cpu, and could now
   */
  Turns(
      Actors actors,
      Places places,
      Coroutines coroutines,
      Machine machine,
      Loops loops,
      IntPredicate canInterrupt) {
    this.actors = actors;
    this.places = places;
    this.canInterrupt = canInterrupt;
    this.coroutines = coroutines;
    this.machine = machine;
    this.loops = loops;
  }

  /** After each step. Returns whether anybody can make the next. */
  boolean look() {
    int all = 0;
    int handling = handling();
    for (int number = 0; number < actors.count(); number++) {
      all |= isAble(number, handling) ? 1 << number : 0;
    }
    able = all;
    enabled = all & ~loops.held();
    return enabled != 0;
  }

  private boolean isAble(int number, int handling) {
    Actor actor = actors.get(number);
    if (actor.isHandler() && coroutines.isDone(number)) {
      Cpu cpu = machine.cpu(actor.cpu());
      return cpu.isInterruptible()
          && cpu.isOnline()
          && (actor.kind() == Actor.Kind.DEVICE ? canInterrupt.test(number) : cpu.hasSignals());
    }
    return !coroutines.isDone(number)
        && (actor.isHandler() || canRun(number, handling))
        && coroutines.isReady(number);
  }

  /** A thread runs while no handler does, and no other thread of its cpu keeps it. */
  private boolean canRun(int thread, int handling) {
    int cpu = places.cpuOf(thread);
    return (handling & 1 << cpu) == 0
        && (places.hasCpu(thread) || machine.cpu(cpu).isInterruptible());
  }

  int enabled() {
    return enabled;
  }

  int able() {
    return able;
  }

  /** Those of the enabled whose turn it is: not who goes round while others could go on. */
  public int fair(int enabled) {
    return loops.fair(enabled);
  }

  /** A bit for each cpu whose handler has begun and not returned. */
  public int handling() {
    int handling = 0;
    for (int handlers = actors.handlers(); handlers != 0; handlers &= handlers - 1) {
      int handler = Integer.numberOfTrailingZeros(handlers);
      handling |= coroutines.isDone(handler) ? 0 : 1 << actors.get(handler).cpu();
    }
    return handling;
  }

  /** The cpus in a critical section, or in a handler, a bit each. */
  public int masked() {
    int masked = 0;
    for (int cpu = 0; cpu < actors.cpus(); cpu++) {
      masked |= machine.cpu(cpu).isInterruptible() ? 0 : 1 << cpu;
    }
    return masked;
  }
}
