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
  SIGNAL_STALE("drops a stale signal about"),
  /** A request begins: the address is its size in bytes, the detail its {@link #flags}. */
  ASKED("is asked for"),
  /** A listed slab will serve a request. */
  PICKED("picks"),
  /** A chunk, or pages, will be granted. */
  TAKEN("takes"),
  /** A chunk is about to be zeroed. */
  ZEROED("zeroes"),
  /** A resize begins: the address is the block, the detail the new size in bytes. */
  RESIZED("is to resize"),
  /** What a block holds was copied: the detail is the address of its successor. */
  MOVED("moves"),
  /** An oversized block is put aside, for its pages cannot be given back now. */
  PUT_ASIDE("puts aside"),
  /** A type was made: the address is its id, the detail its loose total. */
  TYPE_MADE("makes type");

  private static final int WAITS = 1;
  private static final int ZERO = 2;

  private final String phrase;

  KfreeEvent(String phrase) {
    this.phrase = phrase;
  }

  /** The detail of {@link #ASKED}. */
  public static long flags(boolean waits, boolean zero) {
    return (waits ? WAITS : 0) | (zero ? ZERO : 0);
  }

  /** Whether a caller that asked so may wait. */
  static boolean waits(long flags) {
    return (flags & WAITS) != 0;
  }

  /** Whether it asked for zeroed memory. */
  static boolean wantsZero(long flags) {
    return (flags & ZERO) != 0;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
