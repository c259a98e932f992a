package ripsaw.netbsd.vmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.vmem.census.Request;

/**
 * {@code subr_vmem.c} 1.32.8.3 of January 2008. Who may sleep is refused all the same if one import
 * fails; bounds are exclusive twice, and tags go to their pool under the arena's lock.
 */
public class Vmem2008 extends Vmem {
  public Vmem2008(Machine machine) {
    super(machine);
  }

  /** The lock is let go between the strategies. */
  @Override
  protected long search(Lwp lwp, Request want) {
    long found = instantFit(lwp.cpu(), want);
    if (found == 0) {
      lwp.unlock(lock);
      lwp.lock(lock);
      found = bestFit(lwp, want);
    }
    return found;
  }

  /** {@code if (end > maxaddr - 1) end = maxaddr - 1}, of an end that is exclusive itself. */
  @Override
  protected long fit(Cpu cpu, long tag, Request want) {
    long exclusive = want.isBounded() ? want.max() : Long.MAX_VALUE;
    long end = Math.min(start(cpu, tag) + bytes(cpu, tag), exclusive);
    long first = Math.max(start(cpu, tag), want.min());
    long start = (first + want.align() - 1) & -want.align();
    return start < end && end - start >= want.size() ? start : NONE;
  }

  @Override
  protected boolean obtain(Lwp lwp, Request want) {
    lwp.unlock(lock);
    boolean imported = !want.isConstrained() && importSpan(lwp, want);
    lwp.lock(lock);
    return imported;
  }

  @Override
  protected long absorbNext(Lwp lwp, long tag) {
    putTags(lwp, super.absorbNext(lwp, tag));
    return 0;
  }

  @Override
  protected long absorbPrevious(Lwp lwp, long tag) {
    putTags(lwp, super.absorbPrevious(lwp, tag));
    return 0;
  }

  /** Nobody sleeps. */
  @Override
  protected void freed(Lwp lwp) {}

  @Override
  protected void release(Lwp lwp, long base, long bytes) {
    machine.pages().free(lwp.cpu(), base, (int) (bytes / pageBytes()));
  }
}
