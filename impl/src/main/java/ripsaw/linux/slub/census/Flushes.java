package ripsaw.linux.slub.census;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  /**
   * @param by the cpu that flushes
   * @param cache the address of the cache
   */
  private record Flush(int by, long cache) {}

  private final Scene scene;
  private final int location;

  /**
   * Of each flush that is under way: the cpus that have had a slab all the time. A cpu with threads
   * may have several.
   */
  private final Map<Flush, List<Set<Integer>>> waiting = new HashMap<>();

  private final Map<Long, Integer> numbers = new HashMap<>();

  public Flushes(Scene scene) {
    this.scene = scene;
    this.location = scene.machine().newLocation();
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    Flush flush = new Flush(cpu.id(), address);
    if (event == SlubEvent.FLUSH_BEGINS) {
      scene.touched(location, Touch.WRITES);
      numbers.put(address, (int) detail);
      Set<Integer> cpus = new HashSet<>();
      scene.machine().cpus().forEach(one -> cpus.add(one.id()));
      waiting.computeIfAbsent(flush, any -> new ArrayList<>()).add(cpus);
      look();
    } else if (event == SlubEvent.DEACTIVATED) {
      scene.touched(location, Touch.READS);
      look();
    } else if (event == SlubEvent.FLUSH_ENDED) {
      scene.touched(location, Touch.WRITES);
      look();
      Set<Integer> left = end(flush);
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
      waiting.forEach(
          (flush, all) -> {
            if (one.page() == 0 && numbers.get(flush.cache()) == one.cache()) {
              all.forEach(cpus -> cpus.remove(one.cpu()));
            }
          });
    }
  }

  /** Which of several it is nobody tells: the one that waits for the fewest. */
  private Set<Integer> end(Flush flush) {
    List<Set<Integer>> all = waiting.get(flush);
    Set<Integer> ended = Collections.min(all, Comparator.comparingInt(Set::size));
    all.remove(ended);
    waiting.values().removeIf(List::isEmpty);
    return ended;
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
