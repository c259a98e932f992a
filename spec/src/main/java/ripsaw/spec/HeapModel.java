package ripsaw.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sequential heap: what is granted, what is being freed, and what each caller wrote into its
 * memory. It knows addresses and sizes only, and is what every history of an allocator is compared
 * with.
 *
 * <p>A block passes through <em>granted</em> → <em>in flight</em> (its free has begun) → gone. The
 * middle state exists because a remote free is not atomic: between the first step and the last the
 * chunk may be on a list already, or on none yet, or granted to somebody else.
 */
public final class HeapModel {
  /**
   * A grant.
   *
   * @param address of its first byte
   * @param bytes that were asked for
   * @param usable bytes that the allocator says were granted: the chunk or the pages
   * @param type it is accounted to
   */
  public record Block(long address, long bytes, long usable, int type) {
    boolean covers(long where) {
      return where >= address && where - address < usable;
    }

    boolean overlaps(Block other) {
      return address < other.address + other.usable && other.address < address + usable;
    }
  }

  private final Map<Long, Block> granted = new LinkedHashMap<>();
  private final List<Block> handedOut = new ArrayList<>();
  private final List<Block> inFlight = new ArrayList<>();
  private final Map<Integer, Long> objectBytes = new HashMap<>();

  /**
   * A type is made.
   *
   * @param bytes that are asked for at most
   */
  public void created(int type, long bytes) {
    objectBytes.put(type, bytes);
  }

  /** What is asked for at most of a type; 0 if nobody has said so. */
  public long objectBytes(int type) {
    return objectBytes.getOrDefault(type, 0L);
  }

  /**
   * The allocator has answered with a block, and its caller has yet to write into it: a violation
   * if any of its bytes is somebody's already. It is told before what the caller writes, which
   * would race with what the other did.
   */
  public Optional<Violation> handOut(Block block) {
    Optional<Violation> twice =
        overlapping(block, granted.values()).or(() -> overlapping(block, handedOut));
    handedOut.add(block);
    return twice;
  }

  /** Records a grant; a violation if any of its bytes is granted already. */
  public Optional<Violation> grant(Block block) {
    handedOut.remove(block);
    Optional<Violation> twice = overlapping(block, granted.values());
    if (twice.isEmpty()) {
      granted.put(block.address, block);
    }
    return twice;
  }

  private static Optional<Violation> overlapping(Block block, Collection<Block> others) {
    for (Block other : others) {
      if (block.overlaps(other)) {
        boolean isSame = block.address == other.address && block.usable == other.usable;
        String how =
            isSame
                ? "twice, with no free between"
                : "while %s bytes at %#x are held".formatted(other.usable, other.address);
        return Optional.of(
            new Violation(
                CommonProperty.NO_DOUBLE_GRANT,
                "%s bytes at %#x granted %s".formatted(block.usable, block.address, how)));
      }
    }
    return Optional.empty();
  }

  /** The caller lets go: from here on the block is the allocator's business. */
  public Block beginFree(long address) {
    Block block = granted.remove(address);
    if (block == null) {
      throw new IllegalArgumentException("not granted: %#x".formatted(address));
    }
    inFlight.add(block);
    return block;
  }

  /** The free has returned. */
  public void endFree(Block block) {
    inFlight.remove(block);
  }

  public boolean isGranted(long address) {
    return granted.containsKey(address);
  }

  public boolean isInFlight(long address) {
    for (Block block : inFlight) {
      if (block.address == address) {
        return true;
      }
    }
    return false;
  }

  /** True while a free of a block in {@code [base, base + bytes)} has begun and not returned. */
  public boolean anyInFlight(long base, long bytes) {
    return inFlight(base, bytes) > 0;
  }

  /** How many frees of blocks in {@code [base, base + bytes)} have begun and not returned. */
  public long inFlight(long base, long bytes) {
    long count = 0;
    for (Block block : inFlight) {
      count += block.address >= base && block.address < base + bytes ? 1 : 0;
    }
    return count;
  }

  /** How many blocks of a type are granted. */
  public long grantedCount(int type) {
    long count = 0;
    for (Block block : granted.values()) {
      count += block.type == type ? 1 : 0;
    }
    return count;
  }

  /** Usable bytes of the granted blocks of a type. */
  public long grantedBytes(int type) {
    return bytes(granted.values(), type);
  }

  /** Usable bytes of the blocks of a type whose free has not returned. */
  public long inFlightBytes(int type) {
    return bytes(inFlight, type);
  }

  private static long bytes(Collection<Block> blocks, int type) {
    long sum = 0;
    for (Block block : blocks) {
      sum += block.type == type ? block.usable : 0;
    }
    return sum;
  }

  public List<Block> granted() {
    return List.copyOf(granted.values());
  }

  /** The granted blocks and those whose free has not returned. */
  public List<Block> all() {
    List<Block> all = new ArrayList<>(granted.values());
    all.addAll(inFlight);
    return all;
  }
}
