package ripsaw.gate.fragmentation;

import java.util.Random;

/**
 * How much is allocated in a minute, and for how long: the life of a file server.
 *
 * <ul>
 *   <li>All day, and more by day than by night: packets, open files and timers, most for minutes;
 *       names, blocks and inodes of files that are looked at, most for hours, some for days.
 *   <li>Every night somebody looks at all files once. After some hours what is cached of them is
 *       needed for other things and goes, in the order in which it came; one in a hundred was used
 *       again, and stays for days.
 *   <li>Some hours of the day something large is built: there is much to do, and files are made.
 *       Half an hour later they are removed, all within minutes.
 *   <li>Every few days a file system in memory is mounted. It fills within hours, and its files
 *       come and go; a day or so later it is unmounted.
 * </ul>
 */
final class Load {
  static final int HOUR = 60;
  static final int DAY = 24 * HOUR;

  /** What makes somebody allocate. */
  enum Cause {
    DAILY,
    SCAN,
    BUILD
  }

  private static final int FOREVER = 1 << 24;

  private static final int SCAN_BEGINS = 2 * HOUR;
  private static final int SCAN_LASTS = HOUR;
  private static final int SCANNED_A_MINUTE = 250;
  private static final int BUILT_A_MINUTE = 250;
  private static final int BUSIER = 8;
  private static final int REMOVAL_LASTS = 3;
  private static final int FILLS = 6 * HOUR;

  private final Random random;
  private final boolean alike;
  private int minute;
  private int buildBegan;
  private int buildEnds;
  private int mounted;
  private int unmounted;

  /**
   * @param alike whether no file stays for days, so that those of a kind live about as long
   */
  Load(Random random, boolean alike) {
    this.random = random;
    this.alike = alike;
  }

  /** Goes on to this minute. */
  void advance(int to) {
    minute = to;
    int hour = minute % DAY / HOUR;
    boolean atWork = hour >= 8 && hour < 20;
    if (atWork && minute >= buildEnds + 2 * HOUR && random.nextInt(3 * HOUR) == 0) {
      buildBegan = minute;
      buildEnds = minute + 30 + random.nextInt(20);
    }
    if (mounts()) {
      mounted = minute;
      unmounted = minute + DAY + random.nextInt(DAY / 2);
    }
  }

  /** Whether the file system is mounted in this minute. */
  boolean mounts() {
    return minute % (3 * DAY) == 10 * HOUR;
  }

  boolean unmounts() {
    return minute > 0 && minute == unmounted;
  }

  private boolean isMounted() {
    return minute < unmounted;
  }

  private boolean isScanned() {
    int begun = minute % DAY - SCAN_BEGINS;
    return begun >= 0 && begun < SCAN_LASTS;
  }

  private boolean isBuilt() {
    return minute < buildEnds;
  }

  /** How many objects are allocated in this minute. */
  int births(Kind kind, Cause cause) {
    double mean =
        switch (cause) {
          case DAILY -> daily(kind);
          case SCAN -> isScanned() && isOfFiles(kind) ? SCANNED_A_MINUTE : 0;
          case BUILD -> isBuilt() && isOfFiles(kind) ? BUILT_A_MINUTE : 0;
        };
    return (int) (mean * (0.5 + random.nextDouble()) + random.nextDouble());
  }

  private static boolean isOfFiles(Kind kind) {
    return kind == Kind.NAME || kind == Kind.BLOCK || kind == Kind.INODE;
  }

  private double daily(Kind kind) {
    double day = 0.6 - 0.4 * StrictMath.cos(2 * Math.PI * (minute % DAY) / DAY);
    double busy = isBuilt() ? BUSIER * day : day;
    return switch (kind) {
      case TIMER -> 15 * busy;
      case OPEN_FILE, PACKET -> 20 * busy;
      case NAME, BLOCK -> 8 * day;
      case INODE -> 4 * day;
      case NODE, ENTRY -> isMounted() ? (isFilling() ? 60 : 0) + 6 * day : 0;
    };
  }

  private boolean isFilling() {
    return minute < mounted + FILLS;
  }

  /** How long an object stays that is allocated in this minute, in minutes. */
  int lifetime(Kind kind, Cause cause) {
    return switch (cause) {
      case DAILY -> lifetime(kind);
      case SCAN -> staysOneOf(100) ? around(3 * DAY) : 5 * HOUR + random.nextInt(10);
      case BUILD -> untilRemoved();
    };
  }

  private int lifetime(Kind kind) {
    return switch (kind) {
      case TIMER -> isOneOf(12) ? around(12 * HOUR) : around(3);
      case OPEN_FILE -> isOneOf(10) ? around(DAY) : around(6);
      case PACKET -> around(2);
      case NAME, BLOCK, INODE -> staysOneOf(3) ? around(2 * DAY) : around(3 * HOUR);
      case NODE, ENTRY -> isFilling() && !isOneOf(4) ? FOREVER : around(8 * HOUR);
    };
  }

  /** In the order in which they were made. */
  private int untilRemoved() {
    int share = (minute - buildBegan) * REMOVAL_LASTS / (buildEnds - buildBegan);
    return buildEnds + HOUR / 2 + share - minute;
  }

  private boolean staysOneOf(int many) {
    return !alike && isOneOf(many);
  }

  private boolean isOneOf(int many) {
    return random.nextInt(many) == 0;
  }

  private int around(int mean) {
    return (int) Math.min(-mean * StrictMath.log(1 - random.nextDouble()), FOREVER);
  }
}
