package ripsaw.dragonfly.kfree;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * V3: {@code kern_slaballoc.c} from 2013 (c2f95d8a21, {@code slab_cleanup}) and 2015 (c1b910532b,
 * "maturity" order) to today (f86fcbe23f8a, 2026). A slow tick on each cpu drains the slabs on its
 * lists, and kmalloc takes from the slab that was listed first. The remote free is that of {@link
 * PinnedList}, lost signal included: the tick does not see slabs that are off the list.
 */
public class PinnedListTidied extends PinnedList {
  public PinnedListTidied(Machine machine) {
    super(machine);
  }

  @Override
  public void tidy(Cpu cpu, long zone) {
    refill(cpu, zone, drain(cpu, zone));
  }

  @Override
  public boolean takesOldest() {
    return true;
  }
}
