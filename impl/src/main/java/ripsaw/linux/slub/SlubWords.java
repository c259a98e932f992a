package ripsaw.linux.slub;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Which word is what:
 *
 * <pre>
 *   shared   for each cache: its flags; then those that new caches get; then a node that is to come
 *   a cpu's  for each cache: freelist page node offset of its kmem_cache_cpu; then the node it asks for
 *   subject  for each cache and node: lock nr_partial nr_slabs partial of its kmem_cache_node;
 *            then for each cpu: who has not answered its call yet
 *   a page's flags inuse offset freelist lockless slab lru of its struct page
 * </pre>
 *
 * @param machine that has them
 */
public record SlubWords(Machine machine) {
  /** Caches that may exist at once. */
  public static final int CACHES = 3;

  /** Nodes that a machine may have. */
  static final int NODES = 8;

  static final int FLAGS = 0;
  static final int INUSE = 1;
  static final int OFFSET = 2;
  static final int FREELIST = 3;
  static final int LOCKLESS = 4;
  static final int SLAB = 5;
  static final int LRU = 6;

  static final int CPU_FREELIST = 0;
  static final int CPU_PAGE = 1;
  static final int CPU_NODE = 2;
  static final int CPU_OFFSET = 3;

  static final int LIST_LOCK = 0;
  static final int NR_PARTIAL = 1;
  static final int NR_SLABS = 2;
  static final int PARTIAL = 3;

  private static final String[] OF_PAGE = {
    "flags", "inuse", "offset", "freelist", "lockless", "slab", "lru"
  };
  private static final String[] OF_CPU = {"freelist", "page", "node", "offset"};
  private static final String[] OF_NODE = {"list_lock", "nr_partial", "nr_slabs", "partial"};

  /** {@code struct kmem_cache}: by this address a cache is known in a message. */
  public long cache(int cache) {
    return machine.sharedWord(cache);
  }

  int cacheAt(long address) {
    return (int) (address - cache(0)) / 8;
  }

  /** The boot option {@code slub_debug}. */
  long slubDebug() {
    return machine.sharedWord(CACHES);
  }

  /** The node that no cache has a {@code kmem_cache_node} of, plus 1; 0 if there is none. */
  long bareNode() {
    return machine.sharedWord(CACHES + 1);
  }

  long ofCpu(Cpu cpu, int cache, int field) {
    return machine.cpuWord(cpu, cache * OF_CPU.length + field);
  }

  /** The node that the cpu's task asks for, plus 1; 0 if any will do. */
  long policy(Cpu cpu) {
    return machine.cpuWord(cpu, CACHES * OF_CPU.length);
  }

  long ofNode(int cache, int node, int field) {
    return machine.subjectWord((cache * NODES + node) * OF_NODE.length + field);
  }

  /** The first of as many words as there are cpus: see {@link ripsaw.machine.smp.CrossCall}. */
  long calls() {
    return machine.subjectWord(CACHES * NODES * OF_NODE.length);
  }

  /**
   * @throws IllegalArgumentException if that is no slab's first page: the kernel would take other
   *     words for these
   */
  long ofPage(long page, int field) {
    if (page != slabOf(page)) {
      throw new IllegalArgumentException("%#x is no slab's first page".formatted(page));
    }
    return machine.pageWord(page, field);
  }

  /** The slab that an address is in: the base of its pages, as long as they are a slab. */
  long slabOf(long address) {
    return address & -machine.shape().slabBytes();
  }

  int number(long slab) {
    return (int) ((slab - machine.pageAddresses().get(0)) / machine.shape().slabBytes());
  }

  /** As a person knows it. */
  String name(long address) {
    for (int cache = 0; cache < CACHES; cache++) {
      if (address == cache(cache)) {
        return "cache" + cache;
      }
      for (Cpu cpu : machine.cpus()) {
        for (int field = 0; field < OF_CPU.length; field++) {
          if (address == ofCpu(cpu, cache, field)) {
            return "%s.cache%s.%s".formatted(cpu, cache, OF_CPU[field]);
          }
        }
      }
      for (int node = 0; node < NODES; node++) {
        for (int field = 0; field < OF_NODE.length; field++) {
          if (address == ofNode(cache, node, field)) {
            return "cache%s.node%s.%s".formatted(cache, node, OF_NODE[field]);
          }
        }
      }
    }
    if (address == slubDebug()) {
      return "slub_debug";
    }
    for (Cpu cpu : machine.cpus()) {
      if (address == policy(cpu)) {
        return cpu + ".policy";
      }
      if (address == calls() + 8L * cpu.id()) {
        return cpu + ".call";
      }
    }
    for (long page : machine.pageAddresses()) {
      for (int field = 0; field < OF_PAGE.length; field++) {
        if (page == slabOf(page) && address == ofPage(page, field)) {
          return "slab%s.%s".formatted(number(page), OF_PAGE[field]);
        }
      }
    }
    return machine.name(address);
  }
}
