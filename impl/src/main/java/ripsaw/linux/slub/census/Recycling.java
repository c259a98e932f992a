package ripsaw.linux.slub.census;

import java.util.Optional;
import ripsaw.linux.slub.census.SlubCensus.Slab;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Looks at the slab that a cpu leaves to look for another: with that one's lock, so nothing comes
 * back to it meanwhile.
 *
 * @param scene where it is
 */
public record Recycling(Scene scene) implements Monitor {
  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long node) {
    return event != SlubEvent.LEFT
        ? Optional.empty()
        : ((SlubCensus) scene.takeCensus())
            .slab(address)
            .filter(slab -> wouldDo(slab, node) && !slab.places().isEmpty())
            .map(slab -> new Violation(SlubProperty.RECYCLING, cpu + " leaves " + slab));
  }

  private static boolean wouldDo(Slab slab, long node) {
    return node == SlubCensus.ANY_NODE || node == slab.node();
  }
}
