package ripsaw.machine.order;

/**
 * What a cpu does between two moments at which another may run: an access to a word, or one of the
 * few steps besides that cpus can see of one another.
 */
public enum Access {
  GET_PLAIN("get", Order.PLAIN, true, false),
  SET_PLAIN("set", Order.PLAIN, false, true),
  GET_OPAQUE("get-opaque", Order.OPAQUE, true, false),
  SET_OPAQUE("set-opaque", Order.OPAQUE, false, true),
  GET_ACQUIRE("get-acquire", Order.ACQUIRE, true, false),
  SET_RELEASE("set-release", Order.RELEASE, false, true),
  GET_VOLATILE("get-volatile", Order.VOLATILE, true, false),
  SET_VOLATILE("set-volatile", Order.VOLATILE, false, true),
  COMPARE_AND_SET("cas", Order.VOLATILE, true, true),
  COMPARE_AND_SET_ACQUIRE("cas-acquire", Order.ACQUIRE, true, true),
  COMPARE_AND_SET_RELEASE("cas-release", Order.RELEASE, true, true),
  GET_AND_SET("swap", Order.VOLATILE, true, true),
  GET_AND_SET_ACQUIRE("swap-acquire", Order.ACQUIRE, true, true),
  GET_AND_SET_RELEASE("swap-release", Order.RELEASE, true, true),
  GET_AND_ADD("add", Order.VOLATILE, true, true),
  GET_AND_ADD_ACQUIRE("add-acquire", Order.ACQUIRE, true, true),
  GET_AND_ADD_RELEASE("add-release", Order.RELEASE, true, true),
  WEAK_COMPARE_AND_SET("weak-cas", Order.VOLATILE, true, true),
  WEAK_COMPARE_AND_SET_PLAIN("weak-cas-plain", Order.PLAIN, true, true),
  WEAK_COMPARE_AND_SET_ACQUIRE("weak-cas-acquire", Order.ACQUIRE, true, true),
  WEAK_COMPARE_AND_SET_RELEASE("weak-cas-release", Order.RELEASE, true, true),

  /** No access before it passes one behind it. */
  FULL_FENCE("fence", Order.NONE, false, false),
  /** No load before it passes an access behind it. */
  ACQUIRE_FENCE("fence-acquire", Order.NONE, false, false),
  /** No access before it passes a store behind it. */
  RELEASE_FENCE("fence-release", Order.NONE, false, false),

  /** An operation of the program begins. */
  CALL("call", Order.NONE, false, false),
  /** The outermost critical section begins: no signal is taken here from now on. */
  MASK("mask", Order.NONE, false, false),
  /** A cpu-local word is touched where a signal could come in between. */
  OWN("own", Order.NONE, false, false),
  /** A lock is taken; that is possible only while nobody holds it. */
  LOCK("lock", Order.NONE, false, false),
  /** The page allocator, under its lock. */
  PAGES("pages", Order.NONE, false, false),
  /** A condition that another cpu makes true is waited for. */
  AWAIT("await", Order.NONE, false, false),
  /** A lock is taken if nobody holds it, and let be if somebody does. */
  TRY_LOCK("try-lock", Order.NONE, false, false),
  /** A thread goes on after a place where it may have slept, and may leave its cpu. */
  SLEEP("sleep", Order.NONE, false, false),
  /** A thread that has left its cpu goes on on another. */
  ARRIVE("arrive", Order.NONE, false, false),
  /** Who waits on a condition is woken. */
  SIGNAL("signal", Order.NONE, false, false);

  /** Memory orders, those of {@link java.lang.invoke.VarHandle}. */
  public enum Order {
    /** No access to a word. */
    NONE,
    PLAIN,
    OPAQUE,
    ACQUIRE,
    RELEASE,
    VOLATILE
  }

  private final String word;
  private final Order order;
  private final boolean reads;
  private final boolean writes;

  Access(String word, Order order, boolean reads, boolean writes) {
    this.word = word;
    this.order = order;
    this.reads = reads;
    this.writes = writes;
  }

  public Order order() {
    return order;
  }

  /** True if it only reads a word. */
  public boolean isRead() {
    return reads && !writes;
  }

  /** True if it is one indivisible read and write. */
  public boolean isAtomicUpdate() {
    return reads && writes;
  }

  /** True if the loads behind it do not pass the stores before it, under total store order. */
  public boolean waitsForStores() {
    return isAtomicUpdate() || this == SET_VOLATILE;
  }

  /** True if it may fail though it sees what it expects. */
  public boolean mayFail() {
    return this == WEAK_COMPARE_AND_SET
        || this == WEAK_COMPARE_AND_SET_PLAIN
        || this == WEAK_COMPARE_AND_SET_ACQUIRE
        || this == WEAK_COMPARE_AND_SET_RELEASE;
  }

  /** True if what the read saw is published to this cpu. */
  public boolean acquires() {
    return reads && (order == Order.ACQUIRE || order == Order.VOLATILE);
  }

  /** True if what this cpu did before is published with the write. */
  public boolean releases() {
    return writes && (order == Order.RELEASE || order == Order.VOLATILE);
  }

  @Override
  public String toString() {
    return word;
  }
}
