package ripsaw.linearizability.execution;

import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** Who can make the next step of an execution, and who keeps whom from it. */
public final class Turns {
  private final Actors actors;
  private final Coroutines coroutines;
  private final Machine machine;
  private final Loops loops;
  private int able;
  private int enabled;

  Turns(Actors actors, Coroutines coroutines, Machine machine, Loops loops) {
    this.actors = actors;
    this.coroutines = coroutines;
    this.machine = machine;
    this.loops = loops;
  }

  /** After each step. Returns whether anybody can make the next. */
  boolean look() {
    int all = 0;
    for (int cpu = 0; cpu < actors.cpus(); cpu++) {
      int handler = actors.handlerOf(cpu);
      int thread = actors.threadOf(cpu);
      if (!coroutines.isDone(handler)) {
        all |= coroutines.isReady(handler) ? 1 << handler : 0;
        continue;
      }
      all |= canInterrupt(machine.cpu(cpu)) ? 1 << handler : 0;
      all |= !coroutines.isDone(thread) && coroutines.isReady(thread) ? 1 << thread : 0;
    }
    able = all;
    enabled = all & ~loops.held();
    return enabled != 0;
  }

  private static boolean canInterrupt(Cpu cpu) {
    return cpu.isInterruptible() && cpu.isOnline() && cpu.hasSignals();
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
    for (int cpu = 0; cpu < actors.cpus(); cpu++) {
      handling |= coroutines.isDone(actors.handlerOf(cpu)) ? 0 : 1 << cpu;
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
