package ripsaw.subject;

import java.util.List;
import java.util.Optional;

/**
 * A census as a picture shows it: slabs with their lists, slabs with a ring, and what stands in a
 * page table. A family draws what it has.
 *
 * @param slabs with lists of chunks
 * @param rings slabs with a ring of objects
 * @param pageTable the mark of each page, in words: {@code -}, {@code slab of cpu0}, {@code 2
 *     pages}
 */
public record Diagram(List<Slab> slabs, List<Ring> rings, List<String> pageTable) {
  /** Of an allocator that shows nothing. */
  public static final Diagram EMPTY = new Diagram(List.of(), List.of(), List.of());

  /** What words and chunks are called. */
  public interface Names {
    /** The addresses of all pages. */
    List<Long> pages();

    /** Of the word, chunk or slab at this address; the number itself if it is none. */
    String of(long address);

    /** What a caller calls the block that it holds at this address. */
    Optional<String> holder(long address);
  }

  /**
   * Where the chunks of a slab are: each is named as in {@code c0}, and stands in one of the lists
   * if all is well.
   *
   * @param name as in {@code slab0}
   * @param live false once ripped
   * @param listed whether it is on its owner's list
   * @param marked whether the next remote free would signal: the parked word, or the flag
   * @param freeCount as in the header
   * @param held what callers hold, as in {@code c0 (a)}
   */
  public record Slab(
      String name,
      int owner,
      boolean live,
      boolean listed,
      boolean marked,
      long freeCount,
      int capacity,
      long pins,
      List<String> local,
      List<String> remote,
      List<String> unused,
      List<String> held) {}

  /**
   * A slab of objects: each is named as in {@code o0}, and stands in a slot or is held if all is
   * well.
   *
   * @param name as in {@code slab0}
   * @param place where it is, as in {@code active of cpu0} or {@code full in zone0}; empty if it is
   *     on its way
   * @param origin the cpu that made it
   * @param stamp of its existential lock, 0 while it is live
   * @param slots the objects in them, as in {@code o0}; empty for an empty slot
   * @param held what callers hold, as in {@code o0 (a)}
   */
  public record Ring(
      String name,
      String place,
      int origin,
      long aindex,
      long findex,
      long xindex,
      long stamp,
      List<String> slots,
      List<String> held) {}
}
