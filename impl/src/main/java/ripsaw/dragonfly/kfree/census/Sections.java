package ripsaw.dragonfly.kfree.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Looks whether a cpu that calls is in a critical section still: {@link
 * KfreeProperty#SECTIONS_END}. As long as one is, no census is judged.
 */
public final class Sections extends SlabWatch {
  public Sections(Monitor.Scene scene) {
    super(scene);
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    judge(cpu).ifPresent(scene.machine().watch()::violated);
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    return event == KfreeEvent.ASKED ? judge(cpu) : Optional.empty();
  }

  private static Optional<Violation> judge(Cpu cpu) {
    return cpu.isInterruptible() || cpu.isInInterrupt()
        ? Optional.empty()
        : violated(
            KfreeProperty.SECTIONS_END,
            cpu + " calls, and is in a critical section of an earlier call");
  }
}
