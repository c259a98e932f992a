package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.census.Mistake;

/**
 * {@code KMEM_SIZE} of {@code subr_kmem.c} 1.87 of 2022, with {@code options DIAGNOSTIC}: behind
 * what a caller gets stands the size that it asked for, and nothing while the chunk is free. What
 * the arena serves has no such footer.
 */
final class SizeFooter extends KmemChecks {
  private static final long FREE = -1;

  SizeFooter(Machine machine) {
    super(machine);
  }

  /** Whoever writes behind a chunk writes over the footer. */
  @Override
  public boolean sees(Mistake mistake) {
    return mistake != Mistake.WRITE_AFTER_FREE;
  }

  @Override
  protected long overhead() {
    return 8;
  }

  @Override
  protected void granted(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (!large) {
      memory.setPlain(cpu, base + rounded(bytes), bytes);
    }
  }

  @Override
  protected long size(Cpu cpu, long base, long said, boolean large) {
    if (large || memory.getPlain(cpu, base + rounded(said)) == said) {
      return said;
    }
    report(cpu, base, Mistake.WRONG_SIZE);
    return found(base, said);
  }

  /** Where the footer is, as one would find it in the dump: the kernel is in panic by now. */
  private long found(long base, long said) {
    for (long end = 8; end < machine.shape().pageBytes(); end += 8) {
      long footer = machine.isMemory(base + end) ? memory.peek(base + end) : FREE;
      if (footer > 0 && rounded(footer) == end) {
        return footer;
      }
    }
    return said;
  }

  @Override
  protected void freed(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (!large) {
      memory.setPlain(cpu, base + rounded(bytes), FREE);
    }
  }
}
