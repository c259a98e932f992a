package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * The same as of {@code subr_kmem.c} 1.49 of 2013: the header has the size rounded up to 8 bytes,
 * and what the arena serves is not looked at.
 */
final class DebugChecks2012 extends DebugChecks {
  DebugChecks2012(Machine machine) {
    super(machine);
  }

  @Override
  protected long ahead(boolean large) {
    return large ? 0 : super.ahead(false);
  }

  @Override
  protected long largeOverhead() {
    return 0;
  }

  @Override
  protected long recorded(long bytes) {
    return rounded(bytes);
  }

  @Override
  protected void granted(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (!large) {
      super.granted(cpu, base, space, bytes, false);
    }
  }

  @Override
  protected long size(Cpu cpu, long base, long said, boolean large) {
    return large ? said : super.size(cpu, base, said, false);
  }

  /** What the arena gets back is poisoned, or nobody could tell who wrote into a new pool page. */
  @Override
  protected void freed(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (large) {
      poison(cpu, base, space);
    } else {
      super.freed(cpu, base, space, bytes, false);
    }
  }
}
