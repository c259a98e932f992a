package ripsaw.netbsd.vmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.smp.SpinMutex;
import ripsaw.netbsd.vmem.census.Request;
import ripsaw.netbsd.vmem.census.VmemEvent;

/**
 * {@code subr_vmem.c} 1.93 of August 2015. Who may sleep sleeps when an import has failed, without
 * another look under the lock; who releases a span wakes all before the source has it. Each arena
 * keeps tags to spare.
 */
public class Vmem2015 extends Vmem {
  /** {@code BT_MINRESERVE}: only those that feed the pool of tags dip into them. */
  private static final int RESERVE = 4;

  /** {@code BT_MAXFREE}, which is 64 in the kernel. */
  private static final int MOST_SPARE = 8;

  private final SpinMutex refillLock;

  /** {@code IPL_VM}: the lock spins, and interrupts are kept away. */
  public Vmem2015(Machine machine) {
    super(machine, new SpinMutex(machine, lockWord(machine), ARENA_LOCK));
    this.refillLock =
        new SpinMutex(machine, refillLockWord(machine), LockClass.of("the lock of refills"));
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

  /** "XXX eeek, minaddr and maxaddr not respected": they are, in what is found then. */
  @Override
  protected boolean obtain(Lwp lwp, Request want) {
    lwp.unlock(lock);
    boolean imported = want.align() == QUANTUM && importSpan(lwp, want);
    lwp.lock(lock);
    if (!imported && want.sleeps()) {
      lwp.await(room, lock, want.packed());
    }
    return looksAgain(want, imported);
  }

  /** Who imports tells nobody. */
  @Override
  protected void imported(Lwp lwp) {}

  @Override
  protected void freed(Lwp lwp) {
    room.broadcast(lwp.cpu());
  }

  @Override
  protected void release(Lwp lwp, long base, long bytes) {
    machine.pages().free(lwp.cpu(), base, (int) (bytes / pageBytes()));
  }

  // ---------------------------------------------------------------------- tags

  /**
   * Another arena is refilled by {@code bt_refill}, and the pool of tags needs a page for that: of
   * such, the lock lets one run at a time. Behind it this arena is refilled, too: so another may
   * come in between, and find what the one before left of the reserve ({@code tag-reserve}).
   */
  @Override
  protected boolean populate(Cpu cpu) {
    Lwp lwp = new Lwp(cpu);
    lwp.lock(refillLock);
    boolean hasPage = super.populate(cpu);
    lwp.unlock(refillLock);
    lwp.lock(lock);
    refill(lwp);
    lwp.unlock(lock);
    return hasPage;
  }

  /**
   * {@code bt_alloc} twice, in one go: who may sleep is refused, too, if the pool has none. Who
   * feeds the pool takes what is there, and does not look whether that is anything.
   */
  @Override
  protected long[] takeTags(Lwp lwp) {
    long[] tags = new long[2];
    lwp.lock(lock);
    for (int i = 0; i < tags.length; i++) {
      if (!lwp.isTo(Lwp.Purpose.POPULATE) && !refill(lwp)) {
        break;
      }
      tags[i] = pop(lwp.cpu(), spareTags());
      if (tags[i] == 0) {
        happened(lwp, VmemEvent.NO_TAG, 0, 0);
        require(false, "the first of no tags is taken");
      }
      add(lwp.cpu(), spareCount(), -1);
    }
    lwp.unlock(lock);
    return tags;
  }

  /**
   * {@code bt_refill}: lets the lock go meanwhile. Returns whether there is more than a reserve.
   */
  private boolean refill(Lwp lwp) {
    while (get(lwp.cpu(), spareCount()) <= RESERVE) {
      lwp.unlock(lock);
      long more = poolGet(lwp);
      lwp.lock(lock);
      if (more == 0) {
        return false;
      }
      putSpare(lwp, more);
    }
    return true;
  }

  private void putSpare(Lwp lwp, long tag) {
    push(lwp.cpu(), spareTags(), tag);
    add(lwp.cpu(), spareCount(), 1);
  }

  /** {@code bt_free} of each, in one go, and {@code bt_freetrim}: the surplus leaves the lock. */
  @Override
  protected void putTags(Lwp lwp, long... tags) {
    long[] surplus = new long[tags.length];
    int count = 0;
    lwp.lock(lock);
    for (long tag : tags) {
      if (tag != 0) {
        putSpare(lwp, tag);
      }
    }
    while (get(lwp.cpu(), spareCount()) > MOST_SPARE && count < surplus.length) {
      surplus[count++] = pop(lwp.cpu(), spareTags());
      add(lwp.cpu(), spareCount(), -1);
    }
    lwp.unlock(lock);
    for (int i = 0; i < count; i++) {
      poolPut(lwp, surplus[i]);
    }
  }
}
