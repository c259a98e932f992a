package ripsaw.machine;

import ripsaw.machine.order.Access;
import ripsaw.machine.order.PerWord;

/**
 * The happens-before order of an execution, as vector clocks, and the data races in it: two
 * accesses of two cpus to one word, one of them a write and one of them plain, that nothing orders.
 * A cpu's handler runs on the cpu, so its accesses are in the cpu's own order.
 *
 * <p>Epochs instead of full clocks for what was accessed, after Flanagan and Freund, "FastTrack"
 * (PLDI 2009): an access is ordered before now if its actor's count then is in my clock now. The
 * orders are those of the accesses' names and not of the schedule, so a race is found even if its
 * two accesses never came close.
 *
 * <p>Where in its cpu's program a handler runs is the schedule's choice, and an explorer takes two
 * places for one if nothing that is touched tells them apart. So there is a second half to each
 * clock, in which handler and program are apart, but for what critical sections order for certain.
 * A race in that half alone is a <em>suspicion</em>: there may be one if the handler runs
 * elsewhere.
 */
final class HappensBefore {
  private static final int NOBODY = -1;

  /** Kinds of accesses, in the order of {@link #epochs}. */
  private static final int PLAIN_READ = 0;

  private static final int PLAIN_WRITE = 1;
  private static final int ORDERED_READ = 2;
  private static final int ORDERED_WRITE = 3;
  private static final int KINDS = 4;

  private final int cpus;
  // A program and a handler for each cpu, in this order.
  private final int actors;
  private final int[][] clock;
  private final int[][] beforeHandlers;
  private final int[][] unacquired;
  private final int[][] released;
  // For each word that was accessed: of each actor the epoch of the last access of each kind.
  private final PerWord<int[]> epochs;
  private boolean handled;
  private boolean suspicious;

  HappensBefore(int cpus, int words) {
    this.cpus = cpus;
    this.actors = 2 * cpus;
    this.clock = new int[actors][2 * actors];
    for (int actor = 0; actor < actors; actor++) {
      advance(actor);
    }
    this.beforeHandlers = new int[cpus][2 * actors];
    this.unacquired = new int[actors][];
    this.released = new int[actors][];
    this.epochs = new PerWord<>(words);
  }

  private int actor(Cpu cpu) {
    return cpu.isHandling() ? cpus + cpu.id() : cpu.id();
  }

  private void advance(int actor) {
    clock[actor][actor]++;
    clock[actor][actors + actor]++;
  }

  /** Records the access; returns a cpu that raced with it, or -1. */
  int accessed(Cpu cpu, Access access, int word, boolean writes) {
    boolean plain = access.order() == Access.Order.PLAIN;
    int me = actor(cpu);
    int[] seen = clock[me];
    int[] last = epochs.get(word);
    if (last == null) {
      last = new int[KINDS * actors];
      epochs.set(word, last);
    }
    int racer = NOBODY;
    suspicious = false;
    for (int other = 0; other < (handled ? actors : cpus); other++) {
      if (other % cpus != cpu.id()) {
        int newest = newest(last, other, plain, writes);
        if (newest > seen[other]) {
          racer = other % cpus;
        }
        suspicious |= handled && newest > seen[actors + other];
      }
    }
    int kind =
        plain ? (writes ? PLAIN_WRITE : PLAIN_READ) : (writes ? ORDERED_WRITE : ORDERED_READ);
    last[KINDS * me + kind] = seen[me];
    return racer;
  }

  /** The epoch of another's last access that this one may race with. */
  private static int newest(int[] last, int other, boolean plain, boolean writes) {
    int at = KINDS * other;
    int newest = last[at + PLAIN_WRITE];
    if (plain) {
      newest = Math.max(newest, last[at + ORDERED_WRITE]);
    }
    if (writes) {
      newest = Math.max(newest, last[at + PLAIN_READ]);
      if (plain) {
        newest = Math.max(newest, last[at + ORDERED_READ]);
      }
    }
    return newest;
  }

  /** Whether the last access might race with another if a handler ran elsewhere. */
  boolean isSuspicious() {
    return suspicious;
  }

  /** What the cpu did and saw so far comes before whatever sees the clock that is returned. */
  int[] publish(Cpu cpu) {
    int me = actor(cpu);
    int[] published = clock[me].clone();
    advance(me);
    return published;
  }

  /** What the clock stands for comes before whatever the cpu does from here on. */
  void receive(Cpu cpu, int[] published) {
    if (published != null) {
      join(clock[actor(cpu)], published);
    }
  }

  /** What the clock stands for comes before whatever the cpu does behind an acquire fence. */
  void mayReceive(Cpu cpu, int[] published) {
    int me = actor(cpu);
    unacquired[me] = joined(unacquired[me], published);
  }

  void acquireFence(Cpu cpu) {
    receive(cpu, unacquired[actor(cpu)]);
  }

  void releaseFence(Cpu cpu) {
    released[actor(cpu)] = publish(cpu);
  }

  /** What an opaque store publishes; null if there was no release fence. */
  int[] released(Cpu cpu) {
    return released[actor(cpu)];
  }

  /** Both: what an update that publishes nothing itself passes on is what it overwrote. */
  static int[] joined(int[] one, int[] other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int[] both = one.clone();
    join(both, other);
    return both;
  }

  private static void join(int[] into, int[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(into[i], from[i]);
    }
  }

  private void joinHalf(int from, int[] into, int[] other) {
    for (int i = from; i < from + actors; i++) {
      into[i] = Math.max(into[i], other[i]);
    }
  }

  // ---------------------------------------------------------------- handlers

  /** The cpu's program lets signals in again: what it did so far comes before a handler. */
  void unmasked(Cpu cpu) {
    System.arraycopy(clock[cpu.id()], 0, beforeHandlers[cpu.id()], 0, 2 * actors);
    advance(cpu.id());
  }

  /** The cpu's program keeps signals away: a handler that has run comes before what it does now. */
  void masked(Cpu cpu) {
    if (handled) {
      joinHalf(actors, clock[cpu.id()], clock[cpus + cpu.id()]);
      advance(cpus + cpu.id());
    }
  }

  /** The cpu's handler begins. */
  void interrupted(Cpu cpu) {
    handled = true;
    int[] handler = clock[cpus + cpu.id()];
    joinHalf(0, handler, clock[cpu.id()]);
    joinHalf(actors, handler, beforeHandlers[cpu.id()]);
    advance(cpu.id());
    passFences(cpu.id(), cpus + cpu.id());
  }

  /** The cpu's handler has returned. */
  void resumed(Cpu cpu) {
    joinHalf(0, clock[cpu.id()], clock[cpus + cpu.id()]);
    advance(cpus + cpu.id());
    passFences(cpus + cpu.id(), cpu.id());
  }

  /** A fence is one of the cpu, whoever made it: the first half of what it does is passed on. */
  private void passFences(int from, int to) {
    unacquired[to] = withHalf(unacquired[to], unacquired[from]);
    released[to] = withHalf(released[to], released[from]);
  }

  private int[] withHalf(int[] mine, int[] other) {
    if (other == null) {
      return mine;
    }
    int[] both = mine == null ? new int[2 * actors] : mine.clone();
    joinHalf(0, both, other);
    return both;
  }
}
