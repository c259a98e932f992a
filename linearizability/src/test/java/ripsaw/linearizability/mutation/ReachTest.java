package ripsaw.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.mutation.Reach.Visit;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class ReachTest {
  private static final Subject SUBJECT = Catalogue.load().find("dragonfly/reference").orElseThrow();
  private static final Mutations MUTATIONS = Mutations.of(SUBJECT);
  private static final Replica REPLICA = new Replica(SUBJECT, SUBJECT.family(), MUTATIONS);
  private static final List<Suite> SUITE = Suite.of(SUBJECT.family());
  private static final Reach REACH = Reach.of(SUBJECT, REPLICA, MUTATIONS, 2_000);

  private static Mutation first(String method) {
    return MUTATIONS.all().stream()
        .filter(one -> one.type().endsWith("SlabAllocator") && one.name().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static Visit visit(String program) throws Malformed {
    try (Trial trial = REACH.trial()) {
      return REACH.visit(trial, Program.parse(program), MemoryModel.SC, 2_000);
    }
  }

  @Test
  void programsComeToSomeLinesAndNotToOthers() {
    assertThat(REACH.programs(first("allocateChunk"))).hasSizeGreaterThan(SUITE.size() / 2);
    assertThat(REACH.programs(first("reallocate"))).isNotEmpty().hasSizeLessThan(SUITE.size() / 2);
    assertThat(REACH.count(false)).isGreaterThan(REACH.missed(false).size());
    assertThat(REACH.count(true)).isGreaterThan(REACH.missed(true).size());
  }

  @Test
  void oneMoreProgramTellsWhereItComes() throws Malformed {
    Visit visit = visit("cpu0: a = alloc 64; realloc a 200");
    assertThat(visit.exploration().isExhausted()).isTrue();
    assertThat(visit.comesTo(first("reallocate"))).isTrue();
    assertThat(visit.comesTo(first("destroyType"))).isFalse();
    assertThat(visit.spots()).anyMatch(spot -> !spot.way().isEmpty());
  }

  /** What is done beforehand is done by another cpu, and races with nothing. */
  @Test
  void oneCpuAloneRacesWithNobody() throws Malformed {
    String beforehand = "before: cpu1: a = alloc 64; b = alloc 64; free b";
    assertThat(visit(beforehand + " | cpu0: c = alloc 64; free c").pairs()).isEmpty();
    assertThat(visit(beforehand + " | cpu0: free a | cpu1: d = alloc 64").pairs()).isNotEmpty();
  }

  @Test
  void thePairsAreThoseOfTheFamilysPrograms() {
    assertThat(REACH.pairs())
        .isNotEmpty()
        .allMatch(pair -> pair.first().way().isEmpty() && pair.then().way().isEmpty());
    Set<RacingPair> none =
        REACH.pairsMissed(
            trial -> SUITE.forEach(one -> trial.explore(one.program(), MemoryModel.SC, 2_000)));
    assertThat(none).isEmpty();
  }

  /** Nobody of the family's programs for any heap zeroes what another has zeroed. */
  @Test
  void whatElseRacesIsMissed() throws Malformed {
    Subject bitmap = Catalogue.load().find("blackbox/bitmap").orElseThrow();
    Mutations mutations = Mutations.of(bitmap);
    Replica replica = new Replica(bitmap, bitmap.family(), mutations);
    Reach reach = Reach.of(bitmap, replica, mutations, 2_000);
    Program program =
        Program.parse(
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 1}"
                + " | cpu0: a = alloc 64 zero; free a | cpu1: b = alloc 64 zero; free b");
    assertThat(reach.pairsMissed(trial -> trial.explore(program, MemoryModel.SC, 2_000)))
        .hasSize(1)
        .allMatch(pair -> pair.first().equals(pair.then()))
        .allMatch(pair -> pair.first().method().equals("allocateZeroed"))
        .doesNotContainAnyElementsOf(reach.pairs());
  }
}
