package ripsaw.netbsd.kmem;

import ripsaw.machine.Shape;
import ripsaw.netbsd.vmem.census.VmemCensus;

/**
 * What the sizes of caches are counted in. All numbers are bytes.
 *
 * @param quantum {@code KMEM_QUANTUM_SIZE}, which is {@code ALIGNBYTES + 1}
 * @param quantumCacheMax {@code KMEM_QCACHE_MAX}: 32 quanta in the kernel
 * @param page {@code PAGE_SIZE}
 */
public record Units(long quantum, long quantumCacheMax, long page) {
  /**
   * Those of a machine. If a slab is a page, there are few: two quanta in the largest quantum
   * cache, four in a page of the kernel, and eight in one of the machine. If it is more, it is a
   * page of the kernel, and a page of the machine is 64 quanta, as of the patch's caches one.
   */
  public static Units of(Shape shape) {
    long page = shape.pageBytes();
    return shape.slabPages() == 1
        ? new Units(page / 8, page / 4, page / 2)
        : new Units(VmemCensus.QUANTUM, page / 2, shape.slabBytes());
  }

  /** Of which the sizes of the patch's caches are multiples, twice the largest quantum cache. */
  public long midUnit() {
    return 2 * quantumCacheMax;
  }

  /** A page of the pools behind the quantum caches: {@code qc_poolpage_size}. */
  public long quantumPage() {
    return Long.highestOneBit(3 * quantumCacheMax) * 2;
  }
}
