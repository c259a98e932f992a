package ripsaw.machine;

/**
 * The words behind {@link CheckedMemory}, under one memory model. An implementation decides what a
 * load sees; it judges nothing. It reports what each step really touched to {@link Watch#touched},
 * so that an explorer knows which steps commute.
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

  /** The second half, if it writes; no other step comes between the two. */
  void endUpdate(Cpu cpu, Access access, long address, long value, int[] clock);

  /**
   * Whether all stores of this cpu have arrived: volatile stores, updates and locks wait for it.
   */
  boolean isDrained(Cpu cpu);

  /** A step of this cpu went on because {@link #isDrained}. */
  void drained(Cpu cpu);

  /** What the word will hold once all stores have arrived. */
  long peek(long address);

  /** What the word holds for everybody now. */
  long arrived(long address);

  /** Sets a word, and forgets what it held. */
  void poke(long address, long value);

  void fill(long base, long bytes, long value);

  /** What this cpu has done and seen, for {@link #receive}; null if the model needs nothing. */
  Object publish(Cpu cpu);

  /** The cpu was told, by means outside of memory, what {@link #publish} returned. */
  void receive(Cpu cpu, Object published);

  /** Whether {@link #receive} may be called: the stores before the publication have arrived. */
  boolean hasArrived(Object published);

  /**
   * The cpu was told that this word has changed: it sees the latest value, if not what led to it.
   */
  void catchUp(Cpu cpu, long address);
}
