package ripsaw.machine.smp;

import ripsaw.machine.Cpu;
import ripsaw.machine.Flaw;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.Hold;
import ripsaw.machine.lock.LockClass;

/**
 * A spinlock that is one bit of a word of flags, as {@code PG_locked} of Linux's {@code struct
 * page} ({@code bit_spin_lock}). The other bits are the holder's, who may change them by a load and
 * a store; whoever does that without the lock may undo what another does to the lock's bit.
 *
 * <p>As with a {@link SpinLock}, whoever has it is in a critical section, and to take it is one
 * step, which a cpu can make only while nobody has it. The bit is set with acquire and cleared with
 * release, both by indivisible updates. Whoever comes upon a bit that is not as its users left it
 * does not go on: who else wrote it would let two have the lock, or nobody ever again.
 */
public class BitSpinLock {
  private final Machine machine;
  private final LockClass lockClass;
  protected final Memory memory;
  protected final long word;
  protected final long bit;
  private final MachineObserver watch;
  private final int location;
  private final boolean open;
  private final Hold hold = new Hold();

  /**
   * @param word address of the flags
   * @param bit the mask with the lock's bit alone
   * @param lockClass of which an account is kept: see {@link ripsaw.machine.lock.LockOrder}
   */
  public BitSpinLock(Machine machine, long word, long bit, LockClass lockClass) {
    this.machine = machine;
    this.lockClass = lockClass;
    if (Long.bitCount(bit) != 1) {
      throw new IllegalArgumentException("%#x: a lock is one bit".formatted(bit));
    }
    this.memory = machine.memory();
    this.watch = machine.watch();
    this.word = word;
    this.bit = bit;
    this.location = machine.newLock();
    this.open = machine.has(Flaw.OPEN_LOCK);
  }

  /** Takes the lock, and waits for that as long as another has it. */
  public void lock(Cpu cpu) {
    cpu.enterCritical();
    memory.drain(cpu);
    if (!open) {
      machine.waitsForLock(cpu, lockClass);
      take(cpu);
      machine.hasLock(cpu, lockClass);
    }
  }

  /** Goes on with the lock. Called in a critical section, all stores having arrived. */
  protected void take(Cpu cpu) {
    watch.mayLock(cpu, word, location, this::isFree);
    hold.take();
    requireAsItWasLeft(memory.setBit(cpu, word, bit));
  }

  /**
   * Takes the lock if nobody holds it, and never waits. Who does not get it is told nothing of what
   * its holder did, and stays interruptible if it was.
   *
   * @return whether it was taken
   */
  public boolean tryLock(Cpu cpu) {
    cpu.enterCritical();
    memory.drain(cpu);
    if (open) {
      return true;
    }
    boolean taken = tryTake(cpu);
    watch.happened(cpu, taken ? MachineEvent.LOCK_TAKEN : MachineEvent.LOCK_MISSED, word, 0);
    if (taken) {
      machine.hasLock(cpu, lockClass);
    } else {
      cpu.leaveCritical();
    }
    return taken;
  }

  /** Takes the lock if the bit is clear. Called as {@link #take} is. */
  protected boolean tryTake(Cpu cpu) {
    watch.mayTryLock(cpu, word);
    boolean taken = hold.takeIfFree();
    requireAsItWasLeft(!taken || memory.setBit(cpu, word, bit));
    watch.tried(cpu, word, location, taken);
    return taken;
  }

  /** Lets go of the lock, as {@code bit_spin_unlock}: the other bits stay what they are. */
  public void unlock(Cpu cpu) {
    memory.drain(cpu);
    if (!open) {
      machine.letsGoOfLock(cpu, lockClass);
      clear(cpu);
    }
    cpu.leaveCritical();
  }

  /** Lets others have the lock. */
  protected void clear(Cpu cpu) {
    requireAsItWasLeft(memory.clearBit(cpu, word, bit));
    watch.unlocked(cpu, location);
    hold.release();
  }

  private void requireAsItWasLeft(boolean isAsItWasLeft) {
    if (!isAsItWasLeft) {
      throw new IllegalStateException(
          "the bit %#x of %#x is a lock, and somebody changed it who neither took nor let it go"
              .formatted(bit, word));
    }
  }

  /** No access of any cpu. */
  public boolean isFree() {
    return hold.isFree();
  }

  /** The address of the flags. */
  public long word() {
    return word;
  }
}
