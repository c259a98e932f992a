package ripsaw.linearizability.execution.step;

import java.util.Arrays;
import java.util.Optional;
import ripsaw.linearizability.execution.step.Actor.Kind;

/**
 * The actors of a machine. Which cpu one belongs to, and who shares it, is known here and nowhere
 * else: the program that a cpu runs is one thread, and it has one handler.
 */
public final class Actors {
  private final Actor[] all;
  private final int count;
  private final int[] threadOf;
  private final int[] handlerOf;
  private final int handlers;

  /** Those of so many cpus: all threads come first, then all handlers. */
  public Actors(int cpus) {
    this.all = new Actor[Kind.values().length * cpus];
    this.threadOf = new int[cpus];
    this.handlerOf = new int[cpus];
    int number = 0;
    for (Kind kind : Kind.values()) {
      for (int cpu = 0; cpu < cpus; cpu++) {
        all[number] = new Actor(number, cpu, kind);
        number++;
      }
    }
    int alive = 0;
    int handling = 0;
    for (Actor actor : all) {
      alive += actor.isAlive() ? 1 : 0;
      switch (actor.kind()) {
        case THREAD -> threadOf[actor.cpu()] = actor.number();
        case HANDLER -> {
          handlerOf[actor.cpu()] = actor.number();
          handling |= 1 << actor.number();
        }
        case STORE_BUFFER -> {}
      }
    }
    this.count = alive;
    this.handlers = handling;
  }

  /** How many make steps; their numbers are those below. */
  public int count() {
    return count;
  }

  public int cpus() {
    return threadOf.length;
  }

  /** The one with this number, whether it makes steps or is only known from old schedules. */
  public Actor get(int number) {
    return all[number];
  }

  /** The one that a schedule calls so; empty if there is none. */
  public Optional<Actor> named(String name) {
    return Arrays.stream(all).filter(actor -> actor.name().equals(name)).findFirst();
  }

  /** The number of the thread that runs this cpu's program. */
  public int threadOf(int cpu) {
    return threadOf[cpu];
  }

  /** The number of this cpu's signal handler. */
  public int handlerOf(int cpu) {
    return handlerOf[cpu];
  }

  /** The number of the other actor of the same cpu: of a thread the handler, and the reverse. */
  public int sharesCpuWith(int actor) {
    Actor one = all[actor];
    return one.isHandler() ? threadOf[one.cpu()] : handlerOf[one.cpu()];
  }

  /** The handlers, a bit each. */
  public int handlers() {
    return handlers;
  }
}
