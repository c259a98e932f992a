package ripsaw.properties;

import static ripsaw.properties.Plans.uniform;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import ripsaw.linearizability.execution.Move.Pace;
import ripsaw.linearizability.execution.Move;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator.Flag;

/**
 * Generates plans for zones: few objects a slab, so that slabs go round all their places. A plan
 * grows first, for a slab leaves its cpu only behind two others; then it shrinks; then it ages, for
 * a slab leaves its zone only when the clock has gone on. Cpus stop at delicate places as in {@link
 * Plans}.
 */
final class ZonePlans {
  private ZonePlans() {}

  static Arbitrary<Plan> plans() {
    return shapes()
        .flatMap(
            shape ->
                Combinators.combine(uniform(0, shape.cpus() - 1), Arbitraries.of(true, false))
                    .flatAs(ZonePlans::listOfMoves)
                    .map(moves -> new Plan(shape, moves)));
  }

  private static Arbitrary<Shape> shapes() {
    Arbitrary<Integer> cpus =
        Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(8, 2), Tuple.of(4, 3), Tuple.of(1, 4));
    Arbitrary<Integer> objects = Arbitraries.frequency(Tuple.of(4, 2), Tuple.of(1, 3));
    return Combinators.combine(cpus, objects, uniform(5, 9), uniform(0, 1))
        .as((c, n, pages, kept) -> Shape.small(c, n, pages).withCachedSlabs(kept));
  }

  /**
   * @param oneZone whether there is only one, which has many slabs then, and is polled each time
   */
  private static Arbitrary<List<Move>> listOfMoves(int favourite, boolean oneZone) {
    Arbitrary<Integer> cpu =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(favourite)), Tuple.of(1, uniform(0, 3)));
    Arbitrary<Boolean> limited = oneZone ? Arbitraries.just(false) : Arbitraries.of(true, false);
    List<Move> begin = oneZone ? List.of(new Move.ToggleType(favourite, Pace.TO_END)) : List.of();
    return Combinators.combine(
            list(grow(favourite, cpu, limited)),
            list(moves(cpu, limited, 4, 20, 3)),
            list(moves(cpu, limited, 3, 3, 9)))
        .as(
            (grow, shrink, age) ->
                Stream.of(begin, grow, shrink, age).flatMap(List::stream).toList());
  }

  private static Arbitrary<List<Move>> list(Arbitrary<Move> moves) {
    return moves
        .list()
        .ofMinSize(1)
        .ofMaxSize(Plans.MOST_MOVES / 3)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** Mostly on one cpu, and without a stop. */
  private static Arbitrary<Move> grow(
      int favourite, Arbitrary<Integer> cpu, Arbitrary<Boolean> limited) {
    return Arbitraries.frequencyOf(
        Tuple.of(4, limited.map(l -> new Move.Allocate(favourite, l, 64, Set.of(), Pace.TO_END))),
        Tuple.of(1, moves(cpu, limited, 8, 2, 1)));
  }

  private static Arbitrary<Move> moves(
      Arbitrary<Integer> cpu, Arbitrary<Boolean> limited, int allocate, int free, int age) {
    Arbitrary<Set<Flag>> flags = Arbitraries.of(Set.of(), EnumSet.of(Flag.ZERO));
    Arbitrary<Pace> pace = Plans.paces();
    return Arbitraries.frequencyOf(
        Tuple.of(
            allocate,
            Combinators.combine(cpu, limited, flags, pace)
                .as((c, l, f, p) -> new Move.Allocate(c, l, 64, f, p))),
        Tuple.of(
            free,
            Combinators.combine(cpu, uniform(0, 9), pace)
                .as((c, which, p) -> new Move.Free(c, which, false, p))),
        Tuple.of(age, Combinators.combine(cpu, pace).as(Move.Tidy::new)),
        Tuple.of(
            age,
            Combinators.combine(cpu, Arbitraries.of(true, true, false), pace).as(Move.Tick::new)),
        Tuple.of(2, Combinators.combine(cpu, uniform(0, 9), pace).as(Move.Read::new)),
        Tuple.of(1, Combinators.combine(cpu, pace).as(Move.ToggleHold::new)),
        Tuple.of(1, Combinators.combine(cpu, pace).as(Move.ToggleType::new)),
        Tuple.of(3, cpu.map(Move.Interrupt::new)),
        Tuple.of(2, cpu.map(Move.RunToEvent::new)),
        Tuple.of(3, cpu.map(Move.Finish::new)),
        Tuple.of(3, Combinators.combine(cpu, uniform(1, 8)).as(Move.Run::new)));
  }
}
