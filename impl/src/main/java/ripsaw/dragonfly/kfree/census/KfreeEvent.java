package ripsaw.dragonfly.kfree.census;

import ripsaw.machine.Event;

/** What happens to slabs with a remote list. */
public enum KfreeEvent implements Event {
  /** An exhausted slab went off its owner's list. */
  PARKED("parks"),
  /** A slab came (back) on its owner's list. */
  LISTED("lists"),
  /** A remote cpu linked a chunk: the address is the chunk. */
  LINKED("links"),
  /** The owner took the remote list: the address is the slab. */
  DRAINED("drains"),
  /** A remote cpu decided that it must signal the owner of the slab. */
  SIGNAL_OWED("owes a signal for"),
  /** A handler found that its argument is no slab of its own any more. */
  SIGNAL_STALE("drops a stale signal about");

  private final String phrase;

  KfreeEvent(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
