package ripsaw.machine;

/** What the machine and its subject report besides accesses: the steps a person would name. */
public enum Event {
  /** Pages became a slab: the address is its base. */
  SLAB_CREATED("creates"),
  /** A slab was ripped: the address is its base. */
  SLAB_RIPPED("rips"),
  /** Pages went back to the page allocator. */
  PAGES_FREED("gives back the pages of"),
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
  /** A message was sent: the address is its argument, the detail the receiver. */
  SIGNAL_SENT("sends a signal about"),
  /** A message was taken: the address is its argument, the detail the sender. */
  SIGNAL_TAKEN("takes a signal about"),
  /** A whole slab went on its zone's full list: its grace period begins. */
  TERMINATED("terminates"),
  /** A free slab went into the cache of the cpu that made it. */
  CACHED("caches"),
  /** The pseudo ticks went up by one: the address is their word. */
  TICKED("advances"),
  /** A pass of the poller over a zone begins: the address is the zone's lock, the detail its id. */
  POLLS("begins to poll"),
  /** It has what it will retire: as above. */
  POLLED("has polled"),
  /** A handler found that its argument is no slab of its own any more. */
  SIGNAL_STALE("drops a stale signal about");

  private final String phrase;

  Event(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
