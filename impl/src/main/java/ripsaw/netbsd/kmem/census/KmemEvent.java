package ripsaw.netbsd.kmem.census;

import ripsaw.machine.Event;

/** What happens to chunks. A chunk is known by its first byte, headers included. */
public enum KmemEvent implements Event {
  /** A caller gets a chunk: the detail is {@link #detail}. */
  GRANTED("grants"),
  /** A chunk goes back: the detail is {@link #detail}, of the size that the caller said. */
  GIVEN_BACK("gives back"),
  /** A caller is refused: the detail is the bytes of the chunk if it may sleep, else 0. */
  REFUSED("refuses a caller"),
  /** Free memory is looked at, or written to, for poison: the detail is how many bytes. */
  POISON("looks at the poison of"),
  /** A caller makes a mistake with a pointer: the detail is which. */
  MISUSED("makes a mistake with"),
  /** A debug layer has found one: as above. */
  REPORTED("reports a mistake with");

  private static final int ROUTES = 1000;

  private final String phrase;

  KmemEvent(String phrase) {
    this.phrase = phrase;
  }

  /**
   * @param bytes that the caller asked for, or says it did
   * @param cache that serves it, or -1
   */
  public static long detail(long bytes, int cache) {
    return bytes * ROUTES + cache + 1;
  }

  static long bytes(long detail) {
    return detail / ROUTES;
  }

  /** The number of the cache, or -1. */
  static int cache(long detail) {
    return (int) (detail % ROUTES) - 1;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
