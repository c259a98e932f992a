package ripsaw.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A census of the slab allocator: every chunk of every slab, and what the page table says.
 *
 * @param slabs live and cached
 * @param marks what the page table says of each page, by the page's address
 * @param marksSlabs false for a version whose page table knows oversized blocks only
 * @param accounts one for each live type
 * @param carried chunks that travel inside a signal (only the versions before 5fee07e do that)
 * @param signalsPending true if any mailbox of the machine holds a message
 * @param reserve pages that are no live slab's and no caller's: those of cached slabs, and of
 *     blocks that are to be given back; empty if the allocator does not tell
 */
public record KfreeCensus(
    List<Slab> slabs,
    Map<Long, Long> marks,
    boolean marksSlabs,
    List<Account> accounts,
    Set<Long> carried,
    boolean signalsPending,
    Optional<List<Extent>> reserve)
    implements Census {
  /** Of an allocator that does not tell what it keeps in reserve. */
  public KfreeCensus(
      List<Slab> slabs,
      Map<Long, Long> marks,
      boolean marksSlabs,
      List<Account> accounts,
      Set<Long> carried,
      boolean signalsPending) {
    this(slabs, marks, marksSlabs, accounts, carried, signalsPending, Optional.empty());
  }

  /**
   * A slab as its header and its lists show it. A list that is longer than the slab's capacity is
   * reported cut at one past it, so that a cycle shows as a surplus.
   *
   * @param base address of the header
   * @param bytes size of the slab
   * @param owner id of the owning cpu
   * @param live false once ripped, while it waits in its owner's cache
   * @param chunkBytes size of a chunk
   * @param firstChunk address of chunk 0
   * @param capacity number of chunks
   * @param freeCount the header's count of free chunks, remote list not included
   * @param local chunks on the local list
   * @param remote chunks on the remote list
   * @param unused chunks never handed out
   * @param listings how often the slab stands on its owner's list: 0 or 1
   * @param marked whether the next remote free would signal
   * @param pins in-flight count, 0 for a version without one
   * @param signalled whether the owner's mailbox holds a signal for this slab
   */
  public record Slab(
      long base,
      long bytes,
      int owner,
      boolean live,
      int chunkBytes,
      long firstChunk,
      int capacity,
      long freeCount,
      List<Long> local,
      List<Long> remote,
      List<Long> unused,
      int listings,
      boolean marked,
      long pins,
      boolean signalled) {
    boolean listed() {
      return listings > 0;
    }

    /** True if every chunk is in the owner's hands: the state in which it may be ripped. */
    public boolean isWhole() {
      return freeCount == capacity && local.size() + unused.size() == capacity && remote.isEmpty();
    }

    @Override
    public String toString() {
      return "slab %#x of cpu%d (%d of %d free, %d local, %d remote, %d unused, %s%s)"
          .formatted(
              base,
              owner,
              freeCount,
              capacity,
              local.size(),
              remote.size(),
              unused.size(),
              !live ? "cached" : listed() ? "listed" : "off-list",
              marked ? ", marked" : "");
    }
  }

  @Override
  public Optional<List<Extent>> extents() {
    return reserve.map(
        kept -> {
          List<Extent> all = new ArrayList<>(kept);
          for (Slab slab : slabs) {
            if (slab.live) {
              all.add(new Extent(slab.base, slab.bytes));
            }
          }
          return all;
        });
  }

  @Override
  public void judge(HeapModel model, int allocating, boolean idle, List<Violation> found) {
    int missing = allocating;
    for (Slab slab : slabs) {
      if (slab.live) {
        missing = judgeChunks(slab, model, missing, found);
        judgeParking(slab, model, found);
      }
      judgeCounts(slab, model, found);
    }
    judgeMarks(model, idle, found);
    if (idle && !signalsPending) {
      Account.judge(accounts, model, found);
    }
  }

  @Override
  public boolean tellsOfPages() {
    return reserve.isPresent();
  }

  /** A chunk of just this size: into which class another size falls is not for a census to say. */
  @Override
  public Optional<String> canServe(int cpu, int type, long bytes) {
    return slabs.stream()
        .filter(slab -> slab.live && slab.owner == cpu && slab.chunkBytes == bytes)
        .filter(slab -> !slab.local.isEmpty() || !slab.unused.isEmpty())
        .findFirst()
        .map(Slab::toString);
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    for (Slab slab : slabs) {
      if (slab.base == base) {
        boolean lastOfItsClass =
            slabs.stream()
                .noneMatch(
                    other ->
                        other.base != base
                            && other.owner == slab.owner
                            && other.chunkBytes == slab.chunkBytes
                            && other.listed());
        if (!slab.isWhole() || slab.pins != 0 || lastOfItsClass) {
          return Optional.of(new Violation(Property.RIP_ONLY_WHEN_EMPTY, "ripped: " + slab));
        }
      }
    }
    return Optional.empty();
  }

  private int judgeChunks(Slab slab, HeapModel model, int missing, List<Violation> found) {
    Map<Long, Integer> places = new HashMap<>();
    slab.local.forEach(chunk -> places.merge(chunk, 1, Integer::sum));
    slab.remote.forEach(chunk -> places.merge(chunk, 1, Integer::sum));
    slab.unused.forEach(chunk -> places.merge(chunk, 1, Integer::sum));
    int stillMissing = missing;
    for (int i = 0; i < slab.capacity; i++) {
      long chunk = slab.firstChunk + (long) i * slab.chunkBytes;
      Integer listed = places.remove(chunk);
      int count =
          (listed == null ? 0 : listed)
              + (model.isGranted(chunk) ? 1 : 0)
              + (carried.contains(chunk) ? 1 : 0);
      if (count > 1) {
        found.add(
            new Violation(
                Property.CONSERVATION,
                "chunk %#x is in %d places of %s".formatted(chunk, count, slab)));
      } else if (count == 0 && !model.isInFlight(chunk) && --stillMissing < 0) {
        found.add(
            new Violation(
                Property.CONSERVATION, "chunk %#x is in no place of %s".formatted(chunk, slab)));
      }
    }
    for (long stranger : places.keySet()) {
      found.add(
          new Violation(
              Property.CONSERVATION, "%#x on a list is no chunk of %s".formatted(stranger, slab)));
    }
    return Math.max(stillMissing, 0);
  }

  private static void judgeParking(Slab slab, HeapModel model, List<Violation> found) {
    if (slab.listed()) {
      return;
    }
    if (slab.remote.isEmpty()) {
      if (!slab.marked) {
        found.add(new Violation(Property.PARKED_MARK, "nothing would signal the owner of " + slab));
      }
    } else if (!slab.signalled && slab.pins == 0 && !model.anyInFlight(slab.base, slab.bytes)) {
      found.add(new Violation(Property.NO_STRANDING, "nobody will ever drain " + slab));
    }
  }

  private void judgeCounts(Slab slab, HeapModel model, List<Violation> found) {
    if (slab.freeCount != slab.local.size() + slab.unused.size()) {
      found.add(new Violation(Property.FREE_COUNT, "miscounted: " + slab));
    }
    boolean listedAsItShould =
        slab.listings == (slab.live && slab.freeCount > 0 ? 1 : 0)
            && (slab.live || slab.freeCount == slab.capacity);
    if (!listedAsItShould) {
      found.add(
          new Violation(
              Property.LISTING, "stands %d times on a list: %s".formatted(slab.listings, slab)));
    }
    boolean nobodyMayPin =
        !slab.signalled && !model.anyInFlight(slab.base, slab.bytes) && slab.pins != 0;
    if (slab.live && (slab.pins < 0 || nobodyMayPin)) {
      found.add(
          new Violation(
              Property.PIN_BALANCE, "%d pins nobody holds on %s".formatted(slab.pins, slab)));
    }
  }

  private void judgeMarks(HeapModel model, boolean idle, List<Violation> found) {
    Map<Long, Long> expected = new HashMap<>();
    if (marksSlabs) {
      slabs.stream().filter(Slab::live).forEach(s -> expected.put(s.base, -(s.owner + 1L)));
    }
    marks.forEach(
        (page, mark) -> {
          long should = expected.getOrDefault(page, 0L);
          // An oversized block is marked before its grant and unmarked before its free returns.
          boolean oversized = should == 0 && mark > 0;
          boolean wrong = oversized ? idle && !model.isGranted(page) : mark != should;
          if (wrong && !model.isInFlight(page)) {
            found.add(
                new Violation(
                    Property.PAGE_TABLE,
                    "page %#x is marked %d instead of %d".formatted(page, mark, should)));
          }
        });
  }
}
