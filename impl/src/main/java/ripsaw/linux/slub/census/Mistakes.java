package ripsaw.linux.slub.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Follows the mistakes that callers make with debug slabs, and whether each is reported. */
public final class Mistakes implements Monitor {
  /**
   * @param kind which mistake
   */
  private record Mistake(long pointer, long kind) {}

  private final Scene scene;

  /** Of each cpu, the one that nobody has reported yet; null if there is none. */
  private final Mistake[] made;

  public Mistakes(Scene scene) {
    this.scene = scene;
    this.made = new Mistake[scene.machine().shape().cpus()];
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    Mistake mistake = new Mistake(address, detail);
    if (event == SlubEvent.MISUSED) {
      made[cpu.id()] = mistake;
    } else if (event == SlubEvent.REPORTED) {
      boolean isRight = mistake.equals(made[cpu.id()]);
      made[cpu.id()] = null;
      if (!isRight) {
        return Optional.of(broken("%s reports %#x, which is right".formatted(cpu, address)));
      }
    }
    return Optional.empty();
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (made[cpu.id()] != null) {
      Mistake mistake = made[cpu.id()];
      made[cpu.id()] = null;
      scene
          .machine()
          .watch()
          .violated(broken("nobody reports what %s did to %#x".formatted(cpu, mistake.pointer)));
    }
  }

  private static Violation broken(String what) {
    return new Violation(SlubProperty.MISTAKES_REPORTED, what);
  }
}
