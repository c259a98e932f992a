package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.example.lost.LostUpdates;
import org.junit.jupiter.api.Test;
import ripsaw.gate.hunt.Searched.Found;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Mutations;
import ripsaw.linearizability.mutation.RacingPair;
import ripsaw.linearizability.mutation.Reach;
import ripsaw.linearizability.mutation.Replica;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.SmallerPrograms;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

class ProgramSearchTest {
  private static final int PROGRAMS = 25;
  private static final int EXECUTIONS = 400;

  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Asked BITMAP =
      new Asked(CATALOGUE.find("blackbox/bitmap").orElseThrow(), CATALOGUE::providerOf);

  /** What a search is about. */
  private static final class Asked {
    private final Subject subject;
    private final Mutations mutations;
    private final Replica replica;
    private final Reach reach;

    Asked(Subject subject, Function<Subject, SubjectProvider> provider) {
      this.subject = subject;
      this.mutations = Mutations.of(subject);
      this.replica = new Replica(subject, provider.apply(subject), mutations);
      this.reach = Reach.of(subject, replica, mutations, EXECUTIONS);
    }

    /** As if nothing had killed any of these. */
    Searched search(List<Mutation> survivors) {
      return search(PROGRAMS, survivors);
    }

    Searched search(int programs, List<Mutation> survivors) {
      return new ProgramSearch(subject, mutations, replica, reach, 1)
          .among(programs, survivors, () -> {});
    }

    Exploration explore(Map<String, byte[]> changed, Program program) {
      try (Trial trial = Trial.of(replica, changed)) {
        return trial.explore(program, MemoryModel.SC, EXECUTIONS);
      }
    }

    boolean holds(Program program) {
      return explore(Map.of(), program).violation().isEmpty();
    }

    boolean kills(Program program, Mutation mutation) {
      Map<String, byte[]> changed = Map.of(mutation.type(), mutations.bytes(mutation));
      return explore(changed, program).violation().isPresent();
    }
  }

  @Test
  void whatIsFoundKillsWhatItSaysAndNoSmallerProgramDoes() throws Malformed {
    List<Mutation> some = BITMAP.mutations.all().subList(20, 60);
    Searched searched = BITMAP.search(some);
    assertThat(searched.broken()).isEmpty();
    assertThat(searched.kills()).isPositive().isLessThanOrEqualTo(some.size());
    for (Found found : searched.found()) {
      Program read = Program.parse(found.program().toString());
      assertThat(BITMAP.holds(read)).isTrue();
      assertThat(found.kills()).allMatch(mutation -> BITMAP.kills(read, mutation));
      if (found.reaches().isEmpty()) {
        assertThat(SmallerPrograms.plainer(read))
            .noneMatch(
                smaller ->
                    BITMAP.holds(smaller)
                        && found.kills().stream().allMatch(one -> BITMAP.kills(smaller, one)));
      }
    }
  }

  @Test
  void aMutantIsKilledByOneProgramOnly() {
    List<Mutation> killed = new ArrayList<>();
    BITMAP.search(BITMAP.mutations.all()).found().forEach(found -> killed.addAll(found.kills()));
    assertThat(killed).doesNotHaveDuplicates();
  }

  @Test
  void oneSeedFindsTheSame() {
    List<Mutation> some = BITMAP.mutations.all().subList(0, 20);
    assertThat(BITMAP.search(some)).isEqualTo(BITMAP.search(some));
  }

  @Test
  void whereNoProgramCameIsSomethingToo() {
    Searched searched = BITMAP.search(8 * PROGRAMS, List.of());
    assertThat(searched.found()).isNotEmpty().allMatch(found -> found.kills().isEmpty());
    List<String> reached = new ArrayList<>();
    searched.found().forEach(found -> reached.addAll(found.reaches()));
    assertThat(reached).doesNotHaveDuplicates();
    List<String> missed = new ArrayList<>();
    BITMAP.reach.missed(false).forEach(spot -> missed.add(spot.toString()));
    BITMAP.reach.missed(true).forEach(spot -> missed.add(spot.toString()));
    assertThat(missed).containsAll(reached.stream().filter(one -> !one.contains("->")).toList());
    assertThat(reached)
        .filteredOn(one -> one.contains("->"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(
            BITMAP.reach.pairs().stream().map(RacingPair::toString).toList());
  }

  @Test
  void aSubjectThatFailsIsNews() {
    Subject subject = new LostUpdates().subjects().getFirst();
    Searched searched = new Asked(subject, any -> new LostUpdates()).search(List.of());
    assertThat(searched.broken()).isNotEmpty();
    assertThat(searched.broken().getFirst().toString())
        .startsWith("violates no-double-grant by chance: explore ");
    assertThat(searched.broken().getFirst().program().operations()).isLessThanOrEqualTo(4);
  }

  @Test
  void theTextIsOneForAListOfPrograms() {
    assertThat(BITMAP.search(List.of()).found().getFirst().text())
        .anyMatch(line -> line.contains("// comes to "))
        .contains("        NamedProgram.explored(", "            \"\"\"),")
        .anyMatch(line -> line.startsWith("            machine: {cpus: 2"));
  }
}
