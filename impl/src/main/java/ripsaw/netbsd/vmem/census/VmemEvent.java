package ripsaw.netbsd.vmem.census;

import ripsaw.machine.Event;

/** What happens in an arena. */
public enum VmemEvent implements Event {
  /** A span was imported: the address is its first, the detail its bytes. */
  IMPORTED("imports"),
  /** A range was taken: the address is its first, the detail the {@link Request#packed} request. */
  TAKEN("takes"),
  /** No free range will do, under the lock: the detail is the request. */
  SEARCHED("finds nothing"),
  /** A caller is refused: the detail is the request. */
  REFUSED("refuses a caller"),
  /** A range is free again, and its span stays: the address is that of its tag. */
  FREED("frees"),
  /** A span is going to be given back: the address is its first, the detail its bytes. */
  RELEASED("releases"),
  /** Who feeds the pool of tags needs one, and the arena has none to spare. */
  NO_TAG("has no tag to feed the pool"),
  /** Who frees a range asks the pool for a tag. */
  FREE_WANTS_TAG("needs a tag to free a range"),
  /** A tag goes back to the pool: the detail is 1 if its caller has the arena's lock. */
  TAG_RETURNED("returns to the pool");

  private final String phrase;

  VmemEvent(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
