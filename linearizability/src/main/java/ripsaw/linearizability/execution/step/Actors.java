package ripsaw.linearizability.execution.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.execution.step.Actor.Kind;

/**
 * The actors of a machine. Which cpu one belongs to is known here and nowhere else: each cpu has a
 * thread that runs its program, and a handler; some have more threads, or devices. One that may
 * leave its cpu is where the execution has it, and it alone has moved.
 */
public final class Actors {
  /**
   * One more of a cpu.
   *
   * @param isDevice whether it interrupts the threads, or is one
   */
  public record Extra(int cpu, boolean isDevice, String name) {}

  private final List<Actor> all = new ArrayList<>();
  private final int cpus;
  private final int count;
  private final int handlers;
  private final int shared;

  /** Those of so many cpus: all threads come first, then all handlers. */
  public Actors(int cpus) {
    this(cpus, List.of(), 0);
  }

  /**
   * Those of so many cpus: all first threads come first, then all handlers, then these.
   *
   * @param roaming the first threads that may leave their cpus, and those of the others, a bit each
   */
  public Actors(int cpus, List<Extra> extras, int roaming) {
    this.cpus = cpus;
    addAll(Kind.THREAD);
    addAll(Kind.HANDLER);
    int sharing = roaming == 0 ? 0 : (1 << cpus) - 1;
    for (Extra extra : extras) {
      Kind kind = extra.isDevice ? Kind.DEVICE : Kind.THREAD;
      all.add(new Actor(all.size(), extra.cpu, kind, extra.name));
      sharing |= 1 << extra.cpu;
    }
    this.count = all.size();
    this.shared = sharing;
    int handling = 0;
    for (Actor actor : all) {
      handling |= actor.isHandler() ? 1 << actor.number() : 0;
    }
    this.handlers = handling;
    addAll(Kind.STORE_BUFFER);
  }

  private void addAll(Kind kind) {
    for (int cpu = 0; cpu < cpus; cpu++) {
      all.add(new Actor(all.size(), cpu, kind));
    }
  }

  /** How many make steps; their numbers are those below. */
  public int count() {
    return count;
  }

  public int cpus() {
    return cpus;
  }

  /** The one with this number, whether it makes steps or is only known from old schedules. */
  public Actor get(int number) {
    return all.get(number);
  }

  /** The one that a schedule calls so; empty if there is none. */
  public Optional<Actor> named(String name) {
    return all.stream().filter(actor -> actor.name().equals(name)).findFirst();
  }

  /** The number of the first thread of this cpu. */
  public int threadOf(int cpu) {
    return cpu;
  }

  /** The number of this cpu's signal handler. */
  public int handlerOf(int cpu) {
    return cpus + cpu;
  }

  /** Whether others than one thread and its handler may run on this cpu. */
  public boolean isShared(int cpu) {
    return (shared & 1 << cpu) != 0;
  }

  /** Those that interrupt threads, a bit each. */
  public int handlers() {
    return handlers;
  }
}
