package ripsaw.dragonfly.kmallocobj;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** The cache as the kernel has it: the cap is checked, then counted, and two may exceed it. */
public class KernelSlabCache extends SlabCache {
  public KernelSlabCache(Machine machine) {
    super(machine);
  }

  @Override
  protected boolean reserve(Cpu cpu, Cpu origin) {
    if (isFull(count(cpu, origin))) {
      return false;
    }
    countUp(cpu, origin);
    return true;
  }
}
