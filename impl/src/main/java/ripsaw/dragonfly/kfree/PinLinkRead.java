package ripsaw.dragonfly.kfree;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * The repair of df9daea: pin unconditionally, link, and only then read the flag. The freeing cpu
 * (link, read flag) and the parking owner (set flag, drain) are then Dekker's pair: one of them
 * sees the other, if both sides have volatile order; release and acquire do not suffice. The price
 * is two more atomic additions a free.
 */
public class PinLinkRead extends PinnedList {
  public PinLinkRead(Machine machine) {
    super(machine);
  }

  @Override
  public void free(Cpu cpu, int type, long zone, long chunk) {
    account(cpu, type, zone);
    pin(cpu, zone);
    boolean first = link(cpu, zone, chunk);
    if (first && readFlagAfterLink(cpu, zone)) {
      signalOwner(cpu, zone); // the pin travels with the signal, and the handler drops it
    } else {
      unpin(cpu, zone);
    }
  }

  protected boolean readFlagAfterLink(Cpu cpu, long zone) {
    return memory.getVolatile(cpu, zone + SlabHeader.SIGNAL) != 0;
  }
}
