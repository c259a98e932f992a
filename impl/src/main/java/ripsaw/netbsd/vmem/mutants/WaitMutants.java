package ripsaw.netbsd.vmem.mutants;

import static ripsaw.netbsd.vmem.mutants.VmemMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.lock.LockProperty;
import ripsaw.machine.smp.Mutex;
import ripsaw.netbsd.vmem.Lwp;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.census.Request;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Who sleeps too soon, or is not woken; and locks. */
final class WaitMutants {
  private WaitMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("sleepers-refused")
            .breaks(VmemProperty.SLEEPERS_SERVED)
            .foundBy(NOT_LINCHECK)
            .because("who may sleep is refused when an import fails, as in 2008")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void sleep(Lwp lwp, Request want, long seen) {}

                      @Override
                      protected boolean looksAgain(Request want, boolean imported) {
                        return imported;
                      }
                    }),
        mutant("no-second-look")
            .breaks(VmemProperty.WAKEUP)
            .foundBy(NOT_LINCHECK)
            .because("what became free while an import failed is not seen, as in 2015")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void sleep(Lwp lwp, Request want, long seen) {
                        lwp.await(room, lock, want.packed());
                      }
                    }),
        mutant("woken-before-the-release")
            .breaks(VmemProperty.WAKEUP)
            .foundBy(NOT_LINCHECK)
            .because("sleepers are woken before the source has the span, and not again, as in 2015")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void release(Lwp lwp, long base, long bytes) {
                        machine.pages().free(lwp.cpu(), base, (int) (bytes / pageBytes()));
                      }
                    }),
        mutant("import-not-told")
            .breaks(VmemProperty.WAKEUP)
            .foundBy(NOT_LINCHECK)
            .because("what is left of a span that another imported is not told, as in 2015")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void imported(Lwp lwp) {}
                    }),
        mutant("nobody-woken")
            .breaks(VmemProperty.WAKEUP)
            .foundBy(NOT_LINCHECK)
            .because("who frees wakes nobody")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void freed(Lwp lwp) {
                        add(lwp.cpu(), changes(), 1);
                      }
                    }),
        mutant("one-woken")
            .breaks(VmemProperty.WAKEUP)
            .foundBy(NOT_LINCHECK)
            .because("who frees wakes one, though there may be room for more")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void freed(Lwp lwp) {
                        add(lwp.cpu(), changes(), 1);
                        room.signal(lwp.cpu());
                      }
                    }),
        mutant("released-locked")
            .breaks(LockProperty.LOCK_ORDER)
            .foundBy(RUNNING)
            .because("a long span is given back under the arena's lock: the source may come back")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void release(Lwp lwp, long base, long bytes) {
                        boolean isLong = bytes > pageBytes();
                        if (isLong) {
                          lwp.lock(lock);
                          machine.pages().free(lwp.cpu(), base, (int) (bytes / pageBytes()));
                          freed(lwp);
                          lwp.unlock(lock);
                        } else {
                          super.release(lwp, base, bytes);
                        }
                      }
                    }),
        mutant("lock-kept")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(RUNNING)
            .because("who gives a long span back keeps the arena's lock")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void release(Lwp lwp, long base, long bytes) {
                        super.release(lwp, base, bytes);
                        if (bytes > pageBytes()) {
                          lwp.lock(lock);
                        }
                      }
                    }),
        mutant("imports-with-interrupts-off")
            .breaks(CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(RUNNING)
            .because("a long span is imported with interrupts off, and the source may sleep")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected boolean importSpan(Lwp lwp, Request want) {
                        if (want.size() > pageBytes()) {
                          lwp.cpu().disableInterrupts();
                        }
                        boolean imported = super.importSpan(lwp, want);
                        lwp.cpu().enableInterrupts();
                        return imported;
                      }
                    }),
        mutant("arena-unlocked")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(RUNNING)
            .because("the arena has no lock")
            .as(Unlocked::new),
        mutant("loser-refused")
            .breaks(CommonProperty.LINEARIZABLE)
            .foundBy(RUNNING)
            .because("whose span another takes first is refused, and does not import once more")
            .as(LoserRefused::new));
  }

  private static final class Unlocked extends Vmem {
    Unlocked(Machine machine) {
      super(machine, new NoMutex());
    }
  }

  private static final class NoMutex implements Mutex {
    @Override
    public Cpu lock(Cpu cpu) {
      return cpu;
    }

    @Override
    public Cpu lockAgain(Cpu cpu) {
      return cpu;
    }

    @Override
    public void unlock(Cpu cpu) {}

    @Override
    public boolean isHeldBy(Cpu cpu) {
      return true;
    }
  }

  private static final class LoserRefused extends Vmem {
    LoserRefused(Machine machine) {
      super(machine);
    }

    @Override
    protected boolean looksAgain(Request want, boolean imported) {
      return imported && freeLists().stream().anyMatch(list -> !list.isEmpty());
    }
  }
}
