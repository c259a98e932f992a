package ripsaw.properties;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import ripsaw.linearizability.execution.Move;
import ripsaw.linearizability.execution.Move.Pace;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Action;
import ripsaw.subject.Workload.Machines;
import ripsaw.subject.Workload.Phase;
import ripsaw.subject.Workload.Range;
import ripsaw.subject.Workload.Style;
import ripsaw.subject.Workload.Weighted;

/**
 * Generates plans, as a family's {@link Workload} says.
 *
 * <p>Some moves stop a cpu right behind an event, such as the link of a chunk, and one cpu is the
 * favourite of each plan: so others may stand still at a delicate place for many operations.
 * Without that, what takes a long pause at one place is found a hundred times less often.
 */
final class Plans {
  /** What is asked for where an action does not say what. */
  private static final long PLAIN_BYTES = 64;

  /** Sizes that a program asks for, if its style has any. */
  private static final int SIZES = 2;

  private static final int MOST_CPUS = 4;
  private static final int MOST_HELD = 10;

  private final Arbitrary<Integer> cpu;
  private final Arbitrary<Long> sizes;
  private final int favourite;

  private Plans(int threads, int favourite, Chosen chosen) {
    this.favourite = favourite;
    this.cpu =
        frequencyOf(
            List.of(
                Weighted.of(chosen.style.favourite(), Arbitraries.just(favourite)),
                Weighted.of(1, uniform(0, MOST_CPUS * threads - 1))));
    this.sizes = chosen.sizes.isEmpty() ? null : Arbitraries.of(chosen.sizes);
  }

  /** A style, with the sizes that were drawn for it. */
  private record Chosen(Style style, List<Long> sizes) {}

  /** A machine, and how many threads each cpu has. */
  private record Drawn(Shape shape, int threads) {}

  /** What the moves of a plan depend on. */
  private record Start(int threads, int favourite, Chosen chosen) {}

  static Arbitrary<Plan> plans(Workload workload) {
    Function<Start, Arbitrary<List<Move>>> moves =
        made(start -> moves(start.threads, start.favourite, start.chosen));
    Function<Drawn, Arbitrary<Plan>> plans =
        made(
            on ->
                Combinators.combine(uniform(0, on.shape.cpus() - 1), styles(workload.styles()))
                    .flatAs(
                        (favourite, chosen) ->
                            moves.apply(new Start(on.threads, favourite, chosen)))
                    .map(all -> new Plan(on.shape, on.threads, all)));
    return machines(workload.machines()).flatMap(plans);
  }

  /** Makes what comes after a choice once for each choice. */
  private static <C, T> Function<C, Arbitrary<T>> made(Function<C, Arbitrary<T>> make) {
    Map<C, Arbitrary<T>> made = new HashMap<>();
    return choice -> made.computeIfAbsent(choice, it -> Once.of(make.apply(it)));
  }

  private static Arbitrary<Drawn> machines(Machines machines) {
    return Combinators.combine(
            Arbitraries.frequency(tuples(machines.cpus())),
            Arbitraries.frequency(tuples(machines.chunks())),
            uniform(machines.pages()),
            uniform(machines.cached()),
            choice(machines.slabPages()),
            choice(machines.signals()),
            choice(machines.threads()),
            choice(machines.nodes()))
        .as(
            (cpus, chunks, pages, kept, slabPages, signals, threads, nodes) ->
                new Drawn(
                    Shape.small(cpus, chunks, pages * slabPages)
                        .withCachedSlabs(kept)
                        .withSlabPages(slabPages)
                        .withSignals(signals)
                        .withNodes(Math.min(nodes, Math.min(cpus, pages))),
                    threads));
  }

  /** What is always the same takes no chance: the rest of a plan does not depend on it. */
  private static Arbitrary<Integer> choice(List<Weighted<Integer>> weighted) {
    return weighted.size() == 1
        ? Arbitraries.just(weighted.get(0).value())
        : Arbitraries.frequency(tuples(weighted));
  }

  private static <T> List<Tuple2<Integer, T>> tuples(List<Weighted<T>> weighted) {
    return weighted.stream().map(one -> Tuple.of(one.weight(), one.value())).toList();
  }

  private static Arbitrary<Chosen> styles(List<Style> styles) {
    if (styles.stream().allMatch(style -> style.sizes().isEmpty())) {
      return Arbitraries.of(styles).map(style -> new Chosen(style, List.of()));
    }
    return frequencyOf(styles.stream().map(one -> Weighted.of(1, style(one))).toList());
  }

  /** Few sizes, so that slabs of one class meet. */
  private static Arbitrary<Chosen> style(Style style) {
    return style.sizes().isEmpty()
        ? Arbitraries.just(new Chosen(style, List.of()))
        : Arbitraries.of(style.sizes()).list().ofSize(SIZES).map(sizes -> new Chosen(style, sizes));
  }

  private static Arbitrary<List<Move>> moves(int threads, int favourite, Chosen chosen) {
    Plans plans = new Plans(threads, favourite, chosen);
    List<Move> first =
        chosen.style.oneType() ? List.of(new Move.ToggleType(favourite, Pace.TO_END)) : List.of();
    return Combinators.combine(chosen.style.phases().stream().map(plans::phase).toList())
        .as(
            phases ->
                Stream.concat(first.stream(), phases.stream().flatMap(List::stream)).toList());
  }

  private Arbitrary<List<Move>> phase(Phase phase) {
    return mix(phase.actions())
        .list()
        .ofMinSize(1)
        .ofMaxSize(phase.most())
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private Arbitrary<Move> mix(List<Weighted<Action>> actions) {
    return frequencyOf(
        actions.stream().map(one -> Weighted.of(one.weight(), move(one.value()))).toList());
  }

  private Arbitrary<Move> move(Action action) {
    return switch (action) {
      case Action.Allocate(boolean limited, List<Set<Flag>> flags) ->
          allocate(cpu, limited, Arbitraries.just(PLAIN_BYTES), flags, paces());
      case Action.Grow(boolean limited) ->
          allocate(
              Arbitraries.just(favourite),
              limited,
              Arbitraries.just(PLAIN_BYTES),
              List.of(Set.of()),
              Arbitraries.just(Pace.TO_END));
      case Action.AllocateAnySize(List<Set<Flag>> flags) ->
          allocate(cpu, true, sizes, flags, paces());
      case Action.Use use ->
          Combinators.combine(cpu, held(), paces())
              .as((c, which, pace) -> new Move.Start(c, use.verb(), which, 0, pace));
      case Action.Resize() ->
          Combinators.combine(cpu, held(), sizes, paces())
              .as(
                  (c, which, size, pace) ->
                      new Move.Start(c, CommonVerb.REALLOC, which, size, pace));
      case Action.Call call ->
          Combinators.combine(cpu, paces()).as((c, pace) -> Move.Start.of(c, call.verb(), pace));
      case Action.CallOthers call ->
          Combinators.combine(cpu, Arbitraries.of(true, true, false), paces())
              .as((c, atOnce, pace) -> new Move.StartAll(c, call.verb(), atOnce, pace));
      case Action.Toggle toggle ->
          Combinators.combine(cpu, paces())
              .as((c, pace) -> new Move.Toggle(c, toggle.begins(), toggle.ends(), pace));
      case Action.ToggleType() -> Combinators.combine(cpu, paces()).as(Move.ToggleType::new);
      case Action.Device() ->
          Combinators.combine(cpu, Arbitraries.of(true, false), held()).as(Move.Device::new);
      case Action.Roam() -> Combinators.combine(cpu, uniform(0, MOST_CPUS - 1)).as(Move.Roam::new);
      case Action.Unplug() ->
          Combinators.combine(cpu, uniform(0, MOST_CPUS - 1), paces()).as(Move.Unplug::new);
      case Action.Interrupt() -> cpu.map(Move.Interrupt::new);
      case Action.GoToEvent() -> cpu.map(Move.RunToEvent::new);
      case Action.Finish() -> cpu.map(Move.Finish::new);
      case Action.Go() -> Combinators.combine(cpu, uniform(1, 8)).as(Move.Run::new);
      case Action.Mix(List<Weighted<Action>> actions) -> mix(actions);
    };
  }

  private static Arbitrary<Move> allocate(
      Arbitrary<Integer> who,
      boolean limited,
      Arbitrary<Long> bytes,
      List<Set<Flag>> flags,
      Arbitrary<Pace> pace) {
    return Combinators.combine(
            who,
            limited ? Arbitraries.of(true, false) : Arbitraries.just(false),
            bytes,
            flags.size() > 1 ? Arbitraries.of(flags) : Arbitraries.just(flags.get(0)),
            pace)
        .as(Move.Allocate::new);
  }

  /** Which of what is held. */
  private static Arbitrary<Integer> held() {
    return uniform(0, MOST_HELD - 1);
  }

  private static Arbitrary<Pace> paces() {
    return frequencyOf(
        List.of(
            Weighted.of(1, Arbitraries.just(Pace.of(0))),
            Weighted.of(3, uniform(1, 25).map(Pace::of)),
            Weighted.of(2, Arbitraries.just(Pace.TO_EVENT)),
            Weighted.of(8, Arbitraries.just(Pace.TO_END))));
  }

  private static <T> Arbitrary<T> frequencyOf(List<Weighted<Arbitrary<T>>> weighted) {
    return Arbitraries.frequencyOf(
        weighted.stream().map(one -> Tuple.of(one.weight(), Once.of(one.value()))).toList());
  }

  private static Arbitrary<Integer> uniform(Range range) {
    return uniform(range.least(), range.most());
  }

  private static Arbitrary<Integer> uniform(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }
}
