package ripsaw.linux.slub.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.linux.slub.census.SlubCensus.CpuSlab;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Follows who is told to give up his slab, and has had none since; and what a closed cache leaves.
 */
public final class Flushes implements Monitor {
  private final Scene scene;
  private final int location;

  /** The cpus that have had a slab all the time. */
  private final UnderWay<Integer> waiting = new UnderWay<>();

  private final Map<Long, Integer> numbers = new HashMap<>();

  public Flushes(Scene scene) {
    this.scene = scene;
    this.location = scene.machine().newLocation();
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == SlubEvent.FLUSH_BEGINS) {
      scene.touched(location, Touch.WRITES);
      numbers.put(address, (int) detail);
      Set<Integer> cpus = new HashSet<>();
      scene.machine().cpus().forEach(one -> cpus.add(one.id()));
      waiting.begin(cpu, address, cpus);
      look();
    } else if (event == SlubEvent.DEACTIVATED) {
      scene.touched(location, Touch.READS);
      look();
    } else if (event == SlubEvent.FLUSH_ENDED) {
      scene.touched(location, Touch.WRITES);
      look();
      Set<Integer> left = waiting.end(cpu, address);
      return left.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Violation(
                  SlubProperty.FLUSH,
                  "cache%d is flushed, and cpus %s have had a slab all the time"
                      .formatted(detail, left)));
    } else if (event == SlubEvent.CLOSED) {
      return judgeClosed((int) detail);
    }
    return Optional.empty();
  }

  private void look() {
    if (waiting.isEmpty()) {
      return;
    }
    for (CpuSlab one : census().cpuSlabs()) {
      waiting.each(
          (cache, cpus) -> {
            if (one.page() == 0 && numbers.get(cache) == one.cache()) {
              cpus.remove(one.cpu());
            }
          });
    }
  }

  private Optional<Violation> judgeClosed(int cache) {
    return census().slabs().stream()
        .filter(slab -> slab.cache() == cache)
        .findFirst()
        .map(slab -> new Violation(SlubProperty.CLOSE, "closed with " + slab));
  }

  private SlubCensus census() {
    return (SlubCensus) scene.takeCensus();
  }
}
