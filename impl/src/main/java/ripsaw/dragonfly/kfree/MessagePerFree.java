package ripsaw.dragonfly.kfree;

import java.util.List;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * V0, as before 5fee07e (cfc3386f7b94, 18 Sep 2010): each remote free is one passive IPI that
 * carries the chunk, with the malloc type in the chunk's first word. The handler is a local free. A
 * chunk in a message counts as allocated, so no slab is ripped under one; the price is a message a
 * free.
 */
public class MessagePerFree extends RemoteFree {
  public MessagePerFree(Machine machine) {
    super(machine);
  }

  @Override
  public void free(Cpu cpu, int type, long zone, long chunk) {
    memory.setPlain(cpu, chunk, type);
    int owner = (int) memory.getPlain(cpu, zone + SlabHeader.OWNER);
    cpu.signal(machine.cpu(owner), chunk);
  }

  @Override
  public void take(Cpu cpu, long chunk) {
    long zone = chunk & -machine.shape().slabBytes();
    int type = (int) memory.getPlain(cpu, chunk);
    freeLocally(cpu, type, zone, chunk);
  }

  @Override
  public boolean park(Cpu cpu, long zone) {
    machine.watch().happened(cpu, KfreeEvent.PARKED, zone, 0);
    return true;
  }

  /** {@code kmemusage} knew only oversized blocks then. */
  @Override
  public void mark(Cpu cpu, long zone) {}

  @Override
  public void unmark(Cpu cpu, long zone) {}

  @Override
  public boolean marksSlabs() {
    return false;
  }

  @Override
  public long peekRemote(long zone) {
    return 0;
  }

  /** Every free signals. */
  @Override
  public boolean peekMarked(long zone) {
    return true;
  }

  @Override
  public List<Long> carried(long argument) {
    return List.of(argument);
  }
}
