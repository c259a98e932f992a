package org.example.stub;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/**
 * The stub's two words.
 *
 * @param chunks of the heap, in use or not
 * @param bits one for each free chunk
 * @param count of free chunks
 */
public record StubCensus(Chunks chunks, long bits, long count) implements Census {
  /** Of one size, one after another. */
  public record Chunks(long base, int capacity, long bits) implements Census.Slab {
    @Override
    public long bytes() {
      return capacity * StubHeap.CHUNK;
    }

    @Override
    public long blockAt(int i) {
      return base + i * StubHeap.CHUNK;
    }

    @Override
    public List<Long> places() {
      return LongStream.range(0, capacity)
          .filter(i -> (bits >>> i & 1) != 0)
          .map(i -> blockAt((int) i))
          .boxed()
          .toList();
    }
  }

  private static final List<Invariant<?>> INVARIANTS =
      List.of(
          new Invariant<>(
              StubProperty.BITS_COUNTED,
              StubCensus.class,
              (census, now, broken) -> {
                if (now.idle() && census.count != Long.bitCount(census.bits)) {
                  broken.accept(
                      "%d chunks are free, and the count is %d"
                          .formatted(Long.bitCount(census.bits), census.count));
                }
              }));

  /** How many chunks callers have. */
  int taken() {
    return chunks.capacity - Long.bitCount(bits);
  }

  @Override
  public List<Account> accounts() {
    return List.of(new Account(0, taken(), taken() * StubHeap.CHUNK));
  }

  @Override
  public Optional<List<Extent>> extents() {
    return Optional.empty();
  }

  @Override
  public boolean tellsOfPages() {
    return false;
  }

  @Override
  public List<Chunks> liveSlabs() {
    return List.of(chunks);
  }

  @Override
  public List<? extends Invariant<?>> invariants() {
    return INVARIANTS;
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return Optional.empty();
  }
}
