package ripsaw.linearizability.execution;

import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.linearizability.execution.step.Actor;
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
    able = 0;
    for (int actor = 0; actor < actors.count(); actor++) {
      if (isAble(actors.get(actor))) {
        able |= 1 << actor;
      }
    }
    enabled = able & ~loops.held();
    return enabled != 0;
  }

  private boolean isAble(Actor actor) {
    boolean isDone = coroutines.isDone(actor.number());
    if (isDone) {
      return actor.isHandler() && canInterrupt(machine.cpu(actor.cpu()));
    }
    boolean isHandled = !actor.isHandler() && isHandling(actor.cpu());
    return !isHandled && coroutines.isReady(actor.number());
  }

  private static boolean canInterrupt(Cpu cpu) {
    return cpu.isInterruptible() && cpu.hasSignals();
  }

  private boolean isHandling(int cpu) {
    return !coroutines.isDone(actors.handlerOf(cpu));
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
      handling |= isHandling(cpu) ? 1 << cpu : 0;
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
