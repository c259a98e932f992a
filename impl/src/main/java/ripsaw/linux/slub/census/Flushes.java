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
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows who is told to give up his slab, and has had none since; and what a closed cache leaves.
 */
public final class Flushes implements Monitor {
  private final Scene scene;
  private final int location;

  /** The cpus that have had a slab all the time. */
  private final UnderWay<Integer> waiting = new UnderWay<>();

  private final Map<Long, Integer> numbers = new HashMap<>();

  private final Untold untold = new Untold();

  public Flushes(Scene scene) {
    this.scene = scene;
    this.location = scene.machine().newLocation();
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.DESTROY_TYPE && untold.returned()) {
      scene
          .machine()
          .watch()
          .violated(new Violation(SlubProperty.CLOSE, "%s has closed nothing".formatted(cpu)));
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == SlubEvent.FLUSH_BEGINS) {
      scene.touched(location, Touch.WRITES);
      numbers.put(address, (int) detail);
      waiting.begin(cpu, address, online(cpu));
      look();
    } else if (event == SlubEvent.DEACTIVATED) {
      scene.touched(location, Touch.READS);
      look();
    } else if (event == SlubEvent.FLUSH_ENDED) {
      scene.touched(location, Touch.WRITES);
      look();
      Set<Integer> left = waiting.end(cpu, address);
      left.retainAll(online(cpu));
      return left.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Violation(
                  SlubProperty.FLUSH,
                  "cache%s is flushed, and cpus %s have had a slab all the time"
                      .formatted(detail, left)));
    } else if (event == SlubEvent.CLOSED) {
      untold.told();
      return judgeClosed((int) detail);
    }
    return Optional.empty();
  }

  /** Who is not has no slab, or another is about to flush that for him. */
  private Set<Integer> online(Cpu cpu) {
    Set<Integer> online = new HashSet<>();
    scene.machine().onlineCpus(cpu).forEach(one -> online.add(one.id()));
    return online;
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
    SlubCensus census = census();
    if (census.caches().stream().anyMatch(one -> one.number() == cache)) {
      return Optional.of(
          new Violation(SlubProperty.CLOSE, "cache%s is closed, and still there".formatted(cache)));
    }
    return census.slabs().stream()
        .filter(slab -> slab.cache() == cache)
        .findFirst()
        .map(slab -> new Violation(SlubProperty.CLOSE, "closed with " + slab));
  }

  private SlubCensus census() {
    return (SlubCensus) scene.takeCensus();
  }
}
