package ripsaw.linux.slub.census;

import java.util.Optional;
import ripsaw.linux.slub.census.SlubCensus.CpuSlab;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Looks at whose slab it is that an object is freed to under the slab's lock: interrupts are off,
 * so the cpu has the slab that it had when it chose.
 *
 * @param scene where it is
 */
public record OwnFrees(Scene scene) implements Monitor {
  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event != SlubEvent.FREED_REMOTELY) {
      return Optional.empty();
    }
    SlubCensus census = (SlubCensus) scene.takeCensus();
    boolean isOwn =
        census.cpuSlabs().stream()
            .filter(one -> one.cpu() == cpu.id() && one.page() == address)
            .anyMatch(one -> !isDebug(census, one));
    return isOwn
        ? Optional.of(
            new Violation(
                SlubProperty.OWN_FREE,
                "%s frees to its own slab %#x under a lock".formatted(cpu, address)))
        : Optional.empty();
  }

  /** The cpu's note counts: it may have been a debug slab's cpu when the slab was another's. */
  private static boolean isDebug(SlubCensus census, CpuSlab one) {
    return one.node() == SlubCensus.ANY_NODE
        || census.slab(one.page()).filter(SlubCensus.Slab::debug).isPresent();
  }
}
