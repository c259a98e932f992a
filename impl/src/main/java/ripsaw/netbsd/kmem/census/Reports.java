package ripsaw.netbsd.kmem.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Follows the mistakes that callers make, and whether each is reported, and nothing else is. */
public final class Reports implements Monitor {
  private record Made(long pointer, Mistake mistake) {}

  private final Scene scene;

  /** Of each cpu, the one that nobody has reported yet; null if there is none. */
  private final Made[] made;

  public Reports(Scene scene) {
    this.scene = scene;
    this.made = new Made[scene.machine().shape().cpus()];
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == KmemEvent.MISUSED) {
      Made before = made[cpu.id()];
      made[cpu.id()] = new Made(address, Mistake.values()[(int) detail]);
      return Optional.ofNullable(before).map(one -> unreported(cpu, one));
    } else if (event == KmemEvent.REPORTED) {
      Made mine = made[cpu.id()];
      made[cpu.id()] = null;
      if (mine == null || mine.pointer != address) {
        return Optional.of(
            new Violation(
                Mistake.values()[(int) detail].promise(),
                "%s reports %#x, which is right".formatted(cpu, address)));
      }
    }
    return Optional.empty();
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    Made left = made[cpu.id()];
    if (left != null) {
      made[cpu.id()] = null;
      scene.machine().watch().violated(unreported(cpu, left));
    }
  }

  private static Violation unreported(Cpu cpu, Made one) {
    return new Violation(
        one.mistake.promise(), "nobody reports what %s did to %#x".formatted(cpu, one.pointer));
  }
}
