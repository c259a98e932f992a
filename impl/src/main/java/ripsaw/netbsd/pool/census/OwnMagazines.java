package ripsaw.netbsd.pool.census;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.netbsd.pool.census.PoolCensus.Group;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Looks at the groups of a cpu that goes to the depot, and at what it takes out of them: it is in a
 * critical section, so they are its own. And at the depot, under its lock, when it goes on.
 */
public final class OwnMagazines implements Monitor {
  private final Scene scene;

  /** What each cpu put last into each group, if it has not taken it. */
  private final Map<Long, Long> last = new HashMap<>();

  /**
   * Cpus that put an object when the pool of groups had one for each cpu, if no other has done
   * anything since but take one without a word, and they have seen none in the depot.
   */
  private final Set<Integer> canHaveGroup = new HashSet<>();

  /** The same of those whose depot had an empty group for each cpu: they ask for no new one. */
  private final Set<Integer> hasGroup = new HashSet<>();

  /** How many are under way, of each cache. */
  private final Map<Long, Integer> invalidations = new HashMap<>();

  public OwnMagazines(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    canHaveGroup.removeIf(other -> other != cpu.id()); // what others do may take them
    hasGroup.removeIf(other -> other != cpu.id());
    if (event == PoolEvent.GET_SLOW) {
      return own(cpu, detail).stream()
          .filter(group -> group.avail() > 0)
          .findFirst()
          .map(group -> wrong("%s goes to the depot for an object, and has %s", cpu, group));
    } else if (event == PoolEvent.PUT_SLOW) {
      canHaveGroup.remove(cpu.id());
      if (isOneForEach(census().freeGroups())) {
        canHaveGroup.add(cpu.id());
      }
      hasGroup.remove(cpu.id());
      if (depot(detail).filter(depot -> isOneForEach(depot.empty())).isPresent()) {
        hasGroup.add(cpu.id());
      }
      return own(cpu, detail).stream()
          .filter(group -> group.avail() < PoolWords.GROUP_OBJECTS)
          .findFirst()
          .map(group -> wrong("%s goes to the depot with an object, and has %s", cpu, group));
    } else if (event == PoolEvent.INVALIDATE_BEGINS) {
      invalidations.merge(detail, 1, Integer::sum);
    } else if (event == PoolEvent.INVALIDATED) {
      invalidations.merge(detail, -1, Integer::sum);
    } else if (event == PoolEvent.NO_FULL_GROUP) {
      return depot(detail).flatMap(depot -> passedBy(cpu, depot.full()));
    } else if (event == PoolEvent.SEES_EMPTY_GROUP) {
      canHaveGroup.remove(cpu.id()); // it may be another's when this cpu has the lock
    } else if (event == PoolEvent.NO_EMPTY_GROUP) {
      if (canHaveGroup.remove(cpu.id())) {
        return Optional.of(
            new Violation(
                PoolProperty.OWN_MAGAZINES,
                "%s goes to the pool with an object, and there are new groups".formatted(cpu)));
      }
      return depot(detail).flatMap(depot -> passedBy(cpu, depot.empty()));
    } else if (event == PoolEvent.CACHED) {
      last.put(detail, address);
    } else if (event == PoolEvent.TAKEN) {
      Long object = last.remove(detail);
      return object == null || object == address
          ? Optional.empty()
          : Optional.of(
              new Violation(
                  PoolProperty.LAST_IN_FIRST_OUT,
                  "%s takes %#x out of group %#x, where it put %#x last"
                      .formatted(cpu, address, detail, object)));
    } else if (event == PoolEvent.GROUP_MADE) {
      last.remove(address);
      if (hasGroup.remove(cpu.id())) {
        return Optional.of(
            new Violation(
                PoolProperty.OWN_MAGAZINES,
                "%s asks for a new group, and its depot has empty ones".formatted(cpu)));
      }
    }
    return Optional.empty();
  }

  private boolean isOneForEach(Collection<?> groups) {
    return groups.size() >= scene.machine().cpus().size();
  }

  private PoolCensus census() {
    return (PoolCensus) scene.takeCensus();
  }

  private List<Group> own(Cpu cpu, long cache) {
    return census().magazines(cache, cpu.id()).map(PoolCensus.Magazines::both).orElse(List.of());
  }

  /** That of a cache that nobody invalidates: of one that somebody does it gives nothing. */
  private Optional<PoolCensus.Depot> depot(long cache) {
    return invalidations.getOrDefault(cache, 0) == 0
        ? census().cache(cache).map(PoolCensus.Cache::depot)
        : Optional.empty();
  }

  private static Optional<Violation> passedBy(Cpu cpu, List<Group> groups) {
    return groups.stream()
        .findFirst()
        .map(group -> wrong("%s goes to the pool, and the depot has %s", cpu, group));
  }

  private static Violation wrong(String what, Cpu cpu, Group group) {
    return new Violation(PoolProperty.OWN_MAGAZINES, what.formatted(cpu, group));
  }
}
