package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.ALL;
import static ripsaw.museum.RemoteFreeMuseum.BY_TLC;
import static ripsaw.museum.RemoteFreeMuseum.JAVA;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.DragonflySubjects;
import ripsaw.dragonfly.ParkedWord;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Checker;
import ripsaw.spec.Family;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;

/**
 * Bugs as they landed. The versions of the remote free stand here once for each property they
 * violate; the older bugs of {@code kern_slaballoc.c} are put into the reference, one edge each.
 */
final class HistoricalWing {
  private HistoricalWing() {}

  /**
   * What a version is judged by here. That 5fee07e also breaks the limit test and the destruction
   * of types follows from its accounting, and that whoever reads a slab that is gone races with its
   * next owner from that; both take a long run to show, and are seen or not by the seed.
   */
  private static final Set<Property> JUDGED =
      EnumSet.of(
          Property.CPU_LOCAL,
          Property.ACCOUNTING_CANCELS,
          Property.NO_USE_AFTER_RIP,
          Property.NO_STRANDING,
          Property.REMOTE_FREES_RETURN,
          Property.EMPTY_SLABS_RETURN);

  private static Set<Checker> killers(Property property) {
    return switch (property) {
      case REMOTE_FREES_RETURN, EMPTY_SLABS_RETURN -> BY_TLC;
      case CPU_LOCAL -> JAVA; // the specification has no accesses, so none to a foreign slot
      default -> ALL;
    };
  }

  static List<Mutant> faults() {
    List<Mutant> faults = new ArrayList<>();
    for (Subject version : new DragonflySubjects().subjects()) {
      for (Property property : JUDGED) {
        if (version.violates().contains(property)) {
          faults.add(new Mutant(version, property, killers(property), version.summary()));
        }
      }
    }
    faults.add(
        inReference(
            Property.ZEROING,
            new Origin("6ab8e1dab9", "2003-08-27", "fix a bug in the M_ZERO optimization code"),
            "a recycled slab is taken for a zeroed one",
            machine ->
                new SlabAllocator(machine, new ParkedWord(machine)) {
                  @Override
                  protected boolean marksDirty(boolean recycled) {
                    return false;
                  }
                }));
    faults.add(
        inReference(
            Property.NO_BLOCKING_IN_INTERRUPT,
            new Origin("46a3f46dae", "2003-10-02", "Fix a number of interrupt related issues"),
            "an oversized block freed in an interrupt is given back there and then",
            machine ->
                new SlabAllocator(machine, new ParkedWord(machine)) {
                  @Override
                  protected boolean defersRelease(Cpu cpu) {
                    return false;
                  }
                }));
    faults.add(
        inReference(
            Property.TYPE_DESTRUCTION,
            new Origin("1d712609bf", "2003-10-19", "Fix the INVARIANTS memuse test"),
            "every slot must be zero at destruction, though only their sum is",
            machine ->
                new SlabAllocator(machine, new ParkedWord(machine), new EverySlotZero(machine))));
    faults.add(
        inReference(
            Property.NO_USE_AFTER_RIP,
            new Origin("7e83df33b9", "2010-02-08", "Correct bug in kern_slaballoc.c"),
            "the size of a deferred oversized block is read again after its pages are gone",
            SizeReadAfterFree::new));
    return faults;
  }

  /** {@code origin} is the commit that mended it. */
  private static Mutant inReference(
      Property property, Origin origin, String story, Function<Machine, Allocator> start) {
    Subject subject =
        new Subject(
            "museum/before-" + origin.commit(),
            story,
            Optional.of(origin),
            Family.KFREE,
            Subject.Kind.HISTORICAL,
            Set.of(property),
            Set.of(),
            start);
    return new Mutant(subject, property, JAVA, story);
  }

  private static final class SizeReadAfterFree extends SlabAllocator {
    SizeReadAfterFree(Machine machine) {
      super(machine, new ParkedWord(machine));
    }

    @Override
    protected void releaseDeferred(Cpu cpu, long block) {
      super.releaseDeferred(cpu, block);
      memory.getPlain(cpu, block + 8); // for a statistic
    }
  }
}
