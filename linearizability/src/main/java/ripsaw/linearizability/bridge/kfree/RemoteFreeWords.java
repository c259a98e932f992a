package ripsaw.linearizability.bridge.kfree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;

/** What an access to a word means to the specification, by the name that traces give the word. */
final class RemoteFreeWords {
  private static final Pattern SLAB = Pattern.compile("(?:slab|page)[0-9]+[.+]?(.*)");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?:cpu([0-9]+)\\.)?type[0-9]+\\.(count|bytes|loose)");
  private static final Pattern MAILBOX = Pattern.compile("mailbox\\[.*]\\+([0-9]+)");

  private RemoteFreeWords() {}

  /**
   * The point that an access is; empty if it belongs to the action around it, or to none.
   *
   * @param inHandler whether a signal handler makes it
   */
  static Optional<RemoteFreePoint> point(Access access, String word, boolean inHandler) {
    Matcher slab = SLAB.matcher(word);
    if (slab.matches()) {
      return ofSlab(access, slab.group(1));
    }
    if (word.startsWith("pagetable")) {
      if (access.isRead()) {
        return inHandler ? Optional.of(RemoteFreePoint.READ_MARK) : Optional.empty();
      }
      return Optional.of(RemoteFreePoint.WRITE_MARK);
    }
    Matcher mailbox = MAILBOX.matcher(word);
    if (mailbox.matches()) {
      boolean posts = mailbox.group(1).equals("0") && !access.isRead();
      return posts ? Optional.of(RemoteFreePoint.POST) : Optional.empty();
    }
    if (word.endsWith(".count")) {
      return Optional.of(
          access.isRead() ? RemoteFreePoint.READ_COUNT : RemoteFreePoint.WRITE_COUNT);
    }
    return access == Access.PAGES ? Optional.of(RemoteFreePoint.PAGES) : Optional.empty();
  }

  private static Optional<RemoteFreePoint> ofSlab(Access access, String field) {
    if (access.order() == Order.PLAIN) {
      return Optional.empty(); // the header's maker, its owner, or the chunk's holder
    }
    return switch (field) {
      case "remote" -> Optional.of(RemoteFreePoint.ofList(access));
      case "signal" ->
          Optional.of(access.isRead() ? RemoteFreePoint.READ_FLAG : RemoteFreePoint.WRITE_FLAG);
      case "pins" ->
          Optional.of(access.isRead() ? RemoteFreePoint.READ_PINS : RemoteFreePoint.ADD_PINS);
      case "owner" -> Optional.of(RemoteFreePoint.READ_OWNER);
      default -> Optional.empty();
    };
  }

  /**
   * Whether an access that is no point belongs to the action around it. The specification has
   * reasons for each:
   *
   * <ul>
   *   <li>a slab's owner and the size of its chunks are constant while somebody holds a chunk;
   *   <li>what is plain in a slab is its owner's, in a critical section, or the chunk's holder's;
   *   <li>a caller reads the page table for a chunk that it holds, so the mark cannot change;
   *   <li>a cpu's accounting slot is its own, and only the sum of all means anything;
   *   <li>of a mailbox only the index that announces a message counts: the rest is the ring's;
   *   <li>to call, to mask, to touch what is cpu-local: no other cpu can see it.
   * </ul>
   *
   * @param cpu who makes it
   */
  static boolean isMerged(Access access, String word, int cpu) {
    if (access.order() == Order.NONE) {
      return true;
    }
    Matcher slab = SLAB.matcher(word);
    if (slab.matches()) {
      boolean constant = slab.group(1).equals("owner") || slab.group(1).equals("chunk");
      return access.order() == Order.PLAIN || constant && access.isRead();
    }
    Matcher account = ACCOUNT.matcher(word);
    if (account.matches()) {
      return account.group(1) == null
          || access.isRead()
          || Integer.parseInt(account.group(1)) == cpu;
    }
    return word.startsWith("mailbox") || word.startsWith("pagetable") && access.isRead();
  }
}
