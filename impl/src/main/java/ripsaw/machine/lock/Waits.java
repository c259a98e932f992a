package ripsaw.machine.lock;

/**
 * Who waits for what, so that a wait that nobody can end is named. Whoever waits is known by a
 * number: a thread, or the interrupts of a cpu.
 */
public final class Waits {
  /** What kind of wait it is. */
  public enum Kind {
    /** A cpu stands still for a lock. */
    STANDS,
    /** A thread sleeps, and others may have its cpu. */
    SLEEPS,
    /**
     * The same until callers do something, such as to free memory. If they do not, that is no
     * mistake of the allocator's.
     */
    SLEEPS_FOR_CALLERS
  }

  private final Object[] what;
  private final Kind[] kinds;

  public Waits(int contexts) {
    this.what = new Object[contexts];
    this.kinds = new Kind[contexts];
  }

  /**
   * A wait begins.
   *
   * @param thing that is waited for, in words as a string
   */
  public synchronized void begin(int context, Object thing, Kind kind) {
    what[context] = thing;
    kinds[context] = kind;
  }

  /** It is over. */
  public synchronized void end(int context) {
    what[context] = null;
    kinds[context] = null;
  }

  /** What this one waits for, as in {@code for the list's lock}; empty if it is not known to. */
  public synchronized String of(int context) {
    if (what[context] == null) {
      return "";
    }
    return (kinds[context] == Kind.SLEEPS_FOR_CALLERS ? "until callers end its wait on " : "for ")
        + what[context];
  }

  /** Whether it sleeps, for whatever. */
  public synchronized boolean sleeps(int context) {
    return kinds[context] == Kind.SLEEPS || kinds[context] == Kind.SLEEPS_FOR_CALLERS;
  }

  /** Whether callers may leave this one waiting for ever. */
  public synchronized boolean isForCallers(int context) {
    return kinds[context] == Kind.SLEEPS_FOR_CALLERS;
  }
}
