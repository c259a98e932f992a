package ripsaw.linux.slub.census;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Follows the empty slabs that a shrink finds on its cache's lists when every cpu has given up its
 * own. Whoever takes one off a list has to tell; who has it locked may leave it there, and none is
 * that is locked when the shrink begins to look: from there on an empty slab is locked by who takes
 * it off, and by callers who make a mistake.
 */
public final class Shrinks implements Monitor {
  /**
   * @param by the cpu that shrinks
   * @param cache the address of the cache
   */
  private record Shrink(int by, long cache) {}

  private final Scene scene;
  private final int location;

  /** Of each shrink that looks at its lists: the slabs that are to go. Threads may make several. */
  private final Map<Shrink, List<Set<Long>>> looking = new HashMap<>();

  public Shrinks(Scene scene) {
    this.scene = scene;
    this.location = scene.machine().newLocation();
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (!scene.isSequential()) {
      return Optional.empty(); // a cpu need not know yet what stands on a list
    }
    if (event == SlubEvent.FLUSH_ENDED) {
      scene.touched(location, Touch.WRITES);
      looking
          .computeIfAbsent(new Shrink(cpu.id(), address), any -> new ArrayList<>())
          .add(emptySlabs((int) detail));
    } else if (event == SlubEvent.LISTED || event == SlubEvent.UNLISTED) {
      scene.touched(location, Touch.READS);
      looking.values().forEach(all -> all.forEach(slabs -> slabs.remove(address)));
    } else if (event == SlubEvent.MISUSED) {
      scene.touched(location, Touch.READS);
      looking.values().forEach(all -> all.forEach(Set::clear));
    } else if (event == SlubEvent.CLOSED || event == SlubEvent.SHRUNK) {
      scene.touched(location, Touch.WRITES);
      Set<Long> left = end(new Shrink(cpu.id(), address));
      if (event == SlubEvent.SHRUNK && !left.isEmpty()) {
        return Optional.of(
            new Violation(
                SlubProperty.SHRINK,
                "cache%d is shrunk, and still lists the empty %s"
                    .formatted(
                        detail,
                        left.stream()
                            .sorted()
                            .map("%#x"::formatted)
                            .collect(Collectors.joining(" ")))));
      }
    }
    return Optional.empty();
  }

  private Set<Long> emptySlabs(int cache) {
    SlubCensus census = (SlubCensus) scene.takeCensus();
    return census.nodes().stream()
        .filter(node -> node.cache() == cache)
        .flatMap(node -> node.partial().stream())
        .flatMap(base -> census.slab(base).stream())
        .filter(slab -> slab.inuse() == 0 && !slab.locked())
        .map(SlubCensus.Slab::base)
        .collect(Collectors.toSet());
  }

  /** Which of several it is nobody tells: the one that looks for the fewest. */
  private Set<Long> end(Shrink shrink) {
    List<Set<Long>> all = looking.get(shrink);
    Set<Long> ended = Collections.min(all, Comparator.comparingInt(Set::size));
    all.remove(ended);
    looking.values().removeIf(List::isEmpty);
    return ended;
  }
}
