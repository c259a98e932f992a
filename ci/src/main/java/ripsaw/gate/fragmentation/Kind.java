package ripsaw.gate.fragmentation;

/**
 * What the system allocates. Sizes are multiples of 64 bytes up to 512, which the size classes of
 * the one allocator and the cache lines of the other serve alike, without a byte lost to rounding;
 * all but the inodes share their size with another kind, as do the structures of a kernel.
 *
 * <p>There are eight, as many as an allocator here may have types.
 */
enum Kind {
  /** Timers and the like: most go at once, some stay for hours. */
  TIMER(64, 25),
  /** Open files: most are closed within minutes, some stay open for days. */
  OPEN_FILE(192, 20),
  /** Allocated by who receives, freed by who reads. */
  PACKET(256, 60),
  /** Names that were looked up; freed by whoever makes room. */
  NAME(192, 75),
  /** Blocks of files. */
  BLOCK(256, 75),
  /** Files. */
  INODE(512, 75),
  /** Files of a file system in memory, which comes and goes. */
  NODE(256, 30),
  /** Its directory entries. */
  ENTRY(64, 30);

  private final int bytes;
  private final int remotely;

  Kind(int bytes, int remotely) {
    this.bytes = bytes;
    this.remotely = remotely;
  }

  /** Size of an object. */
  int bytes() {
    return bytes;
  }

  /** How many of a hundred are freed by another cpu than that which allocated them. */
  int remotely() {
    return remotely;
  }

  /** Whether it is the mounted file system's: such a type is created and destroyed with it. */
  boolean isMounted() {
    return this == NODE || this == ENTRY;
  }
}
