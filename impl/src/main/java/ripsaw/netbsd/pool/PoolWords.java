package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Which word is what:
 *
 * <pre>
 *   shared   lock and first of the pool of groups; first of the empty groups of all caches
 *   a cpu's  for each cache: current and previous of its pool_cache_cpu; then notes for the census
 *   subject  for each cache: its pool_cache, then its pool; then for each cpu: who has not answered
 *            its call yet; then the groups: next, avail, objects
 *   a page's next, nmissing and itemlist of its page header, and a note whose page it is
 * </pre>
 *
 * @param machine that has them
 */
public record PoolWords(Machine machine) {
  /** Caches that may exist at once, and on a large machine. */
  private static final int CACHES = 3;

  private static final int CACHES_OF_MANY = 6;

  /** Groups that each thousand pages bring besides. */
  private static final int GROUPS_OF_MANY = 512;

  /** {@code PCG_NOBJECTS_NORMAL}, 15 in the kernel: the fewest that tell two magazines from one. */
  public static final int GROUP_OBJECTS = 3;

  static final int PC_LOCK = 0;
  public static final int FULL_GROUPS = 1;
  static final int EMPTY_GROUPS = 2;
  static final int PART_GROUPS = 3;
  static final int NFULL = 4;
  static final int NEMPTY = 5;
  static final int NPART = 6;
  static final int DRAINING = 7;
  static final int PR_LOCK = 8;
  public static final int CURPAGE = 9;
  public static final int EMPTY_PAGES = 10;
  static final int FULL_PAGES = 11;
  static final int PART_PAGES = 12;
  static final int NITEMS = 13;
  static final int NOUT = 14;
  static final int NPAGES = 15;
  static final int NIDLE = 16;
  static final int MINITEMS = 17;
  static final int MINPAGES = 18;
  static final int MAXPAGES = 19;
  static final int PR_FLAGS = 20;

  /** By which the condition variable is known; it is never accessed. */
  static final int PR_CV = 21;

  static final int ALLOC_FROM = 22;
  static final int FREE_TO = 23;

  /** All groups of a cache, in a version that has one list of them. */
  static final int GROUP_LIST = 24;

  public static final int CURRENT = 0;
  static final int PREVIOUS = 1;

  static final int GROUP_NEXT = 0;
  public static final int AVAIL = 1;
  static final int OBJECTS = 2;

  static final int PAGE_NEXT = 0;
  static final int NMISSING = 1;
  static final int ITEMLIST = 2;
  static final int OWNER = 3;

  private static final String[] OF_CACHE = {
    "pc_lock",
    "fullgroups",
    "emptygroups",
    "partgroups",
    "nfull",
    "nempty",
    "npart",
    "draining",
    "pr_lock",
    "curpage",
    "emptypages",
    "fullpages",
    "partpages",
    "nitems",
    "nout",
    "npages",
    "nidle",
    "minitems",
    "minpages",
    "maxpages",
    "pr_flags",
    "pr_cv",
    "allocfrom",
    "freeto",
    "grouplist"
  };
  private static final String[] OF_CPU = {"current", "previous"};
  private static final String[] OF_PAGE = {"next", "nmissing", "itemlist", "owner"};
  private static final int GROUP_WORDS = OBJECTS + GROUP_OBJECTS;

  /** Lists that invalidations of a cpu's threads may have in their hands: three of them three. */
  static final int HANDS = 9;

  /** Caches that may exist at once. */
  public static int caches(Machine machine) {
    return machine.shape().thousandsOfPages() == 0 ? CACHES : CACHES_OF_MANY;
  }

  private int caches() {
    return caches(machine);
  }

  /** Two for each cpu's magazines, and one for the depots. */
  int groups() {
    return 2 * machine.cpus().size() + 1 + GROUPS_OF_MANY * machine.shape().thousandsOfPages();
  }

  long groupsLock() {
    return machine.sharedWord(0);
  }

  /** First of the groups that are free. */
  long freeGroups() {
    return machine.sharedWord(1);
  }

  /** First of the empty groups of all caches, in a version that has one list of them. */
  long emptyGroups() {
    return machine.sharedWord(2);
  }

  /** {@code kernel_lock}. */
  long kernelLock() {
    return machine.sharedWord(3);
  }

  long ofCpu(Cpu cpu, int cache, int field) {
    return machine.cpuWord(cpu, cache * OF_CPU.length + field);
  }

  /** A note for the census: the first of the groups in an invalidation's hands. */
  long hand(Cpu cpu, int number) {
    return machine.cpuWord(cpu, caches() * OF_CPU.length + number);
  }

  /** A note for the monitors: how many of a pool's locks the cpu has. */
  long locksHeld(Cpu cpu) {
    return machine.cpuWord(cpu, caches() * OF_CPU.length + HANDS);
  }

  /** A note: how often the cpu has the kernel's lock, which nests. */
  long kernelLockDepth(Cpu cpu) {
    return machine.cpuWord(cpu, caches() * OF_CPU.length + HANDS + 1);
  }

  /** A note: whether a cache is one with {@code PR_PSERIALIZE}. */
  long isPassive(int cache) {
    return machine.subjectWord(
        caches() * OF_CACHE.length + machine.cpus().size() + groups() * GROUP_WORDS + cache);
  }

  /** What a cross-call is about that is a barrier only. */
  long barrier() {
    return calls();
  }

  /** Of its {@code pool_cache} and its {@code pool}. The first is what a cache is known by. */
  public long ofCache(int cache, int field) {
    return machine.subjectWord(cache * OF_CACHE.length + field);
  }

  /** By what a cache is known in a message and in events. */
  public long cache(int cache) {
    return ofCache(cache, PC_LOCK);
  }

  int cacheAt(long address) {
    return (int) ((address - cache(0)) / (8L * OF_CACHE.length));
  }

  /** The first of as many words as there are cpus: see {@link ripsaw.machine.smp.CrossCall}. */
  long calls() {
    return machine.subjectWord(caches() * OF_CACHE.length);
  }

  /** The address of a group, which is that of its first word. */
  long group(int number) {
    return machine.subjectWord(
        caches() * OF_CACHE.length + machine.cpus().size() + number * GROUP_WORDS);
  }

  static long ofGroup(long group, int field) {
    return group + 8L * field;
  }

  static long slot(long group, long index) {
    return ofGroup(group, OBJECTS) + 8L * index;
  }

  /**
   * @throws IllegalArgumentException if that is no pool page's beginning: the kernel would find no
   *     page header
   */
  long ofPage(long page, int field) {
    if (page != pageOf(page)) {
      throw new IllegalArgumentException("%#x is no pool page's beginning".formatted(page));
    }
    return machine.pageWord(page, field);
  }

  /** The pool page that an address is in: {@code pa_pagemask}. */
  long pageOf(long address) {
    return address & -machine.shape().slabBytes();
  }

  /** Whether it is in a page at all. */
  boolean isInPage(long address) {
    long offset = address - machine.pageAddresses().get(0);
    return offset >= 0 && offset < (long) machine.shape().pages() * machine.shape().pageBytes();
  }

  int number(long page) {
    return (int) ((page - machine.pageAddresses().get(0)) / machine.shape().slabBytes());
  }

  /** As a person knows it. */
  String name(long address) {
    if (address == groupsLock()) {
      return "pcgpool.lock";
    }
    if (address == freeGroups()) {
      return "pcgpool.first";
    }
    if (address == emptyGroups()) {
      return "pcgcache";
    }
    if (address == kernelLock()) {
      return "kernel_lock";
    }
    for (Cpu cpu : machine.cpus()) {
      for (int cache = 0; cache < caches(); cache++) {
        for (int field = 0; field < OF_CPU.length; field++) {
          if (address == ofCpu(cpu, cache, field)) {
            return "%s.cache%s.%s".formatted(cpu, cache, OF_CPU[field]);
          }
        }
      }
      if (address == calls() + 8L * cpu.id()) {
        return cpu + ".call";
      }
    }
    long word = (address - cache(0)) / 8;
    if (address >= cache(0) && word < (long) caches() * OF_CACHE.length) {
      return "cache%s.%s"
          .formatted(word / OF_CACHE.length, OF_CACHE[(int) (word % OF_CACHE.length)]);
    }
    long inGroups = (address - group(0)) / 8;
    if (address >= group(0) && inGroups < (long) groups() * GROUP_WORDS) {
      return nameInGroup(inGroups / GROUP_WORDS, (int) (inGroups % GROUP_WORDS));
    }
    for (long page : machine.pageAddresses()) {
      for (int field = 0; field < OF_PAGE.length; field++) {
        if (page == pageOf(page) && address == ofPage(page, field)) {
          return "page%s.%s".formatted(number(page), OF_PAGE[field]);
        }
      }
    }
    return machine.name(address);
  }

  private static String nameInGroup(long group, int field) {
    return switch (field) {
      case GROUP_NEXT -> "group" + group;
      case AVAIL -> "group%s.avail".formatted(group);
      default -> "group%s.o%s".formatted(group, field - OBJECTS);
    };
  }
}
