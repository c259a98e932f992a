package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.census.Mistake;

/**
 * A kernel with {@code options DEBUG}, as of 2009: poison, and each chunk begins with a header that
 * has its size, and ends with a red zone, here of a word at least.
 */
public class DebugChecks extends PoisonChecks {
  private static final long HEADER = LINK;
  private static final long RED_ZONE = 8;

  public DebugChecks(Machine machine) {
    super(machine);
  }

  @Override
  public boolean sees(Mistake mistake) {
    return true;
  }

  @Override
  protected long ahead(boolean large) {
    return HEADER;
  }

  @Override
  protected long overhead() {
    return HEADER + RED_ZONE;
  }

  @Override
  protected long largeOverhead() {
    return HEADER + RED_ZONE;
  }

  /** {@code kmem_poison_check}, then {@code kmem_size_set}. */
  @Override
  protected void granted(Cpu cpu, long base, long space, long bytes, boolean large) {
    super.granted(cpu, base, space, bytes, large);
    memory.setPlain(cpu, base, recorded(bytes));
  }

  /** {@code kmem_size_check}. */
  @Override
  protected long size(Cpu cpu, long base, long said, boolean large) {
    long header = memory.getPlain(cpu, base);
    if (header == recorded(said)) {
      return said;
    }
    report(cpu, base + HEADER, Mistake.WRONG_SIZE);
    return header;
  }

  /** What the header says of a size. */
  protected long recorded(long bytes) {
    return bytes;
  }

  /** The red zone is looked at, and all is poisoned. */
  @Override
  protected void freed(Cpu cpu, long base, long space, long bytes, boolean large) {
    checkRedZone(cpu, base, space, bytes);
    super.freed(cpu, base, space, bytes, large);
  }

  protected void checkRedZone(Cpu cpu, long base, long space, long bytes) {
    long end = base + HEADER + rounded(bytes);
    if (!isPoisoned(cpu, end, base + space - end)) {
      report(cpu, base + HEADER, Mistake.OVERRUN);
    }
  }
}
