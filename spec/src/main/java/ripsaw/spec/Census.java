package ripsaw.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where everything is: a snapshot of an allocator, taken while no cpu is inside a critical section.
 * It is the one thing all checkers judge, so that none of them restates a property. What there is
 * to see differs from one design to another; the rules about it are {@linkplain #invariants
 * invariants}.
 */
public interface Census {
  /**
   * What a cpu has counted of a type: allocations less frees, so either may be below zero.
   *
   * @param count of chunks
   * @param bytes rounded to chunk or page size
   */
  record Slot(long count, long bytes) {}

  /**
   * A type's accounting. Only the signed sums over all slots mean anything.
   *
   * @param type id
   * @param slots of each cpu
   */
  record Account(int type, List<Slot> slots) {
    /** One that is kept in one place. */
    public Account(int type, long count, long bytes) {
      this(type, List.of(new Slot(count, bytes)));
    }

    public long count() {
      long sum = 0;
      for (Slot slot : slots) {
        sum += slot.count;
      }
      return sum;
    }

    public long bytes() {
      long sum = 0;
      for (Slot slot : slots) {
        sum += slot.bytes;
      }
      return sum;
    }
  }

  /** One for each live type. */
  List<Account> accounts();

  /** A run of pages. */
  record Extent(long base, long bytes) {
    public boolean covers(long address) {
      return address >= base && address - base < bytes;
    }
  }

  /**
   * The pages that the allocator itself has a place for: slabs, cached ones, blocks that are to be
   * given back. Empty if it does not tell.
   */
  Optional<List<Extent>> extents();

  /** Whether it tells of them. */
  boolean tellsOfPages();

  /**
   * The first page of which is not true what is to be true of each, if any: it is free, or in one
   * place. Only meaningful while no operation is under way.
   *
   * @param mapped addresses of the pages that the machine has given out
   */
  default Optional<Violation> judgePages(HeapModel model, Collection<Long> mapped) {
    List<Extent> all = extents().orElse(null);
    if (all == null) {
      return Optional.empty();
    }
    List<HeapModel.Block> blocks = model.all();
    for (long page : mapped) {
      int places = 0;
      for (Extent extent : all) {
        places += extent.covers(page) ? 1 : 0;
      }
      if (places > 1) {
        return Optional.of(
            new Violation(
                CommonProperty.EVERY_PAGE, "page %#x has %s places".formatted(page, places)));
      }
      if (places == 0 && blocks.stream().noneMatch(block -> block.covers(page))) {
        return Optional.of(
            new Violation(
                CommonProperty.EVERY_PAGE,
                "page %#x is lost: given out, and in no slab, no cache and no caller's hands"
                    .formatted(page)));
      }
    }
    for (Extent extent : all) {
      if (!mapped.contains(extent.base)) {
        return Optional.of(
            new Violation(
                CommonProperty.EVERY_PAGE, "page %#x is kept, and free".formatted(extent.base)));
      }
    }
    return Optional.empty();
  }

  /**
   * A run of pages that is cut into blocks of one size.
   *
   * @see Conservation
   */
  interface Slab {
    /** Address of its first byte. */
    long base();

    /** Size of the slab. */
    long bytes();

    /** How many blocks it has. */
    int capacity();

    /** Address of the i-th block, from 0. */
    long blockAt(int i);

    /** What is free: the address of a block once for each place in which it stands. */
    List<Long> places();
  }

  /** Those that hold blocks now. */
  List<? extends Slab> liveSlabs();

  /** What its blocks are called, as in {@code chunk}. */
  default String block() {
    return "chunk";
  }

  /** Where a free block stands, as in {@code on a list}. */
  default String place() {
    return "on a list";
  }

  /**
   * Whether the accounts must be right: nothing is under way.
   *
   * @param idle true if no operation is
   */
  default boolean isSettled(boolean idle) {
    return idle;
  }

  /** What must hold of it. */
  List<? extends Invariant<?>> invariants();

  /**
   * Everything that is wrong with this snapshot.
   *
   * @param model what callers hold
   * @param allocating how many allocations have begun and not returned: each may hold one chunk
   *     that the model does not know of yet
   * @param idle true if no operation is under way on any cpu
   */
  default List<Violation> judge(HeapModel model, int allocating, boolean idle) {
    return judge(new Moment(model, allocating, allocating, idle, false));
  }

  /** The same at any moment. */
  default List<Violation> judge(Moment now) {
    List<Violation> found = new ArrayList<>();
    for (Invariant<?> invariant : invariants()) {
      invariant.judge(this, now, found);
    }
    return found;
  }

  /**
   * Free memory that a cpu could grant to a request of this type and size without a page more, in
   * words; empty if there is none. Only meaningful while no other operation is under way, and no
   * signal.
   */
  default Optional<String> canServe(int cpu, int type, long bytes) {
    return Optional.empty();
  }

  /** What is wrong with giving up the slab at this address now, if anything. */
  Optional<Violation> judgeRip(long base);
}
