package ripsaw.netbsd.vmem.census;

/**
 * A range that is wanted. All numbers are bytes, and multiples of the quantum but for the last.
 *
 * @param size of the range
 * @param align of its first address, a power of two
 * @param min its first address is no lower
 * @param max its last address is no higher: both ends are included
 * @param sleeps whether who wants it may sleep for it
 */
public record Request(long size, long align, long min, long max, boolean sleeps) {
  /** The smallest range. */
  public static final long QUANTUM = 64;

  /** What a search comes to that finds nothing. */
  public static final long NOTHING = -1;

  private static final long ANY = 0xffff;

  /** One that any range of so many bytes will do for. */
  public static Request of(long size, boolean sleeps) {
    return new Request(size, QUANTUM, 0, QUANTUM * ANY - 1, sleeps);
  }

  /** Whether it says where the range is to begin or end. */
  public boolean isBounded() {
    return min != 0 || max != QUANTUM * ANY - 1;
  }

  /** Whether it says anything but a size. */
  public boolean isConstrained() {
    return isBounded() || align != QUANTUM;
  }

  /**
   * Where the range would begin in a free one, by the rules of 2011 and later: both ends count.
   *
   * @param start of the free range
   * @param bytes of it
   * @return {@link #NOTHING} if it does not fit there
   */
  public long fit(long start, long bytes) {
    long first = Math.max(start, min);
    long last = Math.min(start + bytes - 1, max);
    long aligned = (first + align - 1) & -align;
    return aligned <= last && last - aligned >= size - 1 ? aligned : NOTHING;
  }

  /** All of it in a number, in quanta. */
  public long packed() {
    return size / QUANTUM << 48
        | align / QUANTUM << 40
        | min / QUANTUM << 24
        | (max + 1) / QUANTUM << 8
        | (sleeps ? 1 : 0);
  }

  /** What was {@link #packed}. */
  public static Request of(long packed) {
    return new Request(
        QUANTUM * (packed >>> 48),
        QUANTUM * (packed >>> 40 & 0xff),
        QUANTUM * (packed >>> 24 & 0xffff),
        QUANTUM * (packed >>> 8 & 0xffff) - 1,
        (packed & 1) != 0);
  }

  /** As in {@code 64 bytes aligned to 128 in 0x800-0x83f}. */
  @Override
  public String toString() {
    return size
        + " bytes"
        + (align == QUANTUM ? "" : " aligned to " + align)
        + (isBounded() ? " in %#x-%#x".formatted(min, max) : "");
  }
}
