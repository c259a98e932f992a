package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockProperty;
import ripsaw.machine.smp.BitSpinLock;
import ripsaw.machine.smp.EmulatedBitSpinLock;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Locks that are not taken, are waited for, or are not let go. */
final class LockMutants {
  private LockMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("waits-for-slab")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(SYSTEMATIC)
            .because(
                "who takes a slab off a list waits for its lock, with the list's: and who has that"
                    + " waits for the list's")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean tryLockSlab(Cpu cpu, long page) {
                        lockSlab(cpu, page);
                        return true;
                      }
                    }),
        mutant("list-before-slab")
            .breaks(LockProperty.LOCK_ORDER)
            .foundBy(NOT_LINCHECK)
            .because("who takes a slab off a list waits for its lock, which is to come first")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean tryLockSlab(Cpu cpu, long page) {
                        lockSlab(cpu, page);
                        return true;
                      }
                    }),
        mutant("list-unlocked")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("who takes a slab off a list does so without the list's lock")
            .as(ListUnlocked::new),
        mutant("free-unlocked")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("an object is freed to another cpu's slab without the slab's lock")
            .as(FreeUnlocked::new),
        mutant("unlock-in-two-steps")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(NOT_LINCHECK)
            .because(
                "a slab is unlocked by a load and a store, on a machine that has no atomic update"
                    + " of a bit: a waiter comes in between and sets it again. Posted in March"
                    + " 2016, mm: slub: Ensure that slab_unlock() is atomic, and mended elsewhere")
            .as(UnlockInTwoSteps::new));
  }

  private static final class ListUnlocked extends Slub {
    ListUnlocked(Machine machine) {
      super(machine);
    }

    @Override
    protected void lockList(Cpu cpu, int cache, int node) {}

    @Override
    protected void unlockList(Cpu cpu, int cache, int node) {}
  }

  private static final class FreeUnlocked extends Slub {
    FreeUnlocked(Machine machine) {
      super(machine);
    }

    @Override
    protected void slowFree(Cpu cpu, int cache, long page, long object) {
      setNext(cpu, object, geometry(cache).offset(), freelist(cpu, page));
      setFreelist(cpu, page, object);
      countFreed(cpu, page);
    }
  }

  private static final class UnlockInTwoSteps extends Slub {
    UnlockInTwoSteps(Machine machine) {
      super(machine);
    }

    @Override
    protected BitSpinLock slabLock(long flags) {
      return new EmulatedBitSpinLock(
          machine,
          flags,
          1,
          SLAB_LOCK,
          new SpinLock(machine, flags),
          EmulatedBitSpinLock.Unlock.PLAIN);
    }
  }
}
