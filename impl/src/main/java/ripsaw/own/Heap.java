package ripsaw.own;

import java.util.stream.LongStream;
import ripsaw.machine.Cpu;

/**
 * An allocator of your own: it hands out blocks that are all alike, by number from 0 to {@link
 * World#blocks} − 1. All of them are its own, and free, when it starts. Other public methods that
 * take a {@link Cpu} and nothing else, and answer nothing, are operations too, such as a flush.
 */
public interface Heap {
  /** What {@link #alloc} answers if there is no block. */
  long NONE = -1;

  /** Grants a block to the caller alone, or answers {@link #NONE}. */
  long alloc(Cpu cpu);

  /** Takes back a block that was granted, perhaps on another cpu. */
  void free(Cpu cpu, long block);

  /**
   * The blocks that are free, each once for each place in which it stands: on a list, in a cache.
   * Asked while no operation is under way; it looks with {@link Word#peek}. If it is not
   * overridden, nobody asks, and a block that is lost is noticed only when all are wanted again.
   */
  default LongStream freeBlocks() {
    return LongStream.empty();
  }

  /**
   * Whether {@link #alloc} may answer {@link #NONE} though a block is free, as with caches that
   * other cpus cannot come to. If not, that is a violation.
   */
  default boolean mayRefuse() {
    return false;
  }
}
