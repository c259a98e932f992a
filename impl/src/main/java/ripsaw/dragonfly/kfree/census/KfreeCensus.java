package ripsaw.dragonfly.kfree.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

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
      boolean signalled)
      implements Census.Slab {
    private boolean covers(long address) {
      return address >= base && address < base + bytes;
    }

    boolean listed() {
      return listings > 0;
    }

    /** True if every chunk is in the owner's hands: the state in which it may be ripped. */
    public boolean isWhole() {
      return freeCount == capacity && local.size() + unused.size() == capacity && remote.isEmpty();
    }

    /** True if no caller has a chunk of it, whoever has to take them home yet. */
    boolean isFree() {
      return local.size() + unused.size() + remote.size() == capacity;
    }

    @Override
    public long blockAt(int i) {
      return firstChunk + (long) i * chunkBytes;
    }

    @Override
    public List<Long> places() {
      List<Long> places = new ArrayList<>(local);
      places.addAll(remote);
      places.addAll(unused);
      return places;
    }

    @Override
    public String toString() {
      return "slab %#x of cpu%s (%s of %s free, %s local, %s remote, %s unused, %s%s)"
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

  /** A slab some of whose chunks travel inside a signal. */
  private record Lending(Slab slab, Set<Long> carried) implements Census.Slab {
    @Override
    public long base() {
      return slab.base;
    }

    @Override
    public long bytes() {
      return slab.bytes;
    }

    @Override
    public int capacity() {
      return slab.capacity;
    }

    @Override
    public long blockAt(int i) {
      return slab.blockAt(i);
    }

    @Override
    public List<Long> places() {
      List<Long> places = slab.places();
      for (int i = 0; i < slab.capacity; i++) {
        if (carried.contains(slab.blockAt(i))) {
          places.add(slab.blockAt(i));
        }
      }
      return places;
    }

    @Override
    public String toString() {
      return slab.toString();
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

  /** With what travels inside a signal, which is neither on a list nor in a caller's hands. */
  @Override
  public List<? extends Census.Slab> liveSlabs() {
    List<Census.Slab> live = new ArrayList<>(slabs.size());
    for (Slab slab : slabs) {
      if (slab.live) {
        live.add(carried.isEmpty() ? slab : new Lending(slab, carried));
      }
    }
    return live;
  }

  @Override
  public boolean isSettled(boolean idle) {
    return idle && !signalsPending;
  }

  @Override
  public List<? extends Invariant<?>> invariants() {
    return KfreeInvariants.ALL;
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
        .filter(slab -> !hasPagesOfItsOwn(slab, bytes))
        .filter(slab -> !slab.local.isEmpty() || !slab.unused.isEmpty())
        .findFirst()
        .map(Slab::toString);
  }

  /** Whether its owner has another one of its class on the list. */
  boolean isSpare(Slab slab) {
    return slabs.stream()
        .anyMatch(
            other ->
                other.base != slab.base
                    && other.owner == slab.owner
                    && other.chunkBytes == slab.chunkBytes
                    && other.listed());
  }

  /**
   * What is as large as {@code ZoneLimit}, or more than two whole pages, is not served out of a
   * slab, though a class has chunks of just that size for what is a little smaller.
   */
  private boolean hasPagesOfItsOwn(Slab slab, long bytes) {
    long pages = marks.keySet().stream().filter(slab::covers).count();
    long page = slab.bytes / Math.max(pages, 1);
    return bytes >= slab.bytes / 4 || bytes % page == 0 && bytes > 2 * page;
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    for (Slab slab : slabs) {
      if (slab.base == base) {
        if (!slab.isWhole() || slab.pins != 0 || !isSpare(slab)) {
          return Optional.of(new Violation(KfreeProperty.RIP_ONLY_WHEN_EMPTY, "ripped: " + slab));
        }
      }
    }
    return Optional.empty();
  }
}
