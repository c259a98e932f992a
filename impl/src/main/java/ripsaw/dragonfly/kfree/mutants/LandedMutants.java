package ripsaw.dragonfly.kfree.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import ripsaw.dragonfly.EverySlotZero;
import ripsaw.dragonfly.kfree.KfreeSubjects;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kfree.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/**
 * Bugs as they landed. The versions of the remote free stand here once for each property they
 * violate; the older bugs of {@code kern_slaballoc.c} are put into the reference, one edge each.
 */
final class LandedMutants {
  private LandedMutants() {}

  static List<Mutant> mutants() {
    return Stream.concat(versions().stream(), older().stream()).toList();
  }

  /**
   * That 5fee07e also breaks the limit test and the destruction of types follows from its
   * accounting, and that whoever reads a slab that is gone races with its next owner from that;
   * both take a long run to show, and are seen or not by the seed.
   */
  private static List<Mutant> versions() {
    return Mutant.landed(
        KfreeSubjects.all(),
        List.of(
            entry(CommonProperty.NO_USE_AFTER_RIP, ALL),
            // The specification has no accesses, so none to a foreign slot.
            entry(CommonProperty.CPU_LOCAL, JAVA),
            entry(CommonProperty.ACCOUNTING_CANCELS, ALL),
            entry(KfreeProperty.NO_STRANDING, ALL),
            entry(KfreeProperty.REMOTE_FREES_RETURN, NOT_LINCHECK),
            entry(KfreeProperty.EMPTY_SLABS_RETURN, NOT_LINCHECK)));
  }

  private static List<Mutant> older() {
    return List.of(
        before(
            new Origin("6ab8e1dab9", "2003-08-27", "fix a bug in the M_ZERO optimization code"),
            CommonProperty.ZEROING,
            "a recycled slab is taken for a zeroed one",
            OneEdge.slabs(
                machine ->
                    new OwnerSlabs(machine) {
                      @Override
                      protected boolean marksDirty(boolean recycled) {
                        return false;
                      }
                    })),
        before(
            new Origin("46a3f46dae", "2003-10-02", "Fix a number of interrupt related issues"),
            CommonProperty.NO_BLOCKING_IN_INTERRUPT,
            "an oversized block freed in an interrupt is given back there and then",
            machine ->
                new Reference(machine) {
                  @Override
                  protected boolean defersRelease(Cpu cpu) {
                    return false;
                  }
                }),
        before(
            new Origin("1d712609bf", "2003-10-19", "Fix the INVARIANTS memuse test"),
            CommonProperty.TYPE_DESTRUCTION,
            "every slot must be zero at destruction, though only their sum is",
            OneEdge.accounting(EverySlotZero::new)),
        before(
            new Origin("7e83df33b9", "2010-02-08", "Correct bug in kern_slaballoc.c"),
            CommonProperty.NO_USE_AFTER_RIP,
            "the size of a deferred oversized block is read again after its pages are gone",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void releaseDeferred(Cpu cpu, long block) {
                    super.releaseDeferred(cpu, block);
                    memory.getPlain(cpu, block + 8); // for a statistic
                  }
                }));
  }

  /**
   * @param origin the commit that mended it
   */
  private static Mutant before(
      Origin origin, Property broken, String story, Function<Machine, Allocator> start) {
    return KfreeMutants.mutant("before-" + origin.commit())
        .mendedBy(origin)
        .breaks(broken)
        .foundBy(JAVA)
        .because(story)
        .as(start);
  }
}
