package ripsaw.subject;

/** What callers of any allocator may do, and what the machine does on its own. */
public enum CommonVerb implements Verb {
  /** {@code a = alloc 64}. */
  ALLOC("alloc", true),
  /** {@code a = alloc 64 in-interrupt}, by a handler, which may not sleep. */
  ALLOC_IN_INTERRUPT("alloc", true),
  /** {@code free a}. */
  FREE("free", true),
  /** {@code free a in-interrupt}. */
  FREE_IN_INTERRUPT("free", true),
  /** {@code realloc a 100}. */
  REALLOC("realloc", true),
  /** Takes all pending signals. */
  SIGNALS("signals", false),
  /** The slow periodic tick: see {@link Allocator#tidy}. */
  TIDY("tidy", false),
  /** Creates the limited type, or the other one. */
  NEW_TYPE("new-type", false),
  /** Destroys it. */
  DESTROY_TYPE("destroy-type", false);

  private final String word;
  private final boolean takesName;

  CommonVerb(String word, boolean takesName) {
    this.word = word;
    this.takesName = takesName;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public boolean takesName() {
    return takesName;
  }
}
