package ripsaw.machine;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a machine can do wrong to whatever allocator runs on it: one kind of access is not what its
 * name says. The mailboxes and the page table stay sound, for they are not the allocator's. A
 * checker that sees no flaw in an allocator does not look at it.
 */
public enum Flaw {
  /** Another cpu may come between the comparison and the store. */
  SPLIT_CAS("split-cas", "its compare-and-sets split in two"),
  /** Another cpu may come between the load and the store. */
  SPLIT_SWAP("split-swap", "its swaps split in two"),
  /** The same of an addition. */
  SPLIT_ADD("split-add", "its additions split in two"),
  /** A {@link SpinLock} excludes nobody, and tells nobody anything. */
  OPEN_LOCK("open-lock", "its locks open to all"),
  /** No signal is sent. */
  LOST_SIGNAL("lost-signal", "its signals lost"),
  /** Loads and stores are plain, and there are no fences. The updates stay as they are. */
  PLAIN("plain", "its loads and stores made plain");

  private final String id;
  private final String words;

  Flaw(String id, String words) {
    this.id = id;
    this.words = words;
  }

  public String id() {
    return id;
  }

  public static Optional<Flaw> byId(String id) {
    return Stream.of(values()).filter(flaw -> flaw.id.equals(id)).findFirst();
  }

  /** As in "with its swaps split in two". */
  @Override
  public String toString() {
    return words;
  }
}
