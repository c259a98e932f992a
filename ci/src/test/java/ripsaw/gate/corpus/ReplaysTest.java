package ripsaw.gate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Given;
import ripsaw.gate.check.Budget;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.GateResult.Outcome;
import ripsaw.subject.Catalogue;

/** What the gate makes of a corpus. */
class ReplaysTest {
  private static final String NAME = "dragonfly-df9daea-no-stranding";

  private final Catalogue catalogue = Catalogue.load();

  @TempDir private Path temp;

  private void put(String from, String to) throws IOException {
    Path file = Corpus.home().orElseThrow().resolve(NAME + Corpus.ENDING);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(temp.resolve(NAME + Corpus.ENDING), text.replace(from, to));
  }

  private GateResult result(Optional<Path> corpus) {
    return Given.result(List.of(), List.of())
        .with(Replays.of(catalogue, corpus, Budget.none()), List.of(), List.of());
  }

  private GateResult result() {
    return result(Optional.of(temp));
  }

  @Test
  void aReproThatComesAsExpectedIsShownAndDrawn() throws IOException {
    put("", "");
    GateResult result = result();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(result.shown()).contains("1 repro replayed as expected");
    assertThat(result.repros().pages().get(NAME + ".html")).contains("links slab0.c0");
    assertThat(result.repros().links("pictures"))
        .containsEntry("repro " + NAME, "pictures/" + NAME + ".html");
  }

  @Test
  void whatComesWhenTheTimeIsUpIsNotReplayedAndADoubt() throws IOException {
    put("", "");
    Replays late = Replays.of(catalogue, Optional.of(temp), Budget.of(Duration.ZERO));
    GateResult result = Given.result(List.of(), List.of()).with(late, List.of(), List.of());
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.doubts()).singleElement().asString().contains("before it was replayed");
  }

  @Test
  void theAddressOfAPictureIsThatOfItsFileWhateverItIsCalled() throws IOException {
    put("", "");
    String name = "50% of #1? ä";
    Files.move(temp.resolve(NAME + Corpus.ENDING), temp.resolve(name + Corpus.ENDING));
    Replays repros = result().repros();
    String link = repros.links("pictures").get("repro " + name);
    URI page = URI.create("file:///report/index.html").resolve(link);
    assertThat(page.getPath()).isEqualTo("/report/pictures/" + name + ".html");
    assertThat(repros.pages()).containsKey(name + ".html");
  }

  @Test
  void aNameThatALogWouldObeyIsADoubtInOneLine() throws IOException {
    put("", "");
    String name = "a\n::error::b\u001b[2J";
    Files.move(temp.resolve(NAME + Corpus.ENDING), temp.resolve(name + Corpus.ENDING));
    assertThat(result().doubts())
        .singleElement()
        .asString()
        .startsWith("a ::error::b?[2J.repro: the name has signs that a log takes for commands: ")
        .matches("[^\\p{Cc}]*");
    assertThat(result().repros().pages()).isEmpty();
  }

  @Test
  void aReproThatDoesNotIsAFailure() throws IOException {
    put("VIOLATED no-stranding", "HOLDS");
    GateResult result = result();
    assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(result.failures())
        .containsExactly(
            "repro "
                + NAME
                + ": not as expected: the file expects HOLDS, and it came to VIOLATED"
                + " no-stranding");
  }

  @Test
  void aScheduleThatFitsNoMoreIsADoubt() throws IOException {
    put("cas slab0.remote", "cas slab0.signal");
    GateResult result = result();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.doubts())
        .singleElement()
        .asString()
        .startsWith("the schedule no longer fits")
        .endsWith("(repro " + NAME + ")");
    assertThat(result.repros().pages()).isEmpty();
  }

  @Test
  void aReproThatExpectsWhatNoExecutionCanViolateIsADoubt() throws IOException {
    put("VIOLATED no-stranding", "VIOLATED ring");
    assertThat(result().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result().doubts())
        .singleElement()
        .asString()
        .startsWith(NAME + ".repro: expects ring, which no execution of dragonfly/df9daea can ");
  }

  @Test
  void aFileThatCannotBeReadIsADoubtThatDoesNotSayWhereTheCheckoutStands() throws IOException {
    put("memory:  sc", "memory:  weak");
    assertThat(result().doubts())
        .containsExactly(
            NAME + ".repro: line 3: 'weak': expected sc, tso or ra (repro " + NAME + ")");
  }

  @Test
  void aSubjectThatIsGoneIsADoubt() throws IOException {
    put("dragonfly/df9daea", "dragonfly/gone");
    assertThat(result().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result().doubts().get(0))
        .startsWith(NAME + ".repro: unknown subject 'dragonfly/gone'");
  }

  @Test
  void aCorpusThatIsEmptyOrNotThereIsADoubtAndNoPass() {
    assertThat(result().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result().doubts().get(0)).startsWith("the corpus of repros is empty");
    assertThat(result(Optional.empty()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result(Optional.of(temp.resolve("gone"))).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }
}
