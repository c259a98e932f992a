package ripsaw.dragonfly.kfree;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * V2, df9daea899a8 (29 Sep 2010, "Fix MP race in kmalloc/kfree"): {@link SlabHeader#PINS} counts
 * remote frees that may signal and signals in flight; the owner does not rip a slab that is pinned.
 * Nobody touches a ripped slab any more.
 *
 * <p>The flag is still read before the link, so the signal can still be lost ({@code
 * no-stranding}). A rip that was put off because of a pin is not tried again when the pin goes; the
 * slab stays usable.
 */
public class PinnedList extends FlaggedListOwnSlot {
  public PinnedList(Machine machine) {
    super(machine);
  }

  @Override
  public void free(Cpu cpu, int type, long zone, long chunk) {
    account(cpu, type, zone);
    boolean asked = readFlag(cpu, zone);
    if (asked) {
      pin(cpu, zone);
    }
    boolean first = link(cpu, zone, chunk);
    if (first && asked) {
      signalOwner(cpu, zone); // the pin travels with the signal
    } else if (asked) {
      unpin(cpu, zone);
    }
  }

  protected void pin(Cpu cpu, long zone) {
    memory.getAndAdd(cpu, zone + SlabHeader.PINS, 1);
  }

  protected void unpin(Cpu cpu, long zone) {
    memory.getAndAdd(cpu, zone + SlabHeader.PINS, -1);
  }

  @Override
  public void take(Cpu cpu, long zone) {
    unpin(cpu, zone); // first, so that this very handler may rip
    super.take(cpu, zone);
  }

  /** The kernel asserts it: a pinned slab is not ripped, so a signal is never stale. */
  @Override
  protected boolean isMine(Cpu cpu, long zone) {
    return true;
  }

  @Override
  public boolean mayRip(Cpu cpu, long zone) {
    return memory.getVolatile(cpu, zone + SlabHeader.PINS) == 0;
  }
}
