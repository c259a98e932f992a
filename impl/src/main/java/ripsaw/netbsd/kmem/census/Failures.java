package ripsaw.netbsd.kmem.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Shape;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Looks at what is refused to whom, and at what is done about it. */
public final class Failures implements Monitor {
  private final long most;

  public Failures(Scene scene) {
    Shape shape = scene.machine().shape();
    most = (long) shape.pages() * shape.pageBytes();
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == KmemEvent.REFUSED && detail > 0 && detail <= most) {
      return Optional.of(
          new Violation(KmemProperty.SLEEPERS, "%s may sleep, and is refused".formatted(cpu)));
    }
    if (event == KmemEvent.POISON && address == 0) {
      return Optional.of(
          new Violation(
              KmemProperty.FAILURE,
              "%s got nothing, and looks for poison where a null pointer leads".formatted(cpu)));
    }
    return Optional.empty();
  }
}
