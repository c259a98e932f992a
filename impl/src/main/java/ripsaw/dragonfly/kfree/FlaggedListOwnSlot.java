package ripsaw.dragonfly.kfree;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * V1a, 28135cc28c6b (19 Sep 2010, "Correct bug in malloc_type ks_memuse/ks_inuse management"): the
 * freeing cpu accounts in its own slot, in a critical section, and a negative sum counts as zero.
 * The other two mistakes of {@link FlaggedList} remain.
 */
public class FlaggedListOwnSlot extends FlaggedList {
  public FlaggedListOwnSlot(Machine machine) {
    super(machine);
  }

  @Override
  protected void account(Cpu cpu, int type, long zone) {
    accounting.add(cpu, type, -1, -memory.getOpaque(cpu, zone + SlabHeader.CHUNK));
  }
}
