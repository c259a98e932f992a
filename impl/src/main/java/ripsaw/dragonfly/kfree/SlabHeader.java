package ripsaw.dragonfly.kfree;

/**
 * The header of a slab, {@code struct SLZone}: it lies at the slab's base, in the memory it
 * manages, so that a ripped slab takes its header with it. Offsets in bytes; 32-bit fields take a
 * word.
 *
 * <pre>
 *   owner writes at creation, then constant   MAGIC OWNER CAPACITY FIRST CHUNK CLASS
 *   owner writes                              FREE UNUSED UNUSED_END LOCAL LOCAL_TAIL NEXT PREVIOUS
 *                                             SIGNAL DIRTY
 *   everybody writes                          REMOTE (link and take-all), PINS (add)
 * </pre>
 */
public final class SlabHeader {
  /** {@code z_Magic}: {@link #SLAB} while the slab lives. */
  public static final int MAGIC = 0;

  /** {@code z_Cpu}: id of the owning cpu. */
  public static final int OWNER = 8;

  /** {@code z_NFree}: free chunks, never-used ones included, those on the remote list not. */
  public static final int FREE = 16;

  /** {@code z_NMax}: number of chunks. */
  public static final int CAPACITY = 24;

  /** {@code z_BasePtr}: address of chunk 0. */
  public static final int FIRST = 32;

  /** {@code z_ChunkSize}, bytes. */
  public static final int CHUNK = 40;

  /** {@code z_ZoneIndex}: the size class. */
  public static final int CLASS = 48;

  /** {@code z_UIndex}: cursor of the never-used range, circular over the chunks. */
  public static final int UNUSED = 56;

  /** {@code z_UEndIndex}: where that cursor stops. */
  public static final int UNUSED_END = 64;

  /** {@code z_LChunks}: head of the local list. */
  public static final int LOCAL = 72;

  /** {@code z_LChunksp}: address of the word that ends the local list. */
  public static final int LOCAL_TAIL = 80;

  /** {@code z_Next}: the next slab of the class. */
  public static final int NEXT = 88;

  /** The previous slab of the class. */
  public static final int PREVIOUS = 96;

  /** {@code z_RChunks}: head of the list of chunks that other cpus freed. */
  public static final int REMOTE = 104;

  /** {@code z_RSignal}: the owner asks for a signal. */
  public static final int SIGNAL = 112;

  /** {@code z_RCount}: pins and signals in flight. */
  public static final int PINS = 120;

  /** {@code SLZF_UNOTZEROD}: the never-used range is not zero. */
  public static final int DIRTY = 128;

  /** Size of the header, bytes. */
  public static final int BYTES = 136;

  /** {@link #MAGIC} of a live slab, and of one that was ripped. */
  public static final long SLAB = 0x736c6162L;

  public static final long RIPPED = -1;

  private static final String[] NAMES = {
    "magic",
    "owner",
    "free",
    "capacity",
    "first",
    "chunk",
    "class",
    "unused",
    "unused-end",
    "local",
    "local-tail",
    "next",
    "previous",
    "remote",
    "signal",
    "pins",
    "dirty"
  };

  private SlabHeader() {}

  static String fieldName(long offset) {
    return NAMES[(int) (offset / 8)];
  }
}
