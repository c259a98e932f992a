package ripsaw.machine.lock;

/**
 * All locks of one kind, as those of all slabs: what is true of one is true of each, as in Linux's
 * lockdep.
 *
 * @param name in words, as in {@code the lock of a slab}
 * @param forbidsPages whether nobody may ask the page allocator for anything while it has one,
 *     since that may come back here
 */
public record LockClass(String name, boolean forbidsPages) {
  /** Of a lock that nobody keeps an account of. */
  public static final LockClass NONE = new LockClass("", false);

  public static LockClass of(String name) {
    return new LockClass(name, false);
  }

  /** The same, and under it nobody asks for pages or gives them back. */
  public LockClass forbiddingPages() {
    return new LockClass(name, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
