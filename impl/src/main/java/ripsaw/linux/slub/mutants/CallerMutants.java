package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** What callers see: memory that is not theirs, not zero, not aligned, refused without need. */
final class CallerMutants {
  private CallerMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("not-zeroed")
            .breaks(CommonProperty.ZEROING)
            .foundBy(RUNNING)
            .because("what was asked for zeroed is as its last owner left it")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void zero(Cpu cpu, long object, long bytes) {}
                    }),
        mutant("object-behind-a-mark")
            .breaks(CommonProperty.ALIGNMENT)
            .foundBy(RUNNING)
            .because("objects of all caches but the first begin behind a mark of four bytes")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      public long allocate(Cpu cpu, int cache, long bytes, Flag... flags) {
                        long object = super.allocate(cpu, cache, bytes, flags);
                        return cache == 0 || object == NO_MEMORY ? object : object + 4;
                      }
                    }),
        mutant("sleeps-with-interrupts-off")
            .breaks(CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(RUNNING)
            .because("who asks for pages sleeps, whether his caller may or not")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected Got newCpuSlab(Cpu cpu, int cache, int node, boolean wait) {
                        if (!wait) {
                          cpu.maySleep();
                        }
                        return super.newCpuSlab(cpu, cache, node, wait);
                      }
                    }),
        mutant("busy-means-none")
            .breaks(CommonProperty.LINEARIZABLE)
            .foundBy(JAVA)
            .because("who finds all partial slabs busy is told that there is no memory")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long newSlab(Cpu cpu, int cache, int node) {
                        return nrPartial(cpu, cache, 0) > 0
                            ? NO_MEMORY
                            : super.newSlab(cpu, cache, node);
                      }
                    }),
        mutant("two-slabs-at-most")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(JAVA)
            .because("a cache has no more than two slabs, though the machine has pages")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long newSlab(Cpu cpu, int cache, int node) {
                        return nrSlabs(cpu, cache, 0) > 1
                            ? NO_MEMORY
                            : super.newSlab(cpu, cache, node);
                      }
                    }),
        mutant("nothing-granted")
            .breaks(CommonProperty.GRANT)
            .foundBy(JAVA)
            .because("who gets an object that another freed is answered as if he asked for none")
            .as(NothingGranted::new),
        mutant("discarded-and-written")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(JAVA)
            .because("the free pointers of a slab are cleared after its pages went")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void freePages(Cpu cpu, long page) {
                        super.freePages(cpu, page);
                        setNext(cpu, page, 0, 0);
                      }
                    }),
        mutant("panics-at-two")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(RUNNING)
            .because("a second object that comes back to another cpu's slab is taken for a bug")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean leavesToOwner(Cpu cpu, long page) {
                        boolean owned = super.leavesToOwner(cpu, page);
                        if (owned && inuse(cpu, page) == 0) {
                          throw new IllegalStateException("panic: nothing in use");
                        }
                        return owned;
                      }
                    }));
  }

  private static final class NothingGranted extends Slub {
    NothingGranted(Machine machine) {
      super(machine);
    }

    @Override
    protected long loadFreelist(Cpu cpu, int cache, long page) {
      boolean isOld = inuse(cpu, page) > 0;
      long object = super.loadFreelist(cpu, cache, page);
      return object != NO_MEMORY && isOld ? ZERO_SIZE : object;
    }
  }
}
