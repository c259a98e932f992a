package ripsaw.gate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.explore.Campaign;
import ripsaw.gate.explore.Search;
import ripsaw.gate.shard.Work;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Every failure of the corpus is still what it was. */
class CorpusTest {
  private final Catalogue catalogue = Catalogue.load();

  private static Path home() {
    return Corpus.home().orElseThrow(() -> new AssertionError("run the tests in module ci"));
  }

  private static Repro repro(Corpus.Item item) {
    return item.repro().orElseThrow(() -> new AssertionError(item.trouble()));
  }

  @TestFactory
  Stream<DynamicTest> everyReproIsReplayedAsExpected() throws IOException {
    return Corpus.load(home()).stream()
        .map(
            item ->
                DynamicTest.dynamicTest(
                    item.name(),
                    () -> {
                      Repro repro = repro(item);
                      Subject subject = Agenda.subject(catalogue, repro.subject());
                      assertThat(Replayed.of(subject, repro).outcome())
                          .isEqualTo("as expected: VIOLATED " + repro.expected().orElseThrow());
                      Path file = home().resolve(item.name() + Corpus.ENDING);
                      assertThat(repro.text()).isEqualTo(Files.readString(file));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> theReferenceHoldsWhereTheyGoWrong() throws IOException {
    Subject reference = Agenda.subject(catalogue, "dragonfly/reference");
    return Corpus.load(home()).stream()
        .map(
            item ->
                DynamicTest.dynamicTest(
                    item.name(),
                    () -> {
                      Repro repro = repro(item);
                      long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
                      Search search =
                          new Search(repro.memory(), Method.EXHAUSTIVE, 1, 200_000, deadline, 1);
                      assertThat(
                              Campaign.of(
                                      reference,
                                      List.of(repro.program()),
                                      reference.promised(),
                                      search,
                                      Work.WHOLE)
                                  .verdict(""))
                          .isInstanceOf(Verdict.Exhausted.class);
                    }));
  }

  @Test
  void everyHistoricalFaultOfTheMuseumThatAnExecutionShowsHasARepro() throws IOException {
    List<String> have =
        Corpus.load(home()).stream()
            .map(CorpusTest::repro)
            .map(repro -> repro.subject() + " " + repro.expected().orElseThrow())
            .toList();
    assertThat(
            catalogue.mutants().stream()
                .filter(fault -> fault.subject().kind() == Subject.Kind.HISTORICAL)
                .filter(fault -> fault.property().watch() != Property.Watch.BEHAVIOR)
                .map(fault -> fault.id()))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(have).contains(fault));
  }

  @Test
  void itIsLoadedInTheOrderOfItsNamesAndAFileThatIsNoReproSaysWhy(@TempDir Path temp)
      throws IOException {
    Files.writeString(temp.resolve("b.repro"), "ripsaw repro 1\nsubject dragonfly/reference\n");
    Files.copy(home().resolve("dragonfly-df9daea-no-stranding.repro"), temp.resolve("a.repro"));
    Files.writeString(temp.resolve("notes.txt"), "no repro\n");
    List<Corpus.Item> items = Corpus.load(temp);
    assertThat(items).extracting(Corpus.Item::name).containsExactly("a", "b");
    assertThat(items.get(0).repro()).isPresent();
    assertThat(items.get(1).repro()).isEmpty();
    assertThat(items.get(1).trouble())
        .startsWith("b.repro: line 2: 'subject dragonfly/reference': expected a key and a colon");
  }
}
