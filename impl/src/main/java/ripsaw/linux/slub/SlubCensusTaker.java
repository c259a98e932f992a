package ripsaw.linux.slub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import ripsaw.linux.slub.census.SlubCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** Reads where everything is, without an access. */
final class SlubCensusTaker {
  private final Machine machine;
  private final SlubWords words;
  private final IntFunction<CacheGeometry> geometries;
  private final boolean freelistInPage;

  SlubCensusTaker(
      Machine machine,
      SlubWords words,
      IntFunction<CacheGeometry> geometries,
      boolean freelistInPage) {
    this.machine = machine;
    this.words = words;
    this.geometries = geometries;
    this.freelistInPage = freelistInPage;
  }

  private long peek(long address) {
    return machine.memory().peek(address);
  }

  SlubCensus take() {
    List<SlubCensus.Slab> slabs = new ArrayList<>();
    for (long page : machine.pageAddresses()) {
      if (page == words.slabOf(page)
          && (peek(words.ofPage(page, SlubWords.FLAGS)) & SlubState.IS_SLAB) != 0) {
        slabs.add(slab(page));
      }
    }
    List<SlubCensus.CpuSlab> cpus = new ArrayList<>();
    List<SlubCensus.Node> nodes = new ArrayList<>();
    List<SlubCensus.Cache> caches = new ArrayList<>();
    for (int cache = 0; cache < SlubWords.CACHES; cache++) {
      CacheGeometry geometry = geometries.apply(cache);
      if (geometry != null) {
        caches.add(cache(cache, geometry));
        for (Cpu cpu : machine.cpus()) {
          cpus.add(cpuSlab(cpu, cache, geometry));
        }
        for (int node = 0; node < machine.shape().nodes(); node++) {
          nodes.add(node(cache, node));
        }
      }
    }
    return new SlubCensus(
        slabs, cpus, nodes, caches, machine.cpus().size(), machine.shape().cachedSlabs());
  }

  private SlubCensus.Cache cache(int number, CacheGeometry geometry) {
    return new SlubCensus.Cache(
        number,
        geometry.objectBytes(),
        geometry.offset(),
        geometry.size(),
        geometry.objects(),
        machine.shape().chunksPerSlab(),
        machine.shape().slabBytes());
  }

  private SlubCensus.Slab slab(long page) {
    int cache = words.cacheAt(peek(words.ofPage(page, SlubWords.SLAB)));
    CacheGeometry geometry = geometries.apply(cache);
    long flags = peek(words.ofPage(page, SlubWords.FLAGS));
    List<Long> own = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      if (geometry != null && peek(words.ofCpu(cpu, cache, SlubWords.CPU_PAGE)) == page) {
        own.addAll(chain(cpuFreelist(cpu, cache, page), geometry));
      }
    }
    return new SlubCensus.Slab(
        page,
        machine.shape().slabBytes(),
        cache,
        machine.nodeOf(page),
        geometry == null ? 0 : geometry.objects(),
        geometry == null ? 8 : geometry.size(),
        peek(words.ofPage(page, SlubWords.INUSE)),
        (flags & SlubState.FROZEN) != 0,
        (flags & SlubState.DEBUG) != 0,
        (flags & SlubState.LOCKED) != 0,
        geometry == null
            ? List.of()
            : chain(peek(words.ofPage(page, SlubWords.FREELIST)), geometry),
        own);
  }

  private long cpuFreelist(Cpu cpu, int cache, long page) {
    return freelistInPage
        ? peek(words.ofPage(page, SlubWords.LOCKLESS))
        : peek(words.ofCpu(cpu, cache, SlubWords.CPU_FREELIST));
  }

  /** As far as free pointers lead, but not round and round: one object too many tells of that. */
  private List<Long> chain(long first, CacheGeometry geometry) {
    List<Long> chain = new ArrayList<>();
    long object = (first & 1) == 0 ? first : 0; // the end of a list that is marked
    while (object != 0 && chain.size() <= geometry.objects()) {
      chain.add(object);
      object = machine.isMemory(object + geometry.offset()) ? peek(object + geometry.offset()) : 0;
    }
    return chain;
  }

  private SlubCensus.CpuSlab cpuSlab(Cpu cpu, int cache, CacheGeometry geometry) {
    long page = peek(words.ofCpu(cpu, cache, SlubWords.CPU_PAGE));
    long first = freelistInPage && page == 0 ? 0 : cpuFreelist(cpu, cache, page);
    return new SlubCensus.CpuSlab(
        cpu.id(),
        cache,
        page,
        freelistInPage ? SlubCensus.NO_NODE : peek(words.ofCpu(cpu, cache, SlubWords.CPU_NODE)),
        chain(first, geometry),
        machine.isOffline(cpu));
  }

  private SlubCensus.Node node(int cache, int node) {
    List<Long> partial = new ArrayList<>();
    long page = peek(words.ofNode(cache, node, SlubWords.PARTIAL));
    while (page != 0 && partial.size() <= machine.shape().pages()) {
      partial.add(page);
      page = peek(words.ofPage(page, SlubWords.LRU));
    }
    return new SlubCensus.Node(
        cache,
        node,
        peek(words.ofNode(cache, node, SlubWords.NR_PARTIAL)),
        peek(words.ofNode(cache, node, SlubWords.NR_SLABS)),
        partial);
  }
}
