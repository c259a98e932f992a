package ripsaw.linux.slub.census;

import java.util.Optional;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows whether checks are on, as users said, and looks at each slab that is made. While somebody
 * says so beside other calls, nothing is certain.
 */
public final class DebugSlabs implements Monitor {
  private final Scene scene;
  private final OpenCalls calls = new OpenCalls();

  /** Empty while it is not certain. */
  private Optional<Boolean> on = Optional.of(false);

  /** A call that says so is under way, beside no other. */
  private boolean isSaid;

  public DebugSlabs(Scene scene) {
    this.scene = scene;
  }

  private static boolean saysSo(Verb verb) {
    return verb == SlubVerb.DEBUG_ON || verb == SlubVerb.DEBUG_OFF;
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    isSaid = saysSo(verb) && calls.isIdle();
    if (saysSo(verb)) {
      on = Optional.empty();
    }
    calls.begins(cpu);
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    calls.returned(cpu);
    if (isSaid) {
      on = Optional.of(verb == SlubVerb.DEBUG_ON);
      isSaid = false;
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event != MachineEvent.SLAB_CREATED || on.isEmpty() || !scene.isSequential()) {
      return Optional.empty();
    }
    return ((SlubCensus) scene.takeCensus())
        .slab(address)
        .filter(slab -> slab.debug() != on.get())
        .map(
            slab ->
                new Violation(
                    SlubProperty.DEBUG_SLABS,
                    "checks are %s, and %s is made %s"
                        .formatted(
                            on.get() ? "on" : "off", slab, slab.debug() ? "with" : "without")));
  }
}
