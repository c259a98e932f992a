package ripsaw.machine;

import java.util.Arrays;
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
 *
 * <p>Threads of one cpu share its clock, as a context switch orders what they do. But that, too, is
 * the schedule's choice: so each has a place of its own in a third part, in which only what is
 * exchanged in memory, and what keeps a cpu from switching, orders them. A race of two of them is
 * one in that part.
 */
final class HappensBefore {
  /** No thread of several. */
  static final int NO_TASK = -1;

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
  private final int tasks;
  private final int size;
  private final int[][] clock;
  private final int[][] beforeHandlers;
  private final int[][] unacquired;
  private final int[][] released;
  // For each word that was accessed: of each actor the epoch of the last access of each kind.
  private final PerWord<int[]> epochs;
  // Of each cpu, which thread runs.
  private final int[] running;
  // Of each thread that does not run its part of its cpu's clock, and of what stands for fences.
  private final int[][][] aside;
  // Of each cpu what its last time without a switch comes before, in the third part.
  private final int[][] beforeSections;
  private boolean handled;
  private boolean suspicious;

  HappensBefore(int cpus, int words, int tasks) {
    this.cpus = cpus;
    this.actors = 2 * cpus;
    this.tasks = tasks;
    this.size = 2 * actors + tasks;
    this.running = new int[cpus];
    Arrays.fill(running, NO_TASK);
    this.aside = new int[tasks][3][];
    for (int task = 0; task < tasks; task++) {
      aside[task][0] = new int[tasks];
      aside[task][0][task] = 1;
    }
    this.beforeSections = new int[cpus][tasks];
    this.clock = new int[actors][size];
    for (int actor = 0; actor < actors; actor++) {
      advance(actor);
    }
    this.beforeHandlers = new int[cpus][size];
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
    if (actor < cpus && running[actor] != NO_TASK) {
      clock[actor][2 * actors + running[actor]]++;
    }
  }

  /** Records the access; returns a cpu that raced with it, its own if a thread did; or -1. */
  int accessed(Cpu cpu, Access access, int word, boolean writes) {
    boolean plain = access.order() == Access.Order.PLAIN;
    int me = actor(cpu);
    int[] seen = clock[me];
    int[] last = epochs.get(word);
    if (last == null) {
      last = new int[KINDS * (actors + tasks * cpus)];
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
    int task = me < cpus ? running[me] : NO_TASK;
    if (task != NO_TASK) {
      for (int other = 0; other < tasks; other++) {
        int newest = newest(last, onCpu(other, me), plain, writes);
        if (other != task && newest > seen[2 * actors + other]) {
          racer = me;
        }
      }
      last[KINDS * onCpu(task, me) + kind] = seen[2 * actors + task];
    }
    return racer;
  }

  /** Where the epochs of what a thread did on this cpu stand, behind those of actors. */
  private int onCpu(int task, int cpu) {
    return actors + task * cpus + cpu;
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

  private static void join(int[] into, int[] other, int from, int to) {
    for (int i = from; i < to; i++) {
      into[i] = Math.max(into[i], other[i]);
    }
  }

  private void joinSchedule(int[] into, int[] other) {
    join(into, other, 0, actors);
  }

  private void joinCertain(int[] into, int[] other) {
    join(into, other, actors, size);
  }

  // ---------------------------------------------------------------- handlers

  /** The cpu's program lets signals in again: what it did so far comes before a handler. */
  void unmasked(Cpu cpu) {
    System.arraycopy(clock[cpu.id()], 0, beforeHandlers[cpu.id()], 0, size);
    for (int task = 0; task < tasks; task++) {
      int done = clock[cpu.id()][2 * actors + task];
      beforeSections[cpu.id()][task] = Math.max(beforeSections[cpu.id()][task], done);
    }
    advance(cpu.id());
  }

  /** The cpu's program keeps signals away: a handler that has run comes before what it does now. */
  void masked(Cpu cpu) {
    if (handled) {
      joinCertain(clock[cpu.id()], clock[cpus + cpu.id()]);
      advance(cpus + cpu.id());
    }
    for (int task = 0; task < tasks; task++) {
      int at = 2 * actors + task;
      clock[cpu.id()][at] = Math.max(clock[cpu.id()][at], beforeSections[cpu.id()][task]);
    }
  }

  /** The cpu's handler begins. */
  void interrupted(Cpu cpu) {
    handled = true;
    int[] handler = clock[cpus + cpu.id()];
    joinSchedule(handler, clock[cpu.id()]);
    joinCertain(handler, beforeHandlers[cpu.id()]);
    advance(cpu.id());
    passFences(cpu.id(), cpus + cpu.id());
  }

  /** The cpu's handler has returned. */
  void resumed(Cpu cpu) {
    joinSchedule(clock[cpu.id()], clock[cpus + cpu.id()]);
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
    int[] both = mine == null ? new int[size] : mine.clone();
    joinSchedule(both, other);
    return both;
  }

  // ----------------------------------------------------------------- threads

  /** The cpu goes on with another thread, or with what is no thread's. */
  void switched(Cpu cpu, int from, int to) {
    int me = cpu.id();
    if (from != NO_TASK) {
      aside[from] = new int[][] {part(clock[me]), part(unacquired[me]), part(released[me])};
    }
    running[me] = to;
    int[][] own = to == NO_TASK ? new int[3][] : aside[to];
    clock[me] = withPart(clock[me], own[0]);
    unacquired[me] = withPart(unacquired[me], own[1]);
    released[me] = withPart(released[me], own[2]);
  }

  private int[] part(int[] of) {
    return of == null ? null : Arrays.copyOfRange(of, 2 * actors, size);
  }

  /** Of a clock that others may have; nothing is no part. */
  private int[] withPart(int[] whole, int[] part) {
    if (whole == null && part == null) {
      return null;
    }
    int[] with = whole == null ? new int[size] : Arrays.copyOf(whole, 2 * actors);
    with = Arrays.copyOf(with, size);
    if (part != null) {
      System.arraycopy(part, 0, with, 2 * actors, tasks);
    }
    return with;
  }
}
