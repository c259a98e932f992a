package ripsaw.machine;

/**
 * The happens-before order of an execution, as vector clocks, and the data races in it: two
 * accesses of two cpus to one word, one of them a write and one of them plain, that nothing orders.
 * A cpu's handler runs on the cpu, so its accesses are in the cpu's own order.
 *
 * <p>Epochs instead of full clocks for what was accessed, after Flanagan and Freund, "FastTrack"
 * (PLDI 2009): an access is ordered before now if its cpu's count then is in my clock now. The
 * orders are those of the accesses' names and not of the schedule, so a race is found even if its
 * two accesses never came close.
 */
final class HappensBefore {
  private final int cpus;
  private final int[][] clock;
  // For each word and cpu the epoch of the last access of its kind; 0 if there was none.
  private final int[] plainReads;
  private final int[] plainWrites;
  private final int[] orderedReads;
  private final int[] orderedWrites;

  HappensBefore(int cpus, int words) {
    this.cpus = cpus;
    this.clock = new int[cpus][cpus];
    for (int cpu = 0; cpu < cpus; cpu++) {
      clock[cpu][cpu] = 1;
    }
    this.plainReads = new int[words * cpus];
    this.plainWrites = new int[words * cpus];
    this.orderedReads = new int[words * cpus];
    this.orderedWrites = new int[words * cpus];
  }

  /** Records the access; returns a cpu that raced with it, or -1. */
  int accessed(Cpu cpu, Access access, int word, boolean writes) {
    boolean plain = access.order() == Access.Order.PLAIN;
    int racer = -1;
    int me = cpu.id();
    int base = word * cpus;
    int[] seen = clock[me];
    for (int other = 0; other < cpus; other++) {
      if (other != me) {
        int at = base + other;
        int newest = plainWrites[at];
        if (plain) {
          newest = Math.max(newest, orderedWrites[at]);
        }
        if (writes) {
          newest = Math.max(newest, plainReads[at]);
          if (plain) {
            newest = Math.max(newest, orderedReads[at]);
          }
        }
        if (newest > seen[other]) {
          racer = other;
        }
      }
    }
    int[] kind =
        plain ? (writes ? plainWrites : plainReads) : (writes ? orderedWrites : orderedReads);
    kind[base + me] = seen[me];
    return racer;
  }

  /** What the cpu did and saw so far comes before whatever sees the clock that is returned. */
  int[] publish(Cpu cpu) {
    int[] published = clock[cpu.id()].clone();
    clock[cpu.id()][cpu.id()]++;
    return published;
  }

  /** What the clock stands for comes before whatever the cpu does from here on. */
  void receive(Cpu cpu, int[] published) {
    if (published != null) {
      join(clock[cpu.id()], published);
    }
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
    for (int cpu = 0; cpu < into.length; cpu++) {
      into[cpu] = Math.max(into[cpu], from[cpu]);
    }
  }
}
