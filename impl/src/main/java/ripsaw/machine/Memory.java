package ripsaw.machine;

import ripsaw.machine.order.LastHolder;

/**
 * Memory as 64-bit words at byte addresses that are multiples of 8. Every access names the cpu that
 * makes it and its memory order, which is that of the {@link java.lang.invoke.VarHandle} access
 * mode of the same name. An atomic update without an order in its name has volatile order.
 *
 * <p>By convention an access is plain only where the protocol says that no other cpu can reach the
 * word at that moment.
 */
public interface Memory {
  long getPlain(Cpu cpu, long address);

  void setPlain(Cpu cpu, long address, long value);

  long getOpaque(Cpu cpu, long address);

  void setOpaque(Cpu cpu, long address, long value);

  long getAcquire(Cpu cpu, long address);

  void setRelease(Cpu cpu, long address, long value);

  long getVolatile(Cpu cpu, long address);

  void setVolatile(Cpu cpu, long address, long value);

  /** Volatile order, whether it succeeds or not; never fails while it sees what it expects. */
  boolean compareAndSet(Cpu cpu, long address, long expected, long value);

  /** As {@link #compareAndSet}, but publishes nothing: read with acquire, write opaque. */
  boolean compareAndSetAcquire(Cpu cpu, long address, long expected, long value);

  /** As {@link #compareAndSet}, but is told nothing: read opaque, write with release. */
  boolean compareAndSetRelease(Cpu cpu, long address, long expected, long value);

  /** As {@link #compareAndSet}, but may fail though the word holds what is expected. */
  boolean weakCompareAndSet(Cpu cpu, long address, long expected, long value);

  /** The same, and a plain access. */
  boolean weakCompareAndSetPlain(Cpu cpu, long address, long expected, long value);

  /** The same, read with acquire, write opaque. */
  boolean weakCompareAndSetAcquire(Cpu cpu, long address, long expected, long value);

  /** The same, read opaque, write with release. */
  boolean weakCompareAndSetRelease(Cpu cpu, long address, long expected, long value);

  long getAndSet(Cpu cpu, long address, long value);

  /** Read with acquire, write opaque. */
  long getAndSetAcquire(Cpu cpu, long address, long value);

  /** Read opaque, write with release. */
  long getAndSetRelease(Cpu cpu, long address, long value);

  /** Returns the value before the addition. */
  long getAndAdd(Cpu cpu, long address, long delta);

  /** Read with acquire, write opaque. */
  long getAndAddAcquire(Cpu cpu, long address, long delta);

  /** Read opaque, write with release. */
  long getAndAddRelease(Cpu cpu, long address, long delta);

  /**
   * Sets a bit that is clear, as {@code test_and_set_bit} does to take a lock, and leaves the other
   * bits alone. It belongs to the step that is under way: see {@link MachineObserver#mayLock}. If
   * it sets the bit, it is a {@link #compareAndSetAcquire}; if not, it orders and tells nothing,
   * and is no access that races.
   *
   * @return whether the bit was clear
   */
  boolean setBit(Cpu cpu, long address, long bit);

  /**
   * Clears a bit, whatever it was, and leaves the other bits alone: one indivisible update, read
   * opaque, written with release, as {@link #getAndAddRelease}.
   *
   * @return whether the bit was set
   */
  boolean clearBit(Cpu cpu, long address, long bit);

  /** As {@link java.lang.invoke.VarHandle#fullFence}. */
  void fullFence(Cpu cpu);

  /** As {@link java.lang.invoke.VarHandle#acquireFence}. */
  void acquireFence(Cpu cpu);

  /** As {@link java.lang.invoke.VarHandle#releaseFence}. */
  void releaseFence(Cpu cpu);

  /** What a debugger would see: no access of any cpu, never watched, never a switch point. */
  long peek(long address);

  /** Sets a word as a debugger would: see {@link #peek}. */
  void poke(long address, long value);

  /** Sets a run of words as a debugger would. */
  void fill(long base, long bytes, long value);

  /**
   * Whether the cpu may not see yet the last stores to this word, when it sees the last to another.
   *
   * @param stores how many
   */
  boolean canMiss(Cpu cpu, long address, int stores, long other);

  /**
   * The cpu takes an interrupt before it sees the last stores to this word.
   *
   * @param stores how many; if none, it sees no later ones
   */
  void miss(Cpu cpu, long address, int stores);

  /**
   * The cpu was told, by an interrupt, that this word has changed: it sees the latest value, if not
   * what led to it.
   */
  void catchUp(Cpu cpu, long address);

  /** No load behind it passes a store before it, as with a locked instruction. */
  void drain(Cpu cpu);

  /** The cpu has taken a lock: what its last holder did is seen. */
  void locked(Cpu cpu, LastHolder lock);

  /** The cpu is about to let go of a lock, all its stores having arrived. */
  void unlocking(Cpu cpu, LastHolder lock);

  /** Pages get an owner and a new incarnation: they were just mapped, or taken from a cache. */
  void begin(Cpu owner, long base, long bytes);

  /**
   * The same for pages that have no owner: any cpu may touch them while they live, but one that
   * runs an operation on a block of an earlier incarnation.
   */
  void beginShared(Cpu cpu, long base, long bytes);

  /**
   * Pages get another owner and stay what they are: a slab that one cpu abandoned and another
   * reclaims. Who has a right to a block in them keeps it.
   *
   * @param cpu that does it
   * @param owner from here on
   */
  void handOver(Cpu cpu, Cpu owner, long base, long bytes);

  /** Pages lose their incarnation: they were ripped or unmapped. Nobody has a right to them now. */
  void end(Cpu owner, long base, long bytes);
}
