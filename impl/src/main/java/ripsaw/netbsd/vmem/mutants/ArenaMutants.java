package ripsaw.netbsd.vmem.mutants;

import static ripsaw.netbsd.vmem.mutants.VmemMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.vmem.Lwp;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.census.Request;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Tags, lists and counts that are not what they should be. */
final class ArenaMutants {
  private ArenaMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("next-not-absorbed")
            .breaks(VmemProperty.TILING)
            .foundBy(NOT_LINCHECK)
            .because("a free range behind the one that is freed stays a range of its own")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long absorbNext(Lwp lwp, long tag) {
                        return 0;
                      }
                    }),
        mutant("previous-not-absorbed")
            .breaks(VmemProperty.TILING)
            .foundBy(NOT_LINCHECK)
            .because("a free range before the one that is freed stays a range of its own")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long absorbPrevious(Lwp lwp, long tag) {
                        return 0;
                      }
                    }),
        mutant("wrong-free-list")
            .breaks(VmemProperty.TAG_LISTS)
            .foundBy(NOT_LINCHECK)
            .because("a free range of two quanta is put into the list of those of one")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void insertFree(Cpu cpu, long tag) {
                        boolean isTwo = bytes(cpu, tag) == 2 * QUANTUM;
                        push(cpu, freeList(isTwo ? 0 : order(bytes(cpu, tag))), tag);
                      }
                    }),
        mutant("wrong-hash")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(RUNNING)
            .because("a busy tag of two quanta or more is looked for where it is not: a panic")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void insertBusy(Cpu cpu, long tag) {
                        boolean isOne = bytes(cpu, tag) == QUANTUM;
                        push(cpu, hashList(start(cpu, tag) + (isOne ? 0 : QUANTUM)), tag);
                        countBusy(cpu, 1, bytes(cpu, tag));
                      }
                    }),
        mutant("bytes-not-counted")
            .breaks(VmemProperty.ARENA_COUNTS)
            .foundBy(NOT_LINCHECK)
            .because("busy tags are counted, and their bytes are not: vm_inuse stays what it was")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void countBusy(Cpu cpu, long tags, long bytes) {
                        add(cpu, busyTags(), tags);
                      }
                    }),
        mutant("exclusive-bounds")
            .breaks(VmemProperty.BOUNDS)
            .foundBy(RUNNING)
            .because("the last address that a caller wants is taken for the first it does not want")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long fit(Cpu cpu, long tag, Request want) {
                        return new Request(
                                want.size(), want.align(), want.min(), want.max() - 1, false)
                            .fit(start(cpu, tag), bytes(cpu, tag));
                      }
                    }),
        mutant("alignment-ignored")
            .breaks(VmemProperty.BOUNDS)
            .foundBy(RUNNING)
            .because("a range begins where the free one does, whatever alignment is wanted")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long fit(Cpu cpu, long tag, Request want) {
                        return new Request(want.size(), QUANTUM, want.min(), want.max(), false)
                            .fit(start(cpu, tag), bytes(cpu, tag));
                      }
                    }),
        mutant("instant-fit-too-low")
            .breaks(VmemProperty.FIT)
            .foundBy(NOT_LINCHECK)
            .because("instant fit begins at the list of the size, in which some are too small")
            .as(InstantFitTooLow::new),
        mutant("first-list-left-out")
            .breaks(VmemProperty.FIT)
            .foundBy(NOT_LINCHECK)
            .because("best fit leaves out the list of the size, as instant fit does")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected int bestOrder(long bytes) {
                        return instantOrder(bytes);
                      }
                    }),
        mutant("released-in-use")
            .breaks(VmemProperty.SPAN_RELEASE)
            .foundBy(NOT_LINCHECK)
            .because("a span is given back when its first range is free")
            .as(ReleasedInUse::new),
        mutant("never-released")
            .breaks(VmemProperty.SPAN_RELEASE)
            .foundBy(RUNNING)
            .because("a span stays though all of it is free")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected boolean mayRelease(Cpu cpu, long span, long tag) {
                        return false;
                      }
                    }),
        mutant("free-takes-a-tag")
            .breaks(VmemProperty.FREE_NEEDS_NOTHING)
            .foundBy(RUNNING)
            .because("two free ranges that become one are described by a new tag")
            .as(FreeTakesATag::new),
        mutant("imports-a-page")
            .breaks(VmemProperty.IMPORT_RETRIES)
            .foundBy(RUNNING)
            .because(
                "a span of one page is imported for whatever is wanted, and again as long as that"
                    + " does not do")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected boolean importSpan(Lwp lwp, Request want) {
                        return super.importSpan(lwp, Request.of(QUANTUM, want.sleeps()));
                      }
                    }),
        mutant("tag-forgotten")
            .breaks(VmemProperty.TAGS_KEPT)
            .foundBy(RUNNING)
            .because("of the tags that are of no use any more only the first goes to the pool")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void putTags(Lwp lwp, long... tags) {
                        super.putTags(lwp, tags[0]);
                      }
                    }),
        mutant("tags-returned-locked")
            .breaks(VmemProperty.TAGS_UNLOCKED)
            .foundBy(RUNNING)
            .because("the tag of a range that was absorbed goes to the pool at once, as in 2008")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long absorbNext(Lwp lwp, long tag) {
                        putTags(lwp, super.absorbNext(lwp, tag));
                        return 0;
                      }
                    }));
  }

  /** The tag that it takes goes where the old one would have gone. */
  private static final class FreeTakesATag extends Vmem {
    FreeTakesATag(Machine machine) {
      super(machine);
    }

    @Override
    protected long absorbNext(Lwp lwp, long tag) {
      long old = super.absorbNext(lwp, tag);
      if (old != 0) {
        putTags(lwp, poolGet(lwp));
      }
      return old;
    }
  }

  /** Sizes are not looked at again. */
  static final class InstantFitTooLow extends Vmem {
    InstantFitTooLow(Machine machine) {
      super(machine);
    }

    @Override
    protected int instantOrder(long bytes) {
      return order(bytes);
    }

    @Override
    protected long fit(Cpu cpu, long tag, Request want) {
      return want.isConstrained() ? super.fit(cpu, tag, want) : start(cpu, tag);
    }
  }

  /** The rest of the span is still somebody's. */
  static final class ReleasedInUse extends Vmem {
    ReleasedInUse(Machine machine) {
      super(machine);
    }

    @Override
    protected boolean mayRelease(Cpu cpu, long span, long tag) {
      return span != 0 && kind(cpu, span) == SPAN;
    }
  }
}
