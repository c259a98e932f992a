package ripsaw.machine;

import ripsaw.machine.order.Access;

/**
 * The words behind {@link CheckedMemory}, under one memory model. An implementation decides what a
 * load sees; it judges nothing. It reports what each step really touched to {@link
 * MachineObserver#touched}, so that an explorer knows which steps commute.
 *
 * <p>A store may carry a <em>clock</em>: what its cpu had done and seen when it published, as
 * {@link HappensBefore} counts it. Whoever reads the value with acquire gets the clock.
 */
interface Words {
  /** The value that this load sees. */
  long load(Cpu cpu, Access access, long address);

  /** The clock that the value of the last load, or of the last update, carried; null if none. */
  int[] clock();

  /**
   * @param clock to be carried; null if the store publishes nothing
   */
  void store(Cpu cpu, Access access, long address, long value, int[] clock);

  /** The first half of an atomic update: the latest value of all. */
  long beginUpdate(Cpu cpu, Access access, long address);

  /**
   * The first half of a compare-and-set.
   *
   * @return whether it succeeds, so that the second half follows: {@link #seen} is what it expects
   */
  boolean compare(Cpu cpu, Access access, long address, long expected);

  /** The value that the last {@link #compare} saw. */
  long seen();

  /** The second half, if it writes; no other step comes between the two. */
  void endUpdate(Cpu cpu, Access access, long address, long value, int[] clock);

  void fence(Cpu cpu, Access fence);

  /** All stores of this cpu have arrived: a lock waits for that. */
  void drain(Cpu cpu);

  /** What the latest store to the word put there. */
  long peek(long address);

  /** Sets a word, and forgets what it held. */
  void poke(long address, long value);

  void fill(long base, long bytes, long value);

  /** What this cpu has done and seen, for {@link #receive}; null if the model needs nothing. */
  Object publish(Cpu cpu);

  /** The cpu was told, by means outside of memory, what {@link #publish} returned. */
  void receive(Cpu cpu, Object published);

  /**
   * Whether the cpu may not see yet the last stores to this word, when it sees the last to another.
   *
   * @param stores how many
   */
  boolean canMiss(Cpu cpu, long address, int stores, long other);

  /** The cpu did not see the last stores to this word, nor sees any that come later. */
  void miss(Cpu cpu, long address, int stores);

  /**
   * The cpu was told that this word has changed: it sees the latest value, if not what led to it.
   */
  void catchUp(Cpu cpu, long address);
}
