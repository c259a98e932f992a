package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.census.KmemEvent;
import ripsaw.netbsd.kmem.census.Mistake;
import ripsaw.subject.Allocator;

/**
 * Poison: what is free is full of it, which is looked at when somebody gets it. A poisoned word is
 * its address times a prime. The first word of a chunk is left out: pools link their items there.
 */
public class PoisonChecks extends KmemChecks {
  private static final long PRIME = 0x9e37fffffffc0001L;

  /** Bytes at a chunk's beginning that have none. */
  protected static final long LINK = 8;

  public PoisonChecks(Machine machine) {
    super(machine);
  }

  @Override
  public boolean sees(Mistake mistake) {
    return mistake == Mistake.WRITE_AFTER_FREE;
  }

  /** {@code kmem_backend_alloc} poisons what it gets. */
  @Override
  public void mapped(Cpu cpu, long base, long bytes) {
    poison(cpu, base, bytes);
  }

  /** Here pools link their items in them, which the kernel's ({@code PR_NOTOUCH}) do not. */
  @Override
  protected void emptied(Cpu cpu, long base, long bytes) {
    poison(cpu, base, bytes);
  }

  @Override
  protected void granted(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (!isPoisoned(cpu, base + LINK, space - LINK)) {
      report(cpu, base + ahead(large), Mistake.WRITE_AFTER_FREE);
    }
  }

  @Override
  protected void freed(Cpu cpu, long base, long space, long bytes, boolean large) {
    poison(cpu, base + LINK, space - LINK);
  }

  /** {@code kmem_poison_fill}. */
  protected void poison(Cpu cpu, long from, long bytes) {
    machine.watch().happened(cpu, KmemEvent.POISON, from, bytes);
    for (long word = from; word < from + bytes; word += 8) {
      memory.setPlain(cpu, word, word * PRIME);
    }
  }

  /** {@code kmem_poison_check}. */
  protected boolean isPoisoned(Cpu cpu, long from, long bytes) {
    machine.watch().happened(cpu, KmemEvent.POISON, from, bytes);
    if (from == Allocator.NO_MEMORY) {
      return true; // the kernel takes a page fault, which is no access
    }
    for (long word = from; word < from + bytes; word += 8) {
      if (memory.getPlain(cpu, word) != word * PRIME) {
        return false;
      }
    }
    return true;
  }
}
