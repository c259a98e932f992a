package ripsaw.dragonfly.kmallocobj;

import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;

/**
 * The header of a slab, {@code struct kmalloc_slab}: it lies at the slab's base, then come the ring
 * of free objects and the objects. Offsets in bytes.
 *
 * <pre>
 *   0      magic zone origin capacity offset object      written when it is made, then constant
 *   48     aindex                                        the cpu that has it as active or alternate
 *   56     findex xindex                                 everybody (add)
 *   72     next                                          whose list it is on, under the list's rules
 *   80     stamp                                         under the zone's lock
 *   88     ring[capacity]                                taken by the cpu that has it, filled by all
 *   offset object 0, object 1, …                         on cache lines
 * </pre>
 */
public final class ObjectSlab {
  /** {@code magic}: {@link #SLAB} from its making until its pages go. */
  public static final int MAGIC = 0;

  /** {@code type}: 1 + the id of the zone that it serves; 0 while it is cached. */
  public static final int ZONE = 8;

  /** {@code orig_cpuid}: the cpu that made it, in whose cache it will wait. */
  public static final int ORIGIN = 16;

  /** {@code ncount}: slots of the ring, as many as objects. */
  public static final int CAPACITY = 24;

  /** {@code offset} of the first object. */
  public static final int OFFSET = 32;

  /** {@code objsize}, bytes. */
  public static final int OBJECT = 40;

  /** {@code aindex}: allocations so far. */
  public static final int AINDEX = 48;

  /** {@code findex}: the capacity and the frees so far that have reserved a slot. */
  public static final int FINDEX = 56;

  /** {@code xindex}: the capacity and the frees so far that have ended. */
  public static final int XINDEX = 64;

  /** {@code next}: the next slab of the list it is on. */
  public static final int NEXT = 72;

  /** {@code exis}: the stamp of its existential lock, see {@link Exis}. */
  public static final int STAMP = 80;

  /** {@code fobjs}: slot 0 of the ring. */
  public static final int RING = 88;

  /** {@link #MAGIC} of a slab. */
  public static final long SLAB = 0x6f626a73L;

  private static final String[] NAMES = {
    "magic",
    "zone",
    "origin",
    "capacity",
    "offset",
    "object",
    "aindex",
    "findex",
    "xindex",
    "next",
    "stamp"
  };

  private ObjectSlab() {}

  static String fieldName(long offset) {
    return NAMES[(int) (offset / 8)];
  }

  /** Objects are as long as this many cache lines. */
  static long rounded(long bytes) {
    return bytes + KmallocObjCensus.CACHE_LINE - 1 & -KmallocObjCensus.CACHE_LINE;
  }
}
