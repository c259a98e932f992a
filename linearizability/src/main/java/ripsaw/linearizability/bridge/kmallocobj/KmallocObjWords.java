package ripsaw.linearizability.bridge.kmallocobj;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.bridge.MappedState.Chunk;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;

/** What an access to a word means to {@code KmallocObj.tla}, by the name that traces give it. */
final class KmallocObjWords {
  private static final Pattern SLAB = Pattern.compile("(?:slab|page)[0-9]+[.+]([a-z]+).*");
  private static final Pattern OBJECT = Pattern.compile("slab([0-9]+)\\.o([0-9]+).*");
  private static final Pattern CPU =
      Pattern.compile("cpu([0-9]+)\\.(armed|count|remote|free|holds|zone[0-9]+\\..*)");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?:cpu([0-9]+)\\.)?type[0-9]+\\.(count|bytes|loose)");
  private static final Set<String> SHARED = Set.of("armed", "count", "remote");
  private static final String WAKES = ".wakes";

  private KmallocObjWords() {}

  /** The point that an access is; empty if it belongs to the action around it, or to none. */
  static Optional<KmallocObjPoint> point(Access access, String word) {
    if (access == Access.PAGES) {
      return Optional.of(KmallocObjPoint.PAGES);
    }
    if (access == Access.LOCK) {
      return lock(word);
    }
    if (access.order() == Order.NONE || access.order() == Order.PLAIN) {
      return Optional.empty();
    }
    if (word.equals("ticks")) {
      return Optional.of(
          access.isRead() ? KmallocObjPoint.READ_TICKS : KmallocObjPoint.WRITE_TICKS);
    }
    Matcher slab = SLAB.matcher(word);
    if (slab.matches()) {
      return ofSlab(access, slab.group(1));
    }
    Matcher cpu = CPU.matcher(word);
    return cpu.matches() ? ofCpu(access, cpu.group(2)) : Optional.empty();
  }

  /** The point that to take a lock is. */
  static Optional<KmallocObjPoint> lock(String word) {
    return Optional.of(
        word.equals("types.lock") ? KmallocObjPoint.LOCK_TYPES : KmallocObjPoint.LOCK_DEPOT);
  }

  private static Optional<KmallocObjPoint> ofSlab(Access access, String field) {
    return switch (field) {
      case "findex" ->
          update(access, KmallocObjPoint.READ_FINDEX, KmallocObjPoint.ADD_FINDEX)
              .or(() -> Optional.of(KmallocObjPoint.WRITE_FINDEX));
      case "xindex" -> update(access, KmallocObjPoint.READ_XINDEX, KmallocObjPoint.ADD_XINDEX);
      case "ring" ->
          Optional.of(access.isRead() ? KmallocObjPoint.READ_SLOT : KmallocObjPoint.WRITE_SLOT);
      case "o" -> access.isRead() ? Optional.of(KmallocObjPoint.READ_OBJECT) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The object whose word this is, see {@link KmallocObjPoint#READ_OBJECT}. */
  static Chunk object(String word) {
    Matcher object = OBJECT.matcher(word);
    if (!object.matches()) {
      throw new IllegalArgumentException("no object: " + word);
    }
    return new Chunk(Integer.parseInt(object.group(1)), Integer.parseInt(object.group(2)));
  }

  private static Optional<KmallocObjPoint> ofCpu(Access access, String field) {
    return switch (field) {
      case "armed" ->
          Optional.of(access.isRead() ? KmallocObjPoint.READ_ARMED : KmallocObjPoint.WRITE_ARMED);
      case "count" -> update(access, KmallocObjPoint.READ_COUNT, KmallocObjPoint.CHANGE_COUNT);
      case "remote" ->
          access == Access.GET_AND_SET
              ? Optional.of(KmallocObjPoint.SWAP_HEAD)
              : update(access, KmallocObjPoint.READ_HEAD, KmallocObjPoint.CHANGE_HEAD);
      default -> Optional.empty();
    };
  }

  /** What others may do at the same time is written in one indivisible step, or not at all. */
  private static Optional<KmallocObjPoint> update(
      Access access, KmallocObjPoint read, KmallocObjPoint update) {
    if (access.isRead()) {
      return Optional.of(read);
    }
    return access.isAtomicUpdate() ? Optional.of(update) : Optional.empty();
  }

  /**
   * Whether an access that is no point belongs to the action around it. The specification has
   * reasons for each:
   *
   * <ul>
   *   <li>what is plain is a lock holder's, the cpu's that has the slab, or the object's holder's;
   *   <li>aindex is the cpu's that has the slab, or a lock holder's while the slab is on a list;
   *   <li>to write a slab's indices is part of making it, when nobody else knows of it;
   *   <li>active, alternate, and how often a cpu holds are that cpu's own;
   *   <li>a cpu's accounting slot is its own, and only the sum of all means anything;
   *   <li>the poller wakes whom it may have kept waiting with the lock of the list of zones;
   *   <li>of a tick only what the cpu does itself counts: a message makes the other do the same;
   *   <li>to call, to mask, to touch what is cpu-local: no other cpu can see it.
   * </ul>
   *
   * @param cpu who makes it
   */
  static boolean isMerged(Access access, String word, int cpu) {
    if (access.order() == Order.NONE || access.order() == Order.PLAIN) {
      return true;
    }
    Matcher slab = SLAB.matcher(word);
    if (slab.matches()) {
      boolean isMade = access == Access.SET_OPAQUE && word.endsWith("index");
      return slab.group(1).equals("aindex") || isMade;
    }
    if (word.startsWith("page")) {
      return access == Access.SET_OPAQUE; // no slab yet
    }
    Matcher account = ACCOUNT.matcher(word);
    if (account.matches()) {
      return account.group(1) == null
          || access.isRead()
          || Integer.parseInt(account.group(1)) == cpu;
    }
    Matcher own = CPU.matcher(word);
    if (own.matches()) {
      boolean isShared = SHARED.contains(own.group(2));
      return Integer.parseInt(own.group(1)) == cpu && !isShared;
    }
    return word.startsWith("mailbox") || word.endsWith(WAKES);
  }
}
