package ripsaw.gate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.verdict.Judgement;
import ripsaw.gate.verdict.Judgement.Ruling;
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

  private Judgement judgement(Optional<Path> corpus) {
    return Judgement.of(Agenda.all(), List.of(), List.of()).with(Replays.of(catalogue, corpus));
  }

  private Judgement judgement() {
    return judgement(Optional.of(temp));
  }

  @Test
  void aReproThatComesAsExpectedIsShownAndDrawn() throws IOException {
    put("", "");
    Judgement judgement = judgement();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judgement.shown()).contains("1 repro replayed as expected");
    assertThat(judgement.repros().pages().get(NAME + ".html")).contains("links slab0.c0");
    assertThat(judgement.repros().links())
        .containsEntry("repro " + NAME, "pictures/" + NAME + ".html");
  }

  @Test
  void aReproThatDoesNotIsAFailure() throws IOException {
    put("VIOLATED no-stranding", "HOLDS");
    Judgement judgement = judgement();
    assertThat(judgement.ruling()).isEqualTo(Ruling.FAIL);
    assertThat(judgement.failures())
        .containsExactly(
            "repro "
                + NAME
                + ": not as expected: the file expects HOLDS, and it came to VIOLATED"
                + " no-stranding");
  }

  @Test
  void aScheduleThatFitsNoMoreIsADoubt() throws IOException {
    put("cas slab0.remote", "cas slab0.signal");
    Judgement judgement = judgement();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement.doubts())
        .singleElement()
        .asString()
        .startsWith("the schedule no longer fits")
        .endsWith("(repro " + NAME + ")");
    assertThat(judgement.repros().pages()).isEmpty();
  }

  @Test
  void aReproThatExpectsWhatNoExecutionCanViolateIsADoubt() throws IOException {
    put("VIOLATED no-stranding", "VIOLATED ring");
    assertThat(judgement().ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement().doubts())
        .singleElement()
        .asString()
        .startsWith(NAME + ".repro: expects ring, which no execution of dragonfly/df9daea can ");
  }

  @Test
  void aFileThatCannotBeReadIsADoubtThatDoesNotSayWhereTheCheckoutStands() throws IOException {
    put("memory:  sc", "memory:  weak");
    assertThat(judgement().doubts())
        .containsExactly(
            NAME + ".repro: line 3: 'weak': expected sc, tso or ra (repro " + NAME + ")");
  }

  @Test
  void aSubjectThatIsGoneIsADoubt() throws IOException {
    put("dragonfly/df9daea", "dragonfly/gone");
    assertThat(judgement().ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement().doubts().get(0)).startsWith("unknown subject 'dragonfly/gone'");
  }

  @Test
  void aCorpusThatIsEmptyOrNotThereIsADoubtAndNoPass() {
    assertThat(judgement().ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement().doubts().get(0)).startsWith("the corpus of repros is empty");
    assertThat(judgement(Optional.empty()).ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement(Optional.of(temp.resolve("gone"))).ruling())
        .isEqualTo(Ruling.INCONCLUSIVE);
  }
}
