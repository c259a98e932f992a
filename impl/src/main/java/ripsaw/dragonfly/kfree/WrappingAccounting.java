package ripsaw.dragonfly.kfree;

import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * The limit test as it was before 28135cc: a sum of the slots that was caught below zero becomes a
 * huge unsigned number, and the allocation panics on its limit.
 */
public class WrappingAccounting extends Accounting {
  public WrappingAccounting(Machine machine) {
    super(machine);
  }

  @Override
  protected long outstanding(Cpu cpu, int type) {
    return sum(cpu, type);
  }
}
