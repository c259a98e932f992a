package ripsaw.machine.smp;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;

/**
 * Has all cpus do something, each as an interrupt, and waits until they have, as Linux's {@code
 * on_each_cpu} with {@code wait}: signals go to the others that are online, and when those have
 * answered the caller does it itself, with interrupts off. Who waits takes signals meanwhile: two
 * that call each other are no deadlock.
 *
 * <p>Of each caller a word counts who has not answered yet. An answer is an update with release,
 * and the caller ends with one with acquire, so that it sees what all have done, in every memory
 * model. Threads of one cpu that call at the same time share its word, and wait for all.
 */
public final class CrossCall {
  /** What all do. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param about what the caller said
     */
    void run(Cpu cpu, long about);
  }

  private final Machine machine;
  private final Memory memory;
  private final long words;
  private Body body = (cpu, about) -> {};

  /**
   * @param words address of the first of as many words of the subject's as there are cpus, in a row
   */
  public CrossCall(Machine machine, long words) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = words;
  }

  /** Before any cpu runs: all do this, and all signals of the machine are its own from then on. */
  public void onCall(Body what) {
    body = what;
    for (Cpu cpu : machine.cpus()) {
      cpu.onSignalFrom(this::take);
    }
  }

  private void take(Cpu cpu, long about, Cpu caller) {
    body.run(cpu, about);
    memory.getAndAddRelease(cpu, left(caller), -1);
  }

  private long left(Cpu caller) {
    return words + 8L * caller.id();
  }

  /**
   * Has all cpus that are online do it. May sleep.
   *
   * @param about what the body is told
   */
  public void call(Cpu cpu, long about) {
    cpu.enterCritical();
    List<Cpu> others = new ArrayList<>(machine.onlineCpus(cpu));
    others.remove(cpu);
    memory.getAndAdd(cpu, left(cpu), others.size());
    for (Cpu other : others) {
      cpu.signal(other, about);
    }
    cpu.leaveCritical();
    cpu.mayBlock();
    machine.watch().await(cpu, () -> memory.peek(left(cpu)) == 0);
    memory.getAndAddAcquire(cpu, left(cpu), 0);
    boolean on = cpu.saveInterrupts();
    body.run(cpu, about);
    cpu.restoreInterrupts(on);
  }
}
