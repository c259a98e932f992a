package ripsaw.dragonfly.kmallocobj.census;

import ripsaw.machine.Event;

/** What happens to zones of objects. */
public enum KmallocObjEvent implements Event {
  /** A whole slab went on its zone's full list: its grace period begins. */
  TERMINATED("terminates"),
  /** A free slab went into the cache of the cpu that made it. */
  CACHED("caches"),
  /** The pseudo ticks went up by one: the address is their word. */
  TICKED("advances"),
  /** A pass of the poller over a zone begins: the address is the zone's lock, the detail its id. */
  POLLS("begins to poll"),
  /** It has what it will retire: as above. */
  POLLED("has polled");

  private final String phrase;

  KmallocObjEvent(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
