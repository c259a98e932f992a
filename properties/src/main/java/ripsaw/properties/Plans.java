package ripsaw.properties;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import ripsaw.linearizability.execution.Move.Pace;
import ripsaw.linearizability.execution.Move;
import ripsaw.machine.Shape;
import ripsaw.subject.Family;
import ripsaw.subject.Allocator.Flag;

/**
 * Generates plans. Half of them are plain: few chunks of one size, so that slabs fill, park and are
 * ripped all the time. The others use everything the allocator has: sizes, zeroing, oversized
 * blocks, types, limits, interrupts.
 *
 * <p>Some moves stop a cpu right behind an event, such as the link of a chunk, and one cpu is the
 * favourite of each plan: so others may stand still at a delicate place for many operations.
 * Without that, what takes a long pause at one place is found a hundred times less often.
 */
final class Plans {
  static final int MOST_MOVES = 80;

  private Plans() {}

  /** For allocators of this family. */
  static Arbitrary<Plan> plans(Family family) {
    return switch (family) {
      case KFREE -> plans(palettes());
      case KMALLOC_OBJ -> ZonePlans.plans();
    };
  }

  /** Plain ones only. */
  static Arbitrary<Plan> plain() {
    return plans(Arbitraries.just(List.of()));
  }

  private static Arbitrary<Plan> plans(Arbitrary<List<Long>> palettes) {
    return shapes()
        .flatMap(
            shape ->
                Combinators.combine(uniform(0, shape.cpus() - 1), palettes)
                    .flatAs(Plans::listOfMoves)
                    .map(moves -> new Plan(shape, moves)));
  }

  private static Arbitrary<List<Move>> listOfMoves(int favourite, List<Long> palette) {
    return moves(favourite, palette)
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_MOVES)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /**
   * The sizes of a plan that is not plain: few, so that slabs of one class meet; empty for plain.
   */
  private static Arbitrary<List<Long>> palettes() {
    Arbitrary<List<Long>> sizes =
        Arbitraries.of(0L, 8L, 24L, 48L, 64L, 100L, 300L, 600L, 1536L).list().ofSize(2);
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(List.of())), Tuple.of(1, sizes));
  }

  private static Arbitrary<Shape> shapes() {
    Arbitrary<Integer> cpus =
        Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(8, 2), Tuple.of(4, 3), Tuple.of(2, 4));
    Arbitrary<Integer> chunks = Arbitraries.frequency(Tuple.of(3, 2), Tuple.of(1, 3));
    return Combinators.combine(cpus, chunks, uniform(3, 6), uniform(0, 1))
        .as((c, n, pages, cached) -> Shape.small(c, n, pages).withCachedSlabs(cached));
  }

  static Arbitrary<Integer> uniform(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }

  private static Arbitrary<Move> moves(int favourite, List<Long> palette) {
    Arbitrary<Integer> cpu =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(favourite)), Tuple.of(1, uniform(0, 3)));
    return palette.isEmpty()
        ? plainMoves(cpu, Arbitraries.just(false))
        : Arbitraries.frequencyOf(
            Tuple.of(1, plainMoves(cpu, Arbitraries.of(true, false))),
            Tuple.of(1, otherMoves(cpu, Arbitraries.of(palette))));
  }

  static Arbitrary<Pace> paces() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Pace.of(0))),
        Tuple.of(3, uniform(1, 25).map(Pace::of)),
        Tuple.of(2, Arbitraries.just(Pace.TO_EVENT)),
        Tuple.of(8, Arbitraries.just(Pace.TO_END)));
  }

  private static Arbitrary<Move> plainMoves(Arbitrary<Integer> cpu, Arbitrary<Boolean> limited) {
    return Arbitraries.frequencyOf(
        Tuple.of(
            9,
            Combinators.combine(cpu, limited, paces())
                .as((c, l, pace) -> new Move.Allocate(c, l, 64, Set.of(), pace))),
        Tuple.of(
            9,
            Combinators.combine(cpu, uniform(0, 9), paces())
                .as((c, which, pace) -> new Move.Free(c, which, false, pace))),
        Tuple.of(3, cpu.map(Move.Interrupt::new)),
        Tuple.of(2, cpu.map(Move.RunToEvent::new)),
        Tuple.of(3, cpu.map(Move.Finish::new)),
        Tuple.of(3, Combinators.combine(cpu, uniform(1, 8)).as(Move.Run::new)));
  }

  private static Arbitrary<Move> otherMoves(Arbitrary<Integer> cpu, Arbitrary<Long> sizes) {
    Arbitrary<Set<Flag>> flags =
        Arbitraries.of(
            Set.of(), EnumSet.of(Flag.ZERO), EnumSet.of(Flag.NOWAIT), EnumSet.allOf(Flag.class));
    return Arbitraries.frequencyOf(
        Tuple.of(
            8,
            Combinators.combine(cpu, Arbitraries.of(true, false), sizes, flags, paces())
                .as(Move.Allocate::new)),
        Tuple.of(
            3,
            Combinators.combine(cpu, uniform(0, 9), paces())
                .as((c, which, pace) -> new Move.Free(c, which, true, pace))),
        Tuple.of(
            1, Combinators.combine(cpu, uniform(0, 9), sizes, paces()).as(Move.Reallocate::new)),
        Tuple.of(2, Combinators.combine(cpu, paces()).as(Move.Tidy::new)),
        Tuple.of(2, Combinators.combine(cpu, paces()).as(Move.ToggleType::new)));
  }
}
