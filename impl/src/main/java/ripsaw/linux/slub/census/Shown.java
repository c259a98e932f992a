package ripsaw.linux.slub.census;

import java.util.Optional;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Compares what a user is shown with what is there, if nobody else does anything meanwhile. */
public final class Shown implements Monitor {
  private final Scene scene;
  private final OpenCalls calls = new OpenCalls();

  /** A user looks, and has not been shown anything yet. */
  private boolean looks;

  private boolean isAlone;

  public Shown(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    isAlone = verb == SlubVerb.SHOW && calls.isIdle();
    looks |= isAlone;
    calls.begins(cpu);
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    calls.returned(cpu);
    if (isAlone && looks) {
      scene
          .machine()
          .watch()
          .violated(new Violation(SlubProperty.SHOWN, "%s is shown nothing".formatted(cpu)));
    }
    looks = false;
    isAlone = false;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event != SlubEvent.SHOWN) {
      return Optional.empty();
    }
    looks = false;
    if (!isAlone || !scene.isSequential()) {
      return Optional.empty(); // a cpu need not know yet what another has
    }
    SlubCensus census = (SlubCensus) scene.takeCensus();
    long there =
        census.cpuSlabs().stream()
            .filter(one -> one.cache() == 0)
            .flatMap(one -> census.slab(one.page()).stream())
            .mapToLong(SlubCensus.Slab::inuse)
            .sum();
    return there == detail
        ? Optional.empty()
        : Optional.of(
            new Violation(
                SlubProperty.SHOWN,
                "%s is shown %s objects of cpu slabs, and there are %s"
                    .formatted(cpu, detail, there)));
  }
}
