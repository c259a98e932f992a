package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.Set;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Memory that is lost, requests that are answered wrongly, and a panic: in the reference. */
final class LossMutants {
  private LossMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("pages-forgotten")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(JAVA)
            .because("a slab that was ripped leaves the cache, and its pages are not given back")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected void release(Cpu cpu, long zone) {}
                        })),
        mutant("pages-twice")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(JAVA)
            .because("the pages of a slab are given back twice")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected void release(Cpu cpu, long zone) {
                            super.release(cpu, zone);
                            super.release(cpu, zone);
                          }
                        })),
        mutant("block-forgotten")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(JAVA)
            .because("an oversized block that an interrupt put aside is not given back")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected void releaseDeferred(Cpu cpu, long block) {}
                    }),
        mutant("always-a-new-slab")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because("an allocation does not look for free chunks, and makes a slab")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected long pick(Cpu cpu, int index) {
                        return 0;
                      }
                    }),
        mutant("limit-forgotten")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("nobody looks whether the limit is reached")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public boolean isOverLimit(Cpu cpu, int type) {
                            return false;
                          }
                        })),
        mutant("refused-as-nothing")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("who is over the limit gets what a request for no bytes gets")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        long address = super.allocate(cpu, type, bytes, flags);
                        return address == OVER_LIMIT ? ZERO_SIZE : address;
                      }
                    }),
        mutant("waiting-refused")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(JAVA)
            .because("who may wait is refused while a signal is pending, though memory is there")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        boolean waits = !Set.of(flags).contains(Flag.NOWAIT);
                        return waits && cpu.hasSignals()
                            ? NO_MEMORY
                            : super.allocate(cpu, type, bytes, flags);
                      }
                    }),
        mutant("nothing-freed")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(EXPLORER)
            .because("what a request for no bytes got is freed as if it were a chunk")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public void free(Cpu cpu, int type, long address) {
                        super.free(cpu, type, address == ZERO_SIZE ? ZERO_SIZE - 1 : address);
                      }
                    }),
        mutant("nothing-resized")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(EXPLORER)
            .because("what a request for no bytes got is resized as if it were a chunk")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long reallocate(Cpu cpu, int type, long address, long bytes) {
                        long old = address == ZERO_SIZE ? ZERO_SIZE - 1 : address;
                        return super.reallocate(cpu, type, old, bytes);
                      }
                    }),
        mutant("stale-signal-panics")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(JAVA)
            .because("a signal for what is no slab of this cpu any more is taken for a bug")
            .as(OneEdge.remote(Panicking::new)));
  }

  private static final class Panicking extends ParkedWord {
    Panicking(Machine machine) {
      super(machine);
    }

    @Override
    public void take(Cpu cpu, long zone) {
      if (!isMine(cpu, zone)) {
        throw new IllegalStateException("panic: a signal for no slab of " + cpu);
      }
      super.take(cpu, zone);
    }
  }
}
