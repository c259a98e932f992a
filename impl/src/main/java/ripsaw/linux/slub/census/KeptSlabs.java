package ripsaw.linux.slub.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Follows the empty slabs that cpus give up, each from there until it is kept or discarded, and how
 * many slabs its node listed meanwhile: the count is looked at without the list's lock.
 */
public final class KeptSlabs implements Monitor {
  private final Scene scene;

  /** By address. */
  private final Map<Long, Listed> given = new HashMap<>();

  public KeptSlabs(Scene scene) {
    this.scene = scene;
  }

  /** How many slabs a node lists, at least and at most since this was made. */
  private static final class Listed {
    private final int cache;
    private final int node;
    private long least = Long.MAX_VALUE;
    private long most;

    Listed(SlubCensus.Slab slab) {
      this.cache = slab.cache();
      this.node = slab.node();
    }

    void look(SlubCensus census) {
      long count = census.nrPartial(cache, node);
      least = Math.min(least, count);
      most = Math.max(most, count);
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (!scene.isSequential()) {
      return Optional.empty(); // a cpu need not know yet how many there are
    }
    if (event != SlubEvent.DEACTIVATED && given.isEmpty()) {
      return Optional.empty();
    }
    SlubCensus census = (SlubCensus) scene.takeCensus();
    if (event == SlubEvent.DEACTIVATED) {
      census
          .slab(address)
          .filter(slab -> slab.inuse() == 0)
          .ifPresent(slab -> given.put(address, new Listed(slab)));
    }
    given.values().forEach(listed -> listed.look(census));
    if (event != SlubEvent.KEPT && event != MachineEvent.SLAB_RIPPED) {
      return Optional.empty();
    }
    Listed listed = given.remove(address);
    boolean isKept = event == SlubEvent.KEPT;
    if (listed == null
        || (isKept ? listed.least < census.minPartial() : listed.most >= census.minPartial())) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(
            SlubProperty.KEPT_SLABS,
            "%s %s the empty slab %#x, of a node that lists %s and is to keep %s"
                .formatted(
                    cpu,
                    isKept ? "keeps" : "discards",
                    address,
                    isKept ? listed.least : listed.most,
                    census.minPartial())));
  }
}
