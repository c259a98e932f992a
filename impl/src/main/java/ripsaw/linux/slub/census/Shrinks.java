package ripsaw.linux.slub.census;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows the empty slabs that a shrink finds on its cache's lists when every cpu has given up its
 * own. Whoever takes one off a list has to tell; who has it locked may leave it there, and none is
 * that is locked when the shrink begins to look: from there on an empty slab is locked by who takes
 * it off, and by callers who make a mistake.
 */
public final class Shrinks implements Monitor {
  private final Scene scene;
  private final int location;

  private final OpenCalls calls = new OpenCalls();

  private final Untold untold = new Untold();

  /** Nobody else has done anything since a shrink began. */
  private boolean isAlone;

  /** The slabs that are to go. */
  private final UnderWay<Long> looking = new UnderWay<>();

  public Shrinks(Scene scene) {
    this.scene = scene;
    this.location = scene.machine().newLocation();
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    isAlone = verb == SlubVerb.SHRINK && calls.isIdle();
    calls.begins(cpu);
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    calls.returned(cpu);
    if (verb == SlubVerb.SHRINK && untold.returned()) {
      scene
          .machine()
          .watch()
          .violated(new Violation(SlubProperty.SHRINK, "%s has shrunk nothing".formatted(cpu)));
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == SlubEvent.SHRUNK) {
      untold.told();
    }
    if (!scene.isSequential()) {
      return Optional.empty(); // a cpu need not know yet what stands on a list
    }
    if (event == SlubEvent.FLUSH_ENDED) {
      scene.touched(location, Touch.WRITES);
      looking.begin(cpu, address, emptySlabs((int) detail));
    } else if (event == SlubEvent.LISTED || event == SlubEvent.UNLISTED) {
      scene.touched(location, Touch.READS);
      looking.each((cache, slabs) -> slabs.remove(address));
    } else if (event == SlubEvent.MISUSED) {
      scene.touched(location, Touch.READS);
      looking.each((cache, slabs) -> slabs.clear());
    } else if (event == SlubEvent.CLOSED || event == SlubEvent.SHRUNK) {
      scene.touched(location, Touch.WRITES);
      Set<Long> left = looking.end(cpu, address);
      if (event == SlubEvent.SHRUNK && !left.isEmpty()) {
        return Optional.of(
            new Violation(
                SlubProperty.SHRINK,
                "cache%s is shrunk, and still lists the empty %s"
                    .formatted(
                        detail,
                        left.stream()
                            .sorted()
                            .map("%#x"::formatted)
                            .collect(Collectors.joining(" ")))));
      }
      if (isAlone && event == SlubEvent.SHRUNK) {
        return unsorted((int) detail);
      }
    }
    return Optional.empty();
  }

  /** The fullest are to be filled first, so that the others become empty. */
  private Optional<Violation> unsorted(int cache) {
    SlubCensus census = (SlubCensus) scene.takeCensus();
    for (SlubCensus.Node node : census.nodes()) {
      List<Long> inuse =
          node.partial().stream()
              .flatMap(base -> census.slab(base).stream())
              .map(SlubCensus.Slab::inuse)
              .toList();
      if (node.cache() == cache
          && !inuse.equals(inuse.stream().sorted(Comparator.reverseOrder()).toList())) {
        return Optional.of(
            new Violation(
                SlubProperty.SHRINK,
                "cache%s is shrunk, and node%s lists slabs of %s objects in use"
                    .formatted(cache, node.node(), inuse)));
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
}
