package ripsaw.linearizability.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.netbsd.kmem.DebugChecks;
import ripsaw.netbsd.kmem.DebugLayer;
import ripsaw.netbsd.kmem.Kmem;
import ripsaw.netbsd.kmem.KmemFamily;
import ripsaw.netbsd.kmem.KmemSubjects;
import ripsaw.netbsd.kmem.Layers;
import ripsaw.netbsd.kmem.SizeTable;
import ripsaw.netbsd.kmem.Units;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.netbsd.kmem.census.Mistake;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * What each of kmem's debug layers is for: a mistake of a caller is noticed if and only if it is
 * on.
 */
class DebugLayersTest {
  private static final String MACHINE = "machine: {cpus: 1, chunks-per-slab: 2, pages: 4}\n";

  /** The layers that are named, and callers who make every mistake all the same. */
  private static Subject with(Set<DebugLayer> on) {
    return new Subject(
        "made/up",
        "kmem with some debug layers",
        Optional.empty(),
        new KmemFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(),
        machine -> kmem(machine, on));
  }

  private static Kmem kmem(Machine machine, Set<DebugLayer> on) {
    DebugChecks checks =
        new DebugChecks(machine, on) {
          @Override
          public boolean sees(Mistake mistake) {
            return true;
          }
        };
    SizeTable table = SizeTable.whole(Units.of(machine.shape()), 16);
    return new Kmem(machine, table, checks, Layers.REFERENCE);
  }

  private static Exploration explore(Subject subject, String threads) throws Malformed {
    return Explorer.explore(
        new Question(
            subject,
            Program.parse(MACHINE + threads),
            MemoryModel.SC,
            Set.of(KmemProperty.WRONG_SIZE, KmemProperty.OVERRUN, KmemProperty.WRITE_AFTER_FREE),
            Method.EXHAUSTIVE,
            0,
            1_000,
            Long.MAX_VALUE));
  }

  private static String mistake(DebugLayer layer) {
    return switch (layer) {
      case SIZE -> "free-as-less";
      case RED_ZONE -> "write-past-end";
      case POISON -> "write-after-free";
    };
  }

  /** Every set of layers, with every layer. */
  static Stream<Arguments> sets() {
    List<DebugLayer> all = Arrays.asList(DebugLayer.values());
    return Stream.iterate(0, bits -> bits < 1 << all.size(), bits -> bits + 1)
        .map(bits -> all.stream().filter(layer -> (bits >> layer.ordinal() & 1) != 0).toList())
        .flatMap(on -> all.stream().map(layer -> Arguments.of(on, layer)));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void aMistakeIsNoticedIfAndOnlyIfItsLayerIsOnWhateverElseIs(List<DebugLayer> on, DebugLayer layer)
      throws Malformed {
    Set<DebugLayer> set = EnumSet.noneOf(DebugLayer.class);
    set.addAll(on);
    Exploration exploration =
        explore(with(set), "cpu0: a = alloc 40; free a; %s".formatted(mistake(layer)));
    assertThat(exploration.violation().map(Violation::property))
        .isEqualTo(on.contains(layer) ? Optional.empty() : Optional.of(layer.sees().promise()));
    assertThat(exploration.violation().isPresent() || exploration.isExhausted()).isTrue();
  }

  @Test
  void ifNobodyMakesAMistakeNoneIsNoticedWhateverIsOn() throws Malformed {
    for (DebugLayer layer : DebugLayer.values()) {
      Exploration exploration =
          explore(
              with(EnumSet.complementOf(EnumSet.of(layer))),
              "cpu0: a = alloc 40; b = alloc 600; free a; free b; c = alloc 56");
      assertThat(exploration.violation()).as(layer.toString()).isEmpty();
      assertThat(exploration.isExhausted()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(DebugLayer.class)
  void theReferenceWithoutALayerPromisesAllButWhatThatIsFor(DebugLayer layer) {
    assertThat(KmemSubjects.all())
        .filteredOn(subject -> subject.summary().equals("the reference without " + layer))
        .singleElement()
        .satisfies(
            subject -> {
              assertThat(subject.unpromised()).containsExactly(layer.sees().promise());
              assertThat(subject.violates()).isEmpty();
            });
  }
}
