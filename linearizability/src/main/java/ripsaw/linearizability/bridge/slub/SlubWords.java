package ripsaw.linearizability.bridge.slub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;

/** What an access to a word means to {@code Slub.tla}, by the name that traces give it. */
final class SlubWords {
  private static final Pattern SLAB = Pattern.compile("slab([0-9]+)\\.(flags|inuse)");
  private static final Pattern NODE =
      Pattern.compile("cache0\\.node([0-9]+)\\.(list_lock|nr_partial|nr_slabs)");
  private static final Pattern CPU =
      Pattern.compile("cpu([0-9]+)\\.(?:cache0\\.(freelist|page|node|offset)|policy)");
  private static final Pattern LINE = Pattern.compile("cpu([0-9]+)(?:\\..*)?");

  private SlubWords() {}

  /** The point that an access is; empty if it belongs to the action around it, or to none. */
  static Optional<SlubPoint> point(Access access, String word) {
    Matcher slab = SLAB.matcher(word);
    if (slab.matches()) {
      return slab.group(2).equals("flags") ? lockOfSlab(access) : inuse(access);
    }
    Matcher node = NODE.matcher(word);
    if (!node.matches()) {
      return access == Access.PAGES ? Optional.of(SlubPoint.PAGES) : Optional.empty();
    }
    return switch (node.group(2)) {
      case "nr_partial" ->
          Optional.of(access.isRead() ? SlubPoint.READ_COUNT : SlubPoint.CHANGE_COUNT);
      case "list_lock" -> Optional.of(SlubPoint.LOCK_LIST);
      default -> Optional.empty();
    };
  }

  private static Optional<SlubPoint> lockOfSlab(Access access) {
    return switch (access) {
      case COMPARE_AND_SET_ACQUIRE, LOCK, TRY_LOCK -> Optional.of(SlubPoint.LOCK_SLAB);
      case GET_AND_ADD_RELEASE -> Optional.of(SlubPoint.UNLOCK_SLAB);
      default -> Optional.empty();
    };
  }

  private static Optional<SlubPoint> inuse(Access access) {
    return access.isRead() ? Optional.of(SlubPoint.READ_INUSE) : Optional.empty();
  }

  /** The number of the slab or the node whose word this is. */
  static int place(String word) {
    Matcher slab = SLAB.matcher(word);
    if (slab.matches()) {
      return Integer.parseInt(slab.group(1));
    }
    Matcher node = NODE.matcher(word);
    return node.matches() ? Integer.parseInt(node.group(1)) : Numbers.NONE;
  }

  /** The number of the cpu that a line of a program begins on, by its name. */
  static int home(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no line: " + line);
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Whether an allocation or a free begins by looking at such a word: what its cpu has. */
  static boolean isCpuSlab(String word) {
    return word.endsWith(".cache0.freelist") || word.endsWith(".cache0.page");
  }

  /**
   * Whether an access that is no point belongs to the action around it. The specification has
   * reasons for each:
   *
   * <ul>
   *   <li>what is plain is a lock holder's, the cpu's that has the slab, or the object's holder's;
   *   <li>a slab's flags and count are its lock's holder's, who alone writes them, or of a slab
   *       that is being made or given back;
   *   <li>a cpu's structure is that cpu's own, with interrupts off;
   *   <li>nr_slabs changes with the page;
   *   <li>of a mailbox only counts that a message was taken, and how many have answered a call the
   *       handlers tell that have returned;
   *   <li>whether new slabs are checked is set before there is one;
   *   <li>to call, to mask: no other cpu can see it.
   * </ul>
   *
   * @param cpu who makes it
   */
  static boolean isMerged(Access access, String word, int cpu) {
    if (access.order() == Order.NONE || access.order() == Order.PLAIN) {
      return true;
    }
    Matcher own = CPU.matcher(word);
    if (own.matches()) {
      return Integer.parseInt(own.group(1)) == cpu;
    }
    return SLAB.matcher(word).matches()
        || NODE.matcher(word).matches() && word.endsWith(".nr_slabs")
        || word.startsWith("mailbox")
        || word.matches("cpu[0-9]+\\.call")
        || word.equals("slub_debug")
        || word.startsWith("cache") && word.indexOf('.') < 0;
  }
}
