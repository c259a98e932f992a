package ripsaw.museum;

import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** Asks of every slot what only their sum promises. */
final class EverySlotZero extends Accounting {
  EverySlotZero(Machine machine) {
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
