package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PageSource;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.subject.Allocator;

/**
 * Pages of the pools behind kmem's caches: ranges of the arena, which begin at any quantum ({@code
 * PR_NOALIGN}). So their headers lie apart ({@code PR_NOTOUCH}), here by the half of the machine's
 * page that they begin in, and no pool page is smaller than that. Which page an item is in the
 * kernel looks up in a tree, under the pool's lock; here the arena's tags are asked, without an
 * access.
 *
 * @param daemon has the arena give, or waits
 */
record KmemPages(Machine machine, OpenTable table, Vmem arena, PageDaemon daemon, KmemChecks checks)
    implements PageSource {
  /** Words of a header. */
  private static final int WORDS = 4;

  @Override
  public long bytes(int cache) {
    return table.now().classes().get(cache).poolPage();
  }

  @Override
  public long allocate(Cpu cpu, int cache, boolean wait) {
    return daemon.allocate(cpu, bytes(cache), wait);
  }

  @Override
  public void free(Cpu cpu, long page) {
    checks.emptied(cpu, page, arena.busyAt(page).map(VmemCensus.Tag::bytes).orElse(0L));
    arena.free(cpu, 0, page);
  }

  @Override
  public long pageOf(long item) {
    return arena.busyAt(item).map(VmemCensus.Tag::start).orElse(Allocator.NO_MEMORY);
  }

  @Override
  public long header(long page, int field) {
    long half = machine.shape().pageBytes() / 2;
    long inPage = page % machine.shape().pageBytes(); // all begin at a multiple of that
    return machine.pageWord(page, (int) (inPage / half) * WORDS + field);
  }
}
