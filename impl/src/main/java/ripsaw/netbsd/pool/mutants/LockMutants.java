package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Locks that are not taken or not let go, and what is not looked at again behind them. */
final class LockMutants {
  private LockMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("depot-unlocked")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("the depot's lists are changed without the depot's lock")
            .as(DepotUnlocked::new),
        mutant("items-unlocked")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("the pool's pages are changed without the pool's lock")
            .as(ItemsUnlocked::new),
        mutant("groups-unlocked")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("groups are got from their pool without its lock")
            .as(GroupsUnlocked::new),
        mutant("locked-when-out")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(SYSTEMATIC)
            .because("who is refused a page keeps the pool's lock")
            .as(LockedWhenOut::new),
        mutant("stale-view")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(RUNNING)
            .because(
                "who has slept on the depot's lock goes on with the cpu that it was on, and changes"
                    + " that one's groups (N21)")
            .as(StaleView::new),
        mutant("spins-no-more")
            .breaks(CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(RUNNING)
            .because("an interrupt that finds the depot locked sleeps")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected Cpu awaitDepot(Cpu cpu, int cache) {
                        if (cpu.isInInterrupt()) {
                          cpu.maySleep();
                        }
                        return super.awaitDepot(cpu, cache);
                      }
                    }));
  }

  private static final class DepotUnlocked extends PoolCache {
    DepotUnlocked(Machine machine) {
      super(machine);
    }

    @Override
    protected void lockDepot(Cpu cpu, int cache) {}

    @Override
    protected boolean tryLockDepot(Cpu cpu, int cache) {
      return true;
    }

    @Override
    protected void unlockDepot(Cpu cpu, int cache) {}
  }

  private static final class ItemsUnlocked extends PoolCache {
    ItemsUnlocked(Machine machine) {
      super(machine);
    }

    @Override
    protected void lockPool(Cpu cpu, int cache) {}

    @Override
    protected boolean tryLockPool(Cpu cpu, int cache) {
      return true;
    }

    @Override
    protected void unlockPool(Cpu cpu, int cache) {}
  }

  private static final class GroupsUnlocked extends PoolCache {
    GroupsUnlocked(Machine machine) {
      super(machine);
    }

    @Override
    protected void lockGroups(Cpu cpu) {}

    @Override
    protected void unlockGroups(Cpu cpu) {}
  }

  private static final class LockedWhenOut extends PoolCache {
    LockedWhenOut(Machine machine) {
      super(machine);
    }

    @Override
    protected Got poolGet(Cpu cpu, int cache, boolean wait) {
      Got got = super.poolGet(cpu, cache, wait);
      if (got.item() == NO_MEMORY) {
        lockPool(got.cpu(), cache);
      }
      return got;
    }
  }

  private static final class StaleView extends PoolCache {
    StaleView(Machine machine) {
      super(machine);
    }

    @Override
    protected Cpu awaitDepot(Cpu cpu, int cache) {
      Cpu next = super.awaitDepot(cpu, cache);
      if (next != cpu) {
        long stale = ofCpu(next, cpu, cache, PoolWords.CURRENT);
        setOfCpu(next, cpu, cache, PoolWords.CURRENT, stale);
      }
      return next;
    }
  }
}
