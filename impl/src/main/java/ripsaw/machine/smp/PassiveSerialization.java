package ripsaw.machine.smp;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.SpinLock;

/**
 * Readers that wait for nobody, and a barrier that waits for all that were reading when it began,
 * as NetBSD's {@code pserialize(9)}. A reader is in a critical section. The barrier returns when
 * each cpu was seen outside of its sections once: what was taken out of reach before can be had by
 * nobody behind it. Whoever reads later sees what was done before the barrier, in every memory
 * model.
 *
 * <p>To the machine that is a lock for each cpu, which only its readers keep for longer than one
 * step.
 */
public final class PassiveSerialization {
  private final List<SpinLock> readers;
  private final Machine machine;

  /**
   * @param word by which it is known in a trace; it is never accessed
   */
  public PassiveSerialization(Machine machine, long word) {
    this.machine = machine;
    this.readers = machine.cpus().stream().map(cpu -> new SpinLock(machine, word)).toList();
  }

  /** {@code pserialize_read_enter}. Does not nest; until {@link #leave} nothing may sleep. */
  public void enter(Cpu cpu) {
    readers.get(cpu.id()).lock(cpu);
  }

  /** {@code pserialize_read_exit}. */
  public void leave(Cpu cpu) {
    readers.get(cpu.id()).unlock(cpu);
  }

  /**
   * {@code pserialize_perform}: sleeps, so it is called in no section.
   *
   * @return the cpu on which the thread goes on
   */
  public Cpu perform(Cpu cpu) {
    Cpu here = cpu.maySleep();
    for (Cpu other : machine.cpus()) {
      readers.get(other.id()).lock(here);
      readers.get(other.id()).unlock(here);
    }
    return here;
  }
}
