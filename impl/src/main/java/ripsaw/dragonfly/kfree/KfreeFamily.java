package ripsaw.dragonfly.kfree;

import static ripsaw.subject.CoverageGoal.elsewhere;
import static ripsaw.subject.CoverageGoal.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.dragonfly.AccountingPlaces;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.dragonfly.kfree.census.KfreeDiagram;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kfree.census.KfreeStatistics;
import ripsaw.dragonfly.kfree.census.PagesKept;
import ripsaw.dragonfly.kfree.census.Sections;
import ripsaw.dragonfly.kfree.census.SignalSpells;
import ripsaw.dragonfly.kfree.census.Sizes;
import ripsaw.dragonfly.kfree.census.SlabsMade;
import ripsaw.dragonfly.kfree.census.SlabsPicked;
import ripsaw.dragonfly.kfree.census.Ticks;
import ripsaw.dragonfly.kfree.census.TypesMade;
import ripsaw.dragonfly.kfree.census.Zeroings;
import ripsaw.dragonfly.kfree.mutants.KfreeMutants;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.machine.cache.Places;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CoverageGoal;
import ripsaw.subject.Diagram;
import ripsaw.subject.Family;
import ripsaw.subject.Idle;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Statistics;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** Slabs that one cpu owns, and a remote list in each: {@code kern_slaballoc.c}. */
public record KfreeFamily() implements Family {
  @Override
  public String toString() {
    return "slab allocator";
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>(List.of(CommonProperty.values()));
    properties.addAll(List.of(KfreeProperty.values()));
    return properties;
  }

  @Override
  public List<Subject> subjects() {
    return KfreeSubjects.all();
  }

  @Override
  public List<Mutant> mutants() {
    return KfreeMutants.all();
  }

  @Override
  public List<NamedProgram> programs() {
    return KfreePrograms.all();
  }

  @Override
  public Workload workload() {
    return KfreeWorkload.all();
  }

  /**
   * Once a cpu has taken its signals, its tick sees all its slabs that have chunks to give, and
   * drains and rips in one pass. The second round is for what the first one sent.
   */
  @Override
  public Idle idle(Shape shape) {
    return new Idle(2, List.of(CommonVerb.TIDY));
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        of(MachineEvent.SLAB_RIPPED, "a slab was ripped", KfreeProperty.RIP_ONLY_WHEN_EMPTY),
        of(KfreeEvent.PARKED, "a slab was parked", KfreeProperty.PARKED_MARK),
        of(
            MachineEvent.SIGNAL_TAKEN,
            "a signal was taken",
            KfreeProperty.NO_STRANDING,
            CommonProperty.SIGNAL_DELIVERY),
        elsewhere(
            MachineEvent.SLAB_CREATED,
            "another cpu made a slab where a slab was ripped",
            KfreeProperty.PAGE_TABLE));
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    return List.of(
        new SignalSpells(),
        new Sizes(scene, SlabHeader.CHUNK),
        new SlabsMade(scene, SlabHeader.BYTES),
        new SlabsPicked(scene),
        new PagesKept(scene),
        new Zeroings(scene),
        new Ticks(scene),
        new TypesMade(scene),
        new Sections(scene));
  }

  @Override
  public Diagram draw(Census census, Diagram.Names names) {
    return new KfreeDiagram(names).of((KfreeCensus) census);
  }

  @Override
  public Optional<Statistics> count(Census census, Shape shape) {
    return Optional.of(KfreeStatistics.of((KfreeCensus) census, shape));
  }

  /** A version says by its date which layout of the accounting it has. */
  @Override
  public Places places(Subject subject, Machine machine) {
    boolean padded = subject.origin().map(one -> one.date().compareTo("2016") >= 0).orElse(true);
    return new SlabPlaces(machine, new AccountingPlaces(machine, padded));
  }

  @Override
  public List<Measured> measured() {
    Subject reference = KfreeSubjects.REFERENCE;
    return List.of(
        new Measured(
            "general",
            reference.id() + ": kmalloc, size classes that all types share",
            reference,
            true,
            (allocator, cpu) -> {}));
  }
}
