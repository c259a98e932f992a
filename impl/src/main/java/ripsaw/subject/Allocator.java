package ripsaw.subject;

import ripsaw.machine.Cpu;
import ripsaw.spec.Census;

/**
 * An allocator on a machine, as its callers and its judge see it. Sizes are bytes, addresses are
 * byte addresses in the machine's memory. Every call names the cpu that makes it.
 */
public interface Allocator {
  /** What a request for 0 bytes returns: an address that is never granted and may be freed. */
  long ZERO_SIZE = -8;

  /** Returned when the machine has no pages left. */
  long NO_MEMORY = 0;

  /** Returned when the type's limit is reached. */
  long OVER_LIMIT = -1;

  /** The limit of a type that has none. */
  long UNLIMITED = Long.MAX_VALUE;

  /** How a chunk is asked for: {@code M_ZERO}, {@code M_RNOWAIT}. */
  enum Flag {
    /** Every byte of the request reads as zero. */
    ZERO,
    /** The caller may not sleep. */
    NOWAIT
  }

  /**
   * Creates a type that memory is accounted to.
   *
   * @param limit bytes that may be outstanding, or {@link #UNLIMITED}
   * @return its id, or -1 if there are too many
   */
  int createType(Cpu cpu, long limit);

  /**
   * The same for a type of objects of one size. An allocator of chunks of any size does not care.
   *
   * @param objectBytes that are asked for at most
   */
  default int createType(Cpu cpu, long limit, long objectBytes) {
    return createType(cpu, limit);
  }

  /**
   * Destroys a type. The caller has freed all its memory; a sum that is not zero violates {@link
   * ripsaw.spec.CommonProperty#TYPE_DESTRUCTION}.
   */
  void destroyType(Cpu cpu, int type);

  /** Returns an address, {@link #ZERO_SIZE}, {@link #NO_MEMORY} or {@link #OVER_LIMIT}. */
  long allocate(Cpu cpu, int type, long bytes, Flag... flags);

  void free(Cpu cpu, int type, long address);

  /**
   * The same of a caller that says how much it asked for, as {@code kmem_free} wants to be told.
   *
   * @param bytes that were asked for
   */
  default void free(Cpu cpu, int type, long address, long bytes) {
    free(cpu, type, address);
  }

  /**
   * Returns an address with the old contents up to the smaller size. On {@link #NO_MEMORY} and
   * {@link #OVER_LIMIT} the old address stays granted.
   */
  long reallocate(Cpu cpu, int type, long address, long bytes);

  /** What a cpu does on its slow periodic tick, if the version has any such thing. */
  void tidy(Cpu cpu);

  /**
   * A cpu has gone offline, between two of its operations and with no signal pending. Another does
   * what is left of it to do, as Linux's {@code CPU_DEAD} callbacks.
   *
   * @param cpu that does it
   */
  default void offline(Cpu cpu, Cpu dead) {}

  /**
   * A cpu is about to come back, as in {@code CPU_UP_PREPARE}: it runs nothing before this returns.
   *
   * @param cpu that brings it back
   */
  default void online(Cpu cpu, Cpu back) {}

  /** Bytes granted at this address: the chunk or the pages. No access. */
  long usable(long address);

  /**
   * The same of what was just granted.
   *
   * @param bytes that were asked for, which may be all that is known of it
   */
  default long usable(long address, long bytes) {
    return usable(address);
  }

  /** Alignment that a grant of this many bytes must have, at least 8. */
  long alignment(long bytes);

  /** A snapshot; no access. Only meaningful while no cpu is in a critical section. */
  Census census();

  /** The name of a word or chunk in a trace. */
  String name(long address);

  /** Whether its words may hold addresses, which a trace then shows by their names. */
  default boolean storesAddresses() {
    return true;
  }
}
