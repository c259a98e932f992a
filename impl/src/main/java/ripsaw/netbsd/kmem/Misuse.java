package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.netbsd.kmem.census.KmemEvent;
import ripsaw.netbsd.kmem.census.Mistake;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.subject.Allocator;
import ripsaw.subject.Allocator.Flag;

/** Callers' bugs, made on purpose where a debug layer sees them, with a chunk of the bug's own. */
final class Misuse {
  private static final long BYTES = 40;

  private Misuse() {}

  /**
   * Frees a chunk as one of another size.
   *
   * @param bytes that were asked for
   * @param said that it is freed as
   */
  static void freeAs(Kmem kmem, Cpu cpu, long bytes, long said) {
    long chunk = chunk(kmem, cpu, Mistake.WRONG_SIZE, bytes);
    if (chunk != Allocator.NO_MEMORY) {
      misuses(kmem, cpu, chunk, Mistake.WRONG_SIZE);
      kmem.free(cpu, 0, chunk, said);
    }
  }

  /** Writes behind a chunk, and frees it: once right behind it, once where the red zone ends. */
  static void writePastEnd(Kmem kmem, Cpu cpu) {
    for (boolean far : new boolean[] {false, true}) {
      long chunk = chunk(kmem, cpu, Mistake.OVERRUN, BYTES);
      if (chunk == Allocator.NO_MEMORY) {
        return;
      }
      long redZone = kmem.checks.redZone(kmem.usable(chunk) - BYTES);
      misuses(kmem, cpu, chunk, Mistake.OVERRUN);
      kmem.memory.setPlain(cpu, chunk + BYTES + (far ? redZone - 8 : 0), 0);
      kmem.free(cpu, 0, chunk, BYTES);
    }
  }

  /**
   * Frees a chunk, writes into it, once near its beginning and once where it ends, and gets it
   * again: with interrupts off from when it is seen to be the cpu's next, or it might be another's
   * by then.
   */
  static void writeAfterFree(Kmem kmem, Cpu cpu) {
    for (boolean far : new boolean[] {false, true}) {
      long chunk = chunk(kmem, cpu, Mistake.WRITE_AFTER_FREE, BYTES);
      if (chunk == Allocator.NO_MEMORY) {
        return;
      }
      kmem.free(cpu, 0, chunk, BYTES);
      boolean on = cpu.saveInterrupts();
      long again = Allocator.NO_MEMORY;
      if (isNext(kmem, cpu, chunk - kmem.checks.ahead(false))) {
        misuses(kmem, cpu, chunk, Mistake.WRITE_AFTER_FREE);
        kmem.memory.setPlain(cpu, chunk + (far ? BYTES - 8 : 8), 0);
        again = kmem.allocate(cpu, 0, BYTES, Flag.NOWAIT);
      }
      cpu.restoreInterrupts(on);
      if (again != Allocator.NO_MEMORY) {
        kmem.free(cpu, 0, again, BYTES);
      }
    }
  }

  /** An interrupt asks for memory. */
  static void askInInterrupt(Kmem kmem, Cpu cpu) {
    if (kmem.sees(Mistake.IN_INTERRUPT)) {
      cpu.interrupt(
          () -> {
            misuses(kmem, cpu, 0, Mistake.IN_INTERRUPT);
            long chunk = kmem.allocate(cpu, 0, BYTES, Flag.NOWAIT);
            if (chunk != Allocator.NO_MEMORY) {
              kmem.free(cpu, 0, chunk, BYTES);
            }
          });
    }
  }

  private static long chunk(Kmem kmem, Cpu cpu, Mistake mistake, long bytes) {
    return kmem.sees(mistake) ? kmem.allocate(cpu, 0, bytes, Flag.NOWAIT) : Allocator.NO_MEMORY;
  }

  private static void misuses(Kmem kmem, Cpu cpu, long chunk, Mistake mistake) {
    kmem.tell(cpu, KmemEvent.MISUSED, chunk, mistake.ordinal());
  }

  /** Whether this is what the cpu gets next of the cache for such chunks. No access. */
  private static boolean isNext(Kmem kmem, Cpu cpu, long base) {
    return kmem.caches.census().caches().get(kmem.cacheOf(BYTES)).magazines().stream()
        .filter(one -> one.cpu() == cpu.id())
        .flatMap(one -> one.current().stream())
        .map(PoolCensus.Group::objects)
        .anyMatch(objects -> !objects.isEmpty() && objects.get(objects.size() - 1) == base);
  }
}
