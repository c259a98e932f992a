package ripsaw.linux.slub;

import java.util.HashMap;
import java.util.Map;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.cache.Place;
import ripsaw.machine.cache.Places;

/**
 * Where SLUB's words lie in {@code include/linux/mm_types.h} and {@code slub_def.h}, on 64 bits:
 *
 * <pre>
 *   page             flags 0, inuse 12, offset 14, lockless_freelist 16, slab 24, freelist 32, lru 40
 *   kmem_cache_cpu   freelist 0, page 8, node 16, offset 20; each on a line of its own
 *   kmem_cache_node  list_lock 0, nr_partial 8, nr_slabs 16, partial 24
 * </pre>
 *
 * In {@code mem_map} a {@code struct page} of 56 bytes may lie on two lines; here, as in the seed's
 * table, it is on one. Before the seed a cache had an array of pointers to pages instead of {@code
 * kmem_cache_cpu}: neighbouring cpus' are on one line, and nothing else is. The node that a caller
 * asks for is an argument in the kernel; here it lies where the call looks anyway.
 */
final class SlubPlaces implements Places {
  private static final int[] OF_PAGE = {0, 12, 14, 32, 16, 24, 40};
  private static final int[] OF_CPU = {0, 8, 16, 20};
  private static final int[] OF_NODE = {0, 8, 16, 24};

  /** Behind the fields of a {@code kmem_cache}, on lines of their own. */
  private static final int CPU_SLABS = 256;

  private static final int ARGUMENT = 56;

  private final Machine machine;
  private final SlubWords words;
  private final Map<Long, Place> places = new HashMap<>();

  /**
   * @param hasCpuStructures whether a cache has a {@code kmem_cache_cpu} for each cpu
   */
  SlubPlaces(Machine machine, boolean hasCpuStructures) {
    this.machine = machine;
    this.words = new SlubWords(machine);
    places.put(words.slubDebug(), new Place("slub_debug", 0, 0));
    for (int cache = 0; cache < SlubWords.CACHES; cache++) {
      places.put(words.cache(cache), new Place("kmem_cache", cache, 0));
      addNodes(cache);
      for (Cpu cpu : machine.cpus()) {
        for (int field = 0; field < OF_CPU.length; field++) {
          places.put(
              words.ofCpu(cpu, cache, field),
              hasCpuStructures
                  ? ofCpu(cpu, cache, OF_CPU[field])
                  : new Place("kmem_cache", cache, CPU_SLABS + 8L * cpu.id()));
        }
      }
    }
    for (Cpu cpu : machine.cpus()) {
      places.put(
          words.policy(cpu),
          hasCpuStructures
              ? ofCpu(cpu, 0, ARGUMENT)
              : new Place("kmem_cache", 0, CPU_SLABS + 8L * cpu.id()));
      places.put(words.calls() + 8L * cpu.id(), new Place("cross-call", cpu.id(), 0));
    }
    machine.pageAddresses().stream()
        .filter(page -> page == words.slabOf(page))
        .forEach(this::addPage);
  }

  private static Place ofCpu(Cpu cpu, int cache, int offset) {
    return new Place("kmem_cache_cpu", (long) SlubWords.CACHES * cpu.id() + cache, offset);
  }

  private void addNodes(int cache) {
    for (int node = 0; node < machine.shape().nodes(); node++) {
      for (int field = 0; field < OF_NODE.length; field++) {
        int number = SlubWords.NODES * cache + node;
        places.put(
            words.ofNode(cache, node, field), new Place("kmem_cache_node", number, OF_NODE[field]));
      }
    }
  }

  private void addPage(long page) {
    for (int field = 0; field < OF_PAGE.length; field++) {
      places.put(words.ofPage(page, field), new Place("struct page", page, OF_PAGE[field]));
    }
  }

  @Override
  public Place of(long address) {
    Place known = places.get(address);
    if (known != null) {
      return known;
    }
    long offset = address - machine.pageAddresses().getFirst();
    if (offset < 0 || offset >= (long) machine.shape().pages() * machine.shape().pageBytes()) {
      return machine.place(address);
    }
    return new Place("object", words.slabOf(address), address % machine.shape().slabBytes());
  }
}
