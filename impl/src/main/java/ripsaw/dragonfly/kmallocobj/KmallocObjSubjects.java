package ripsaw.dragonfly.kmallocobj;

import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.CACHE_CAP;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.GRACE_PERIOD;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.POLL_BOUNDED;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.STAMP;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.TYPE_STABILITY;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Geometry;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Parts;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.Subject.Kind;

/** The versions of kmalloc_obj, oldest first, and the reference. */
public final class KmallocObjSubjects {
  public static final Subject REFERENCE =
      new Subject(
          "dragonfly/kmalloc_obj-reference",
          "as in 2026, with a grace period that is long enough and a cap that holds",
          Optional.empty(),
          new KmallocObjFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(),
          machine -> new KmallocObj(machine, reference(machine)));

  private KmallocObjSubjects() {}

  /** All of them. */
  public static List<Subject> all() {
    return List.of(
        historical(
            "e9dbfea",
            "kmalloc_obj, step 1: no existential locks yet",
            new Origin("e9dbfea17a45", "2021-03-21", "Add kmalloc_obj subsystem step 1"),
            Set.of(GRACE_PERIOD, TYPE_STABILITY, POLL_BOUNDED, CACHE_CAP),
            Set.of(STAMP),
            machine -> new KmallocObj(machine, firstStep(machine))),
        historical(
            "56c9ecc",
            "kmalloc_obj, step 2: a grace period before a slab leaves its zone",
            new Origin("56c9ecc85b5c", "2021-03-21", "Add kmalloc_obj subsystem step 2"),
            Set.of(GRACE_PERIOD, TYPE_STABILITY, POLL_BOUNDED, CACHE_CAP),
            Set.of(),
            machine -> new KmallocObj(machine, secondStep(machine))),
        historical(
            "kmalloc_obj-2026",
            "as in 2026: a pass of the poller retires at most four slabs",
            new Origin("f86fcbe23f8a", "2026-04-19", "upstream master"),
            Set.of(GRACE_PERIOD, TYPE_STABILITY, CACHE_CAP),
            Set.of(),
            machine -> new KmallocObj(machine, kernel(machine, Depot::new))),
        REFERENCE);
  }

  private static Subject historical(
      String version,
      String summary,
      Origin origin,
      Set<Property> violates,
      Set<Property> unpromised,
      Function<Machine, Allocator> start) {
    return new Subject(
        "dragonfly/" + version,
        summary,
        Optional.of(origin),
        new KmallocObjFamily(),
        Kind.HISTORICAL,
        violates,
        unpromised,
        start);
  }

  /** What the reference is made of. */
  public static Parts reference(Machine machine) {
    return new Parts(
        new Accounting(machine),
        new Ring(machine.memory()),
        new Exis(machine),
        new SlabCache(machine),
        new Types(machine),
        Geometry.EXACT,
        Depot::new);
  }

  private static Parts kernel(Machine machine, KmallocObj.DepotMaker depots) {
    return reference(machine)
        .with(new KernelExis(machine))
        .with(new KernelSlabCache(machine))
        .with(depots);
  }

  /** A pass retires all that it sees: the bound came with e21a70fe33, later that day. */
  private static Parts secondStep(Machine machine) {
    return kernel(
        machine,
        (m, zone, ring, exis) ->
            new Depot(m, zone, ring, exis) {
              @Override
              protected int mostRetired() {
                return bounds.scanned();
              }
            });
  }

  /**
   * A whole slab that an allocation comes across goes to the cache at once, if the zone has enough
   * of them, and those that the poller retires need not wait.
   */
  private static Parts firstStep(Machine machine) {
    SlabCache cache = new KernelSlabCache(machine);
    return kernel(
            machine,
            (m, zone, ring, exis) ->
                new Depot(m, zone, ring, exis) {
                  @Override
                  protected int mostRetired() {
                    return bounds.scanned();
                  }

                  @Override
                  protected boolean mayRetire(Cpu cpu, long slab) {
                    return ring.isFinished(cpu, slab);
                  }

                  @Override
                  protected void becameWhole(Cpu cpu, long slab, boolean allocating) {
                    boolean mayGo =
                        allocating
                            && fulls(cpu) >= bounds.kept()
                            && ring.isFinished(cpu, slab)
                            && cache.hasRoom(cpu, slab);
                    if (mayGo) {
                      leave(cpu, slab);
                    }
                    if (!mayGo || !cache.give(cpu, slab)) {
                      pushFull(cpu, slab);
                    }
                  }
                })
        .with(cache);
  }
}
