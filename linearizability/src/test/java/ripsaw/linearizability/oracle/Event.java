package ripsaw.linearizability.oracle;

/**
 * One access, fence, signal or handler's start in an execution.
 *
 * @param word which it touches, see {@link Graph}; {@link #NONE} for fences that touch none
 * @param source the number of the write that it reads from; {@link #NONE} for the initial value, or
 *     if it reads nothing
 * @param loaded what it read
 * @param stored what it wrote
 * @param kept whether a register shows it, and if it does what
 */
record Event(
    int cpu,
    boolean handler,
    Kind kind,
    int word,
    Order readOrder,
    Order writeOrder,
    int source,
    long loaded,
    long stored,
    Long kept) {
  static final int NONE = -1;

  /** What it is. */
  enum Kind {
    LOAD,
    STORE,
    UPDATE,
    /** A compare-and-set that wrote nothing. */
    FAILED_UPDATE,
    ACQUIRE_FENCE,
    RELEASE_FENCE,
    /** Under {@link Model#RA} an update of a word that only full fences touch; else no access. */
    FULL_FENCE,
    /** A store to the mailbox of two cpus. */
    SEND,
    /** A handler begins: a load of that mailbox. */
    START
  }

  /** Of a read or a write. An acquire is no order of a write, a release none of a read. */
  enum Order {
    NONE,
    PLAIN,
    OPAQUE,
    ACQUIRE,
    RELEASE,
    VOLATILE
  }

  boolean reads() {
    return readOrder != Order.NONE;
  }

  boolean writes() {
    return writeOrder != Order.NONE;
  }

  boolean acquires() {
    return readOrder == Order.ACQUIRE || readOrder == Order.VOLATILE;
  }

  boolean releases() {
    return writeOrder == Order.RELEASE || writeOrder == Order.VOLATILE;
  }

  boolean isPlain() {
    return readOrder == Order.PLAIN || writeOrder == Order.PLAIN;
  }

  /** On x86 a locked instruction, a store with a fence behind it, or a fence. */
  boolean isLocked() {
    return switch (kind) {
      case UPDATE, FAILED_UPDATE, FULL_FENCE -> true;
      case STORE -> writeOrder == Order.VOLATILE;
      default -> false;
    };
  }
}
