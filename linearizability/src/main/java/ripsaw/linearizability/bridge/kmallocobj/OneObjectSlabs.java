package ripsaw.linearizability.bridge.kmallocobj;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.KmallocObj;
import ripsaw.dragonfly.kmallocobj.KmallocObj.DepotMaker;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Geometry;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Parts;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Machine;
import ripsaw.subject.Subject;

/**
 * kmalloc_obj as small as it can be with all its parts at work: slabs are cut to one object each,
 * the poller leaves none, and a cache holds as many as the machine says. With slabs of two objects
 * the poller's state graph has more than ten times as many states; and on a machine to explore on a
 * depot keeps as many slabs as a cache, so that to fill one takes two slabs more.
 */
final class OneObjectSlabs {
  private static final Geometry ONE = (slabBytes, objectBytes) -> 1;

  private OneObjectSlabs() {}

  /** The reference. */
  static Subject reference() {
    return of("reference", KmallocObjSubjects::reference, KeepsNone::new);
  }

  /**
   * @param parts of what is cut down
   * @param depots such as {@link KeepsNone}
   */
  static Subject of(String name, Function<Machine, Parts> parts, DepotMaker depots) {
    return new Subject(
        "one-object-slabs/" + name,
        "slabs of one object, of which the poller leaves none",
        Optional.empty(),
        new KmallocObjFamily(),
        Subject.Kind.REFERENCE,
        // More would fit, and the machine's bound is not that of the poller.
        Set.of(KmallocObjProperty.GEOMETRY, KmallocObjProperty.POLL_BOUNDED),
        Set.of(),
        machine -> new KmallocObj(machine, parts.apply(machine).with(ONE).with(depots)));
  }

  /** The depot whose poller leaves no slab. */
  static class KeepsNone extends Depot {
    KeepsNone(Machine machine, int zone, Ring ring, Exis exis) {
      super(machine, zone, ring, exis);
    }

    @Override
    protected long surplus(long fulls) {
      return Math.min(fulls, bounds.scanned());
    }
  }
}
