package ripsaw.netbsd.kmem;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.netbsd.kmem.census.Mistake;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.Subject.Kind;

/** The versions of kmem, oldest first, and the reference. */
public final class KmemSubjects {
  public static final Subject REFERENCE =
      new Subject(
          "netbsd/kmem-reference",
          "kmem with caches for every size up to a page, all debug layers and a page daemon",
          Optional.empty(),
          new KmemFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(),
          Kmem::new);

  private static final List<Subject> WITHOUT_A_LAYER =
      Stream.of(DebugLayer.values()).map(KmemSubjects::without).toList();

  private static final Set<Property> MISTAKES =
      Set.of(KmemProperty.WRONG_SIZE, KmemProperty.OVERRUN, KmemProperty.IN_INTERRUPT);

  private KmemSubjects() {}

  /** All of them, and the reference without each of its debug layers. */
  public static List<Subject> all() {
    List<Subject> all = new ArrayList<>(versions());
    all.addAll(WITHOUT_A_LAYER);
    return all;
  }

  /** The reference with all debug layers but one: callers who rely on that make no mistake. */
  private static Subject without(DebugLayer layer) {
    return new Subject(
        REFERENCE.id() + "-" + layer.without(),
        "the reference without " + layer,
        Optional.empty(),
        new KmemFamily(),
        Kind.SEEDED,
        Set.of(),
        Set.of(layer.sees().promise()),
        machine ->
            new Kmem(machine, new DebugChecks(machine, EnumSet.complementOf(EnumSet.of(layer)))));
  }

  private static List<Subject> versions() {
    return List.of(
        historical(
            "2006",
            "over an arena with quantum caches, in a kernel with poison",
            new Origin("subr_kmem.c 1.10", "2006-10-12", "kmem, as of this revision"),
            Set.of(KmemProperty.SLEEPERS, KmemProperty.FAILURE, KmemProperty.FAST_PATH),
            MISTAKES,
            KmemSubjects::of2006),
        historical(
            "2008",
            "the same over quantum caches with groups for each cpu, without debug layers: before"
                + " the patch",
            new Origin("subr_vmem.c 1.32.8.3", "2008-01-09", "vmem, as of this revision"),
            Set.of(KmemProperty.SLEEPERS, KmemProperty.FAST_PATH),
            Set.of(
                KmemProperty.WRONG_SIZE,
                KmemProperty.OVERRUN,
                KmemProperty.WRITE_AFTER_FREE,
                KmemProperty.IN_INTERRUPT),
            machine ->
                new Kmem(
                    machine,
                    SizeTable.before(Units.of(machine.shape())),
                    new KmemChecks(machine),
                    Layers.OF_2008)),
        historical(
            "2009",
            "the patch: caches up to a page, and a check of the size that is freed",
            new Origin("subr_kmem.c 1.32", "2010-01-31", "kmem, as of this revision"),
            Set.of(KmemProperty.SLEEPERS, KmemProperty.FAST_PATH),
            Set.of(),
            machine ->
                new Kmem(
                    machine,
                    SizeTable.after(Units.of(machine.shape())),
                    new DebugChecks(machine),
                    Layers.OF_2008)),
        historical(
            "2009-nodebug",
            "the same without debug layers: nobody checks the size that is freed",
            new Origin("subr_kmem.c 1.32", "2010-01-31", "kmem, as of this revision"),
            Set.of(KmemProperty.SLEEPERS, KmemProperty.FAST_PATH, KmemProperty.BALANCE),
            Set.of(
                KmemProperty.WRONG_SIZE,
                KmemProperty.OVERRUN,
                KmemProperty.WRITE_AFTER_FREE,
                KmemProperty.IN_INTERRUPT),
            KmemSubjects::of2009WithoutDebug),
        historical(
            "2012",
            "caches of fixed sizes, and a check of the size rounded up to 8",
            new Origin("subr_kmem.c 1.49", "2013-04-22", "kmem, as of this revision"),
            Set.of(KmemProperty.WRONG_SIZE, KmemProperty.FAST_PATH),
            Set.of(),
            machine ->
                new Kmem(
                    machine,
                    SizeTable.fixed(Units.of(machine.shape())),
                    new DebugChecks2012(machine),
                    Layers.OF_2012)),
        historical(
            "2022",
            "caches of fixed sizes, and a footer with the size",
            new Origin("subr_kmem.c 1.87", "2022-05-30", "kmem, as of this revision"),
            Set.of(KmemProperty.WRONG_SIZE, KmemProperty.FAST_PATH),
            Set.of(KmemProperty.WRITE_AFTER_FREE),
            machine ->
                new Kmem(
                    machine,
                    SizeTable.fixed(Units.of(machine.shape())),
                    new SizeFooter(machine),
                    Layers.OF_2022)),
        REFERENCE);
  }

  /** Poison is looked for in what was not allocated: where a null pointer leads to. */
  private static Kmem of2006(Machine machine) {
    PoisonChecks checks =
        new PoisonChecks(machine) {
          @Override
          protected void failed(Cpu cpu) {
            isPoisoned(cpu, Allocator.NO_MEMORY, 8);
          }
        };
    return new Kmem(machine, SizeTable.before(Units.of(machine.shape())), checks, Layers.OF_2008);
  }

  /** Callers say wrong sizes all the same. */
  private static Kmem of2009WithoutDebug(Machine machine) {
    KmemChecks checks =
        new KmemChecks(machine) {
          @Override
          public boolean sees(Mistake mistake) {
            return mistake == Mistake.WRONG_SIZE;
          }
        };
    return new Kmem(machine, SizeTable.after(Units.of(machine.shape())), checks, Layers.OF_2008);
  }

  private static Subject historical(
      String version,
      String summary,
      Origin origin,
      Set<Property> violates,
      Set<Property> unpromised,
      Function<Machine, Allocator> start) {
    return new Subject(
        "netbsd/kmem-" + version,
        summary,
        Optional.of(origin),
        new KmemFamily(),
        Kind.HISTORICAL,
        violates,
        unpromised,
        start);
  }
}
