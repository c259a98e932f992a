package ripsaw.dragonfly.kmallocobj;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Existential locks as the kernel has them since 45270dd1e4 (21 Mar 2021): the cpus are disarmed
 * before the pseudo ticks go up, and a slab is freeable two ticks after its stamp. Both are wrong,
 * each by one tick: {@link Exis} says why.
 */
public class KernelExis extends Exis {
  public KernelExis(Machine machine) {
    super(machine);
  }

  @Override
  protected void advance(Cpu cpu) {
    disarm(cpu);
    increment(cpu);
  }

  @Override
  protected boolean isFreeable(long ticksLeft) {
    return ticksLeft <= -2;
  }
}
