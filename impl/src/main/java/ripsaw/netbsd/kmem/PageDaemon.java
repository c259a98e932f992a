package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.subject.Allocator;
import ripsaw.subject.Allocator.Flag;

/**
 * Has the caches drained for who may sleep, by whoever is there: by who is going to sleep for a
 * range of the arena, and after that by each who frees, until it is served. Who sleeps is counted
 * before it drains, and who frees looks at the count when the chunk is where it will be drained
 * from: so one of the two finds it. Who frees has only its own groups to empty.
 */
public class PageDaemon {
  /** Behind the words of the pools. */
  private static final int SLEEPERS = 15;

  protected final Vmem arena;
  protected final Memory memory;

  /** The word that counts who sleeps. */
  protected final long sleepers;

  private PoolCache caches;
  private OpenTable table;

  /**
   * @param arena that all ranges are of
   */
  public PageDaemon(Machine machine, Vmem arena) {
    this.arena = arena;
    this.memory = machine.memory();
    this.sleepers = machine.sharedWord(SLEEPERS);
  }

  /** Before any cpu runs: what is to be drained. */
  final void drains(PoolCache all, OpenTable open) {
    caches = all;
    table = open;
  }

  /**
   * A range of the arena.
   *
   * @param wait whether the caller may sleep
   * @return {@link Allocator#NO_MEMORY} if there is none
   */
  protected long allocate(Cpu cpu, long bytes, boolean wait) {
    long range = arena.allocate(cpu, 0, bytes, Flag.NOWAIT);
    if (range != Allocator.NO_MEMORY || !wait) {
      return range;
    }
    memory.getAndAdd(cpu, sleepers, 1);
    drain(cpu);
    range = arena.allocate(cpu, 0, bytes);
    memory.getAndAdd(cpu, sleepers, -1);
    return range;
  }

  /**
   * A chunk was freed, and may be cached: who sleeps for it is to have it.
   *
   * @param cache that it went to, or {@code ARENA}
   */
  protected void freed(Cpu cpu, int cache) {
    if (cache != SizeTable.ARENA && memory.getVolatile(cpu, sleepers) > 0) {
      cpu.beginOperation(); // the caller's chunk is gone, and what follows is the daemon's
      caches.drainOwn(cpu, cache);
    }
  }

  /** {@code uvm_km_va_drain}: what is cached goes back to the arena. May sleep. */
  protected void drain(Cpu cpu) {
    for (int cache = 0; cache < table.now().classes().size(); cache++) {
      if (caches.hasPages(cpu, cache)) {
        caches.drain(cpu, cache);
      }
    }
  }

  /** Whether this is the word that counts who sleeps. */
  final boolean isOwn(long address) {
    return address == sleepers;
  }
}
