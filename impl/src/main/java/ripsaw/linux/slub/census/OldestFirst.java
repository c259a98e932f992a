package ripsaw.linux.slub.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Follows which slabs were listed as a first object came back to them, and in which order they are
 * taken again. All of it is told under the lock of a node's list. A shrink sorts the list, which
 * ends the order of those before.
 */
public final class OldestFirst implements Monitor {
  private static final int FLAGS = 0;

  /** When a slab was listed, of those that stand on one list. */
  private record Place(int node, long turn) {}

  private final Scene scene;

  /** Of each slab that stands on a list because a first object came back. */
  private final Map<Long, Place> listed = new HashMap<>();

  /** The slab of each cpu to which a first object comes back. */
  private final Map<Integer, Long> coming = new HashMap<>();

  /** The place of the slab that each cpu took off a list last. */
  private final Map<Integer, Place> taken = new HashMap<>();

  /** Words of the locks that each cpu found taken since it took a slab. */
  private final Map<Integer, Set<Long>> missed = new HashMap<>();

  private long turns;

  public OldestFirst(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == SlubEvent.HAS_ROOM) {
      coming.put(cpu.id(), address);
    } else if (event == SlubEvent.LISTED && coming.remove(cpu.id(), address)) {
      listed.put(address, new Place(list(address, detail), turns++));
    } else if (event == SlubEvent.UNLISTED) {
      taken.put(cpu.id(), listed.remove(address));
    } else if (event == MachineEvent.LOCK_MISSED) {
      missed.computeIfAbsent(cpu.id(), any -> new HashSet<>()).add(address);
    } else if (event == SlubEvent.SORTED) {
      listed.values().removeIf(place -> place.node == list(address, detail));
    } else if (event == SlubEvent.TAKEN) {
      return judge(cpu, address);
    }
    return Optional.empty();
  }

  /** The number of a list, of all caches and nodes. */
  private int list(long slab, long cache) {
    int node = scene.machine().nodeOf(slab);
    return (int) cache * scene.machine().shape().nodes() + node;
  }

  private Optional<Violation> judge(Cpu cpu, long slab) {
    Place place = taken.remove(cpu.id());
    Set<Long> busy = missed.getOrDefault(cpu.id(), Set.of());
    Optional<Violation> found =
        place == null
            ? Optional.empty()
            : listed.entrySet().stream()
                .filter(one -> one.getValue().node == place.node)
                .filter(one -> one.getValue().turn < place.turn)
                .filter(one -> !busy.contains(scene.machine().pageWord(one.getKey(), FLAGS)))
                .findFirst()
                .map(
                    older ->
                        new Violation(
                            SlubProperty.OLDEST_FIRST,
                            "%s takes slab %#x, and %#x is listed longer"
                                .formatted(cpu, slab, older.getKey())));
    missed.remove(cpu.id());
    return found;
  }
}
