package ripsaw.machine.smp;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Memory;
import ripsaw.machine.order.Touch;

/**
 * Has all cpus do something, each as an interrupt, as Linux's {@code on_each_cpu} does: signals go
 * to the others that are online, and then the caller does it itself, with interrupts off. A cpu that
 * takes no signals does it later. Who waits until all have done it, with its own interrupts off,
 * and for one that waits for it in turn, waits for ever.
 *
 * <p>A cpu has one such call on its way at a time: the next one waits until the last is done. What
 * it is about lies in memory, is passed on by the release of the mailbox, and what the others did is
 * seen, by release and acquire of the count of who is left, by a caller that waits.
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

  private static final int ABOUT = 0;
  private static final int LEFT = 8;
  private static final int BYTES_OF_CPU = 16;

  private final Machine machine;
  private final Memory memory;
  private final long words;
  private final Body body;

  /**
   * Made before any cpu runs, and after the handlers of other signals are set, which go on to be
   * called for those.
   *
   * @param words address of the first of {@link #words} words of the subject's, in a row
   */
  public CrossCall(Machine machine, long words, Body body) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = words;
    this.body = body;
    for (Cpu cpu : machine.cpus()) {
      Cpu.SignalHandler others = cpu.handler();
      cpu.onSignal(
          (receiver, argument) -> {
            if (isCall(argument)) {
              handle(receiver, argument);
            } else {
              others.take(receiver, argument);
            }
          });
    }
  }

  /** How many words it needs. */
  public static int words(int cpus) {
    return cpus * BYTES_OF_CPU / 8;
  }

  private boolean isCall(long argument) {
    return argument >= words && argument < words + (long) BYTES_OF_CPU * machine.cpus().size();
  }

  /**
   * Has all cpus that are online do it.
   *
   * @param about what the body is told
   * @param wait whether to return only when all have done it
   */
  public void all(Cpu cpu, long about, boolean wait) {
    machine.watch().happened(cpu, MachineEvent.CROSS_CALL, about, wait ? 1 : 0);
    long call = words + (long) BYTES_OF_CPU * cpu.id();
    await(cpu, call);
    // No cpu goes offline while another is in a critical section.
    cpu.enterCritical();
    List<Cpu> others = machine.onlineCpus(cpu).stream().filter(one -> one != cpu).toList();
    memory.setOpaque(cpu, call + ABOUT, about);
    memory.setOpaque(cpu, call + LEFT, others.size());
    others.forEach(other -> cpu.signal(other, call));
    cpu.leaveCritical();
    if (wait) {
      await(cpu, call);
    }
    boolean on = cpu.saveInterrupts();
    body.run(cpu, about);
    cpu.restoreInterrupts(on);
  }

  /** The update sees the latest count, in every memory model, and what led to it. */
  private void await(Cpu cpu, long call) {
    machine.watch().await(cpu, () -> memory.peek(call + LEFT) == 0);
    machine.watch().touched(cpu, (int) (call + LEFT >>> 3), Touch.ENABLED);
    memory.getAndAddAcquire(cpu, call + LEFT, 0);
  }

  private void handle(Cpu cpu, long call) {
    body.run(cpu, memory.getOpaque(cpu, call + ABOUT));
    memory.getAndAddRelease(cpu, call + LEFT, -1);
  }
}
