package ripsaw.dragonfly;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** Asks of every slot what only their sum promises. */
public final class EverySlotZero extends Accounting {
  public EverySlotZero(Machine machine) {
    super(machine);
  }

  @Override
  public long leftAtDestruction(Cpu cpu, int type) {
    long most = 0;
    for (Cpu owner : machine.cpus()) {
      most = Math.max(most, Math.abs(memory.getOpaque(cpu, slot(owner, type, BYTES))));
    }
    return most;
  }
}
