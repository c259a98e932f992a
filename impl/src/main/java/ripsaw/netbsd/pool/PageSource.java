package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;

/** Where pools get their pages ({@code pool_allocator}), and where the headers of these lie. */
public interface PageSource {
  /** Bytes of a page of this cache's pool: {@code pa_pagesz}. */
  long bytes(int cache);

  /**
   * A page, which nobody else may touch.
   *
   * @param wait whether the caller may sleep
   * @return 0 if there is none
   */
  long allocate(Cpu cpu, int cache, boolean wait);

  /** Gives one back. */
  void free(Cpu cpu, long page);

  /** The page of a pool that an item is in. No access. */
  long pageOf(long item);

  /** The address of a word of a page's header. */
  long header(long page, int field);
}
