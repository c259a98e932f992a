package ripsaw.netbsd.kmem;

/**
 * What the sizes of caches are counted in. All numbers are bytes.
 *
 * @param quantum {@code KMEM_QUANTUM_SIZE}, which is {@code ALIGNBYTES + 1}
 * @param quantumCacheMax {@code KMEM_QCACHE_MAX}: 32 quanta in the kernel
 * @param page {@code PAGE_SIZE}
 */
public record Units(long quantum, long quantumCacheMax, long page) {
  /** The arena's quantum; two of them in the largest quantum cache, and four in a page. */
  public static final Units SMALL = new Units(64, 128, 256);

  /** Of which the sizes of the patch's caches are multiples, twice the largest quantum cache. */
  public long midUnit() {
    return 2 * quantumCacheMax;
  }

  /** A page of the pools behind the quantum caches: {@code qc_poolpage_size}. */
  public long quantumPage() {
    return Long.highestOneBit(3 * quantumCacheMax) * 2;
  }
}
