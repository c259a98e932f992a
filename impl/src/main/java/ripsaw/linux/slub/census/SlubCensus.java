package ripsaw.linux.slub.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/**
 * A census of SLUB: every slab with its two free lists, the slab of every cpu, and what every node
 * counts and lists.
 *
 * @param slabs by address
 * @param cpuSlabs for each cache that is open, one for each cpu
 * @param nodes for each cache that is open, one for each node
 * @param caches that are open
 * @param cpus of the machine
 * @param minPartial empty slabs that a node is to keep
 */
public record SlubCensus(
    List<Slab> slabs,
    List<CpuSlab> cpuSlabs,
    List<Node> nodes,
    List<Cache> caches,
    int cpus,
    int minPartial)
    implements Census {
  /** The node of a debug slab's cpu, and of a version that notes none. */
  public static final long ANY_NODE = -1;

  /** The version keeps no such note. */
  public static final long NO_NODE = -2;

  /**
   * A slab, as its {@code struct page} shows it.
   *
   * @param base address of its first page
   * @param bytes size of the slab
   * @param cache that it is of
   * @param node that its pages are of
   * @param objects how many it is cut into
   * @param size bytes from one to the next
   * @param inuse as counted
   * @param regular what its own free list holds, first to last, one too many if it has no end
   * @param own the same of the lists of the cpus that have it
   */
  public record Slab(
      long base,
      long bytes,
      int cache,
      int node,
      int objects,
      long size,
      long inuse,
      boolean frozen,
      boolean debug,
      boolean locked,
      List<Long> regular,
      List<Long> own)
      implements Census.Slab {
    @Override
    public int capacity() {
      return objects;
    }

    @Override
    public long blockAt(int i) {
      return base + i * size;
    }

    @Override
    public List<Long> places() {
      List<Long> places = new ArrayList<>(regular);
      places.addAll(own);
      return places;
    }

    boolean isObject(long address) {
      long distance = address - base;
      return distance >= 0 && distance < size * objects && distance % size == 0;
    }

    @Override
    public String toString() {
      return "%s slab %#x of cache%s (%s of %s in use, %s free, %s more for its cpu)"
          .formatted(
              frozen ? "the frozen" : "the",
              base,
              cache,
              inuse,
              objects,
              regular.size(),
              own.size());
    }
  }

  /**
   * A {@code kmem_cache_cpu}.
   *
   * @param page the cpu's slab, 0 if it has none
   * @param node that it takes it to be of
   * @param freelist what it has to itself
   * @param offline whether the cpu is offline, and was flushed for
   */
  public record CpuSlab(
      int cpu, int cache, long page, long node, List<Long> freelist, boolean offline) {}

  /**
   * A {@code kmem_cache_node}.
   *
   * @param nrPartial as counted
   * @param nrSlabs as counted
   * @param partial slabs on its list, first to last
   */
  public record Node(int cache, int node, long nrPartial, long nrSlabs, List<Long> partial) {}

  /**
   * A {@code kmem_cache}.
   *
   * @param number by which it is known
   * @param objectBytes that are asked for at most
   * @param offset of the free pointer in an object
   * @param size of an object with what belongs to it
   * @param objects of a slab
   * @param mostObjects that a slab is to have
   * @param slabBytes size of a slab
   */
  public record Cache(
      int number,
      long objectBytes,
      long offset,
      long size,
      int objects,
      int mostObjects,
      long slabBytes) {}

  /** A cache has no account: it counts slabs. */
  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public Optional<List<Extent>> extents() {
    return Optional.of(slabs.stream().map(slab -> new Extent(slab.base, slab.bytes)).toList());
  }

  @Override
  public boolean tellsOfPages() {
    return true;
  }

  /** Those that somebody can reach: a new one is in its maker's hands, with interrupts on. */
  @Override
  public List<Slab> liveSlabs() {
    return slabs.stream()
        .filter(slab -> slab.inuse != 0 || slab.frozen || listed(slab.base) > 0)
        .toList();
  }

  @Override
  public String block() {
    return "object";
  }

  @Override
  public String place() {
    return "on a free list";
  }

  @Override
  public List<? extends Invariant<?>> invariants() {
    return SlubInvariants.ALL;
  }

  /** How many slabs a node says that it lists; 0 of a cache that is closed. */
  long nrPartial(int cache, int node) {
    return nodes.stream()
        .filter(one -> one.cache == cache && one.node == node)
        .mapToLong(Node::nrPartial)
        .sum();
  }

  /** How many cpus have this slab. */
  long owners(long base) {
    return cpuSlabs.stream().filter(one -> one.page == base).count();
  }

  /** The ids of the cpus that have this slab. */
  public List<Integer> ownersOf(long base) {
    return cpuSlabs.stream().filter(one -> one.page == base).map(CpuSlab::cpu).toList();
  }

  /** How often a slab stands on lists. */
  long listed(long base) {
    return nodes.stream().flatMap(node -> node.partial.stream()).filter(one -> one == base).count();
  }

  /** The slab that an object is of. */
  Optional<Slab> slabOf(long object) {
    return slabs.stream().filter(slab -> slab.isObject(object)).findFirst();
  }

  public Optional<Slab> slab(long base) {
    return slabs.stream().filter(slab -> slab.base == base).findFirst();
  }

  /**
   * What the cpu has, and what is free in its slab; then its node's list. With several nodes only
   * what it would have of each: it may ask for memory of one, and leaves others what they keep.
   */
  @Override
  public Optional<String> canServe(int cpu, int cache, long bytes) {
    for (CpuSlab one : cpuSlabs) {
      if (one.cpu == cpu && one.cache == cache && one.page != 0 && !hasNodes(cache)) {
        Optional<Slab> own = slab(one.page).filter(slab -> !slab.places().isEmpty());
        if (own.isPresent()) {
          return own.map(Slab::toString);
        }
      }
    }
    return nodes.stream()
        .filter(node -> node.cache == cache)
        .filter(node -> node.partial.size() > (hasNodes(cache) ? minPartial : 0))
        .flatMap(node -> slab(node.partial.get(0)).stream())
        .map(Slab::toString)
        .findFirst();
  }

  private boolean hasNodes(int cache) {
    return nodes.stream().filter(node -> node.cache == cache).count() > 1;
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return slab(base)
        .filter(
            slab ->
                slab.inuse != 0
                    || slab.regular.size() != slab.objects
                    || slab.frozen
                    || owners(base) > 0
                    || listed(base) > 0)
        .map(slab -> new Violation(SlubProperty.DISCARD, "discards " + slab));
  }
}
