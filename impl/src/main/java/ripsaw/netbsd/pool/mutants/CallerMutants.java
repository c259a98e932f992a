package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache;
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
                    new PoolCache(machine) {
                      @Override
                      protected void zero(Cpu cpu, long object, long bytes) {}
                    }),
        mutant("object-behind-a-mark")
            .breaks(CommonProperty.ALIGNMENT)
            .foundBy(RUNNING)
            .because("objects of all caches but the first begin behind a mark of four bytes")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      public long allocate(Cpu cpu, int cache, long bytes, Flag... flags) {
                        long object = super.allocate(cpu, cache, bytes, flags);
                        return cache == 0 || object == NO_MEMORY ? object : object + 4;
                      }
                    }),
        mutant("sleeps-for-pages")
            .breaks(CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(RUNNING)
            .because("who asks for pages may sleep, whether his caller may or not")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected long askForPage(Cpu cpu, int cache, boolean wait) {
                        return super.askForPage(cpu, cache, true);
                      }
                    }),
        mutant("busy-means-none")
            .breaks(CommonProperty.LINEARIZABLE)
            .foundBy(JAVA)
            .because("who finds the depot locked is told that there is no memory")
            .as(BusyMeansNone::new),
        mutant("two-pages-at-most")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(JAVA)
            .because("a pool has no more than two pages, though the machine has")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected long newPage(Cpu cpu, int cache, boolean wait) {
                        return census().cache(cache).orElseThrow().pool().npages() > 1
                            ? NO_MEMORY
                            : super.newPage(cpu, cache, wait);
                      }
                    }),
        mutant("free-items-not-asked")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because("who may not wait is refused when his groups are empty, and the depot is")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected Got poolGet(Cpu cpu, int cache, boolean wait) {
                        return wait ? super.poolGet(cpu, cache, true) : new Got(cpu, NO_MEMORY);
                      }
                    }),
        mutant("nothing-granted")
            .breaks(CommonProperty.GRANT)
            .foundBy(JAVA)
            .because("who gets the last object of a full group is answered as if he asked for none")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected long pop(Cpu cpu, long group) {
                        boolean wasFull = isFull(cpu, group);
                        long object = super.pop(cpu, group);
                        return wasFull ? ZERO_SIZE : object;
                      }
                    }),
        mutant("panics-when-full")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(JAVA)
            .because("a cpu both of whose groups are full is taken for a bug")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean hasRoom(Cpu cpu, long previous) {
                        if (previous != 0 && isFull(cpu, previous)) {
                          throw new IllegalStateException("panic: no room");
                        }
                        return super.hasRoom(cpu, previous);
                      }
                    }));
  }

  private static final class BusyMeansNone extends PoolCache {
    BusyMeansNone(Machine machine) {
      super(machine);
    }

    @Override
    protected Outcome getSlow(Cpu cpu, int cache, boolean wait) {
      if (!tryLockDepot(cpu, cache)) {
        cpu.leaveCritical();
        return Outcome.done(cpu, NO_MEMORY);
      }
      unlockDepot(cpu, cache);
      return super.getSlow(cpu, cache, wait);
    }
  }
}
