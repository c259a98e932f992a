package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.Given;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.shard.Work;
import ripsaw.gate.verdict.GateResult;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.spec.Checker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class HuntTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Subject SUBJECT = CATALOGUE.find("blackbox/bitmap").orElseThrow();
  private static final int ALL = Integer.MAX_VALUE;

  @TempDir private Path temp;

  private static Hunt hunt(Triage triage, Optional<Path> cache, int sample) {
    return hunt(SUBJECT, triage, cache, sample);
  }

  private static Hunt hunt(Subject subject, Triage triage, Optional<Path> cache, int sample) {
    return Hunt.of(
        subject, CATALOGUE.providerOf(subject), new Hunt.Effort(1, 200, sample), triage, cache);
  }

  private static Hunted run(Hunt hunt) throws IOException {
    return hunt.run(hunt.sample(), Work.WHOLE, judged -> true);
  }

  private static List<String> sample(int most) {
    return hunt(Triage.NONE, Optional.empty(), most).sample().stream()
        .map(Mutation::toString)
        .toList();
  }

  private static List<String> told(Hunted hunted) {
    return hunted.mutants().stream().map(one -> one.mutation() + " " + one.answer()).toList();
  }

  @Test
  void mostAreKilledEachByAPropertyAndMostByTheExplorer() throws IOException {
    Hunted hunted = run(hunt(Triage.NONE, Optional.empty(), ALL));
    assertThat(hunted.mutants()).hasSize(hunted.of());
    assertThat(hunted.noticed()).isGreaterThan(hunted.of() * 3L / 4);
    assertThat(hunted.killedBy(Checker.EXPLORER)).isGreaterThan(hunted.killedBy(Checker.JQWIK));
    assertThat(hunted.mutants())
        .filteredOn(Judged::isKilled)
        .allSatisfy(one -> assertThat(one.answer().property()).isNotEmpty());
    assertThat(hunted.failures()).as("nobody has triaged anything").isEmpty();
  }

  @Test
  void oneSeedPicksOneSampleInTheOrderOfTheCode() {
    List<String> some = sample(7);
    assertThat(some).hasSize(7).isEqualTo(sample(7));
    assertThat(sample(ALL)).containsSubsequence(some);
  }

  @Test
  void whatHasNotChangedIsNotAskedAgain() throws IOException {
    Path cache = temp.resolve("answers");
    Hunted first = run(hunt(Triage.NONE, Optional.of(cache), ALL));
    String kept = Files.readString(cache);
    assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), ALL)))).isEqualTo(told(first));
    assertThat(cache).content().isEqualTo(kept);

    // An answer that no checker gave shows that none was asked.
    Files.writeString(cache, kept.replace("\tgrant\t", "\tplanted\t"));
    assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), ALL))))
        .anySatisfy(one -> assertThat(one).contains("planted"));
  }

  @Test
  void aCacheThatIsCutShortIsNone() throws IOException {
    Path cache = temp.resolve("answers");
    Hunted first = run(hunt(Triage.NONE, Optional.of(cache), 9));
    String kept = Files.readString(cache).replace("\tgrant\t", "\tplanted\t");
    Files.writeString(cache, kept.substring(0, kept.length() - "end\n".length()));
    assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), 9)))).isEqualTo(told(first));
  }

  /** A kill that lost its end is no survivor, and a fate that nobody knows is none. */
  @ParameterizedTest
  @ValueSource(strings = {"KILLED\t", "MAIMED\tjqwik\tgrant\t", "\t\t\t\t"})
  void aCacheWithALineThatMeansNothingIsNone(String rest) throws IOException {
    Path cache = temp.resolve("answers");
    Hunted first = run(hunt(Triage.NONE, Optional.of(cache), 9));
    String kept = Files.readString(cache).replace("\tgrant\t", "\tplanted\t");
    Files.writeString(cache, kept.replaceFirst("\nend\n", "\na\tb\t" + rest + "\nend\n"));
    assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), 9)))).isEqualTo(told(first));
  }

  /** The mistakes are the same, byte for byte, in a class that both have. */
  @Test
  void whatIsSaidOfOneSubjectIsNoAnswerForAnother() throws IOException {
    Path cache = temp.resolve("answers");
    run(hunt(Triage.NONE, Optional.of(cache), ALL));
    Subject other = CATALOGUE.find("museum/blackbox-dirty").orElseThrow();
    assertThat(told(run(hunt(other, Triage.NONE, Optional.of(cache), 9))))
        .isEqualTo(told(run(hunt(other, Triage.NONE, Optional.empty(), 9))));
  }

  @Test
  void aSampleForgetsNothingAndAWholeHuntForgetsWhatIsGone() throws IOException {
    Path cache = temp.resolve("answers");
    run(hunt(Triage.NONE, Optional.of(cache), ALL));
    Files.writeString(cache, Files.readString(cache).replaceFirst("\nend\n", "\nold\tone\nend\n"));
    String all = Files.readString(cache);
    run(hunt(Triage.NONE, Optional.of(cache), 3));
    assertThat(Files.readAllLines(cache)).containsExactlyInAnyOrderElementsOf(all.lines().toList());
    run(hunt(Triage.NONE, Optional.of(cache), ALL));
    assertThat(cache).content().isEqualTo(all.replace("old\tone\n", ""));
  }

  @Test
  void whatATriageGetsWrongIsAFailureOfTheGate() {
    Hunted gone =
        new Hunted(
            SUBJECT,
            List.of(),
            0,
            0,
            null,
            true,
            List.of("A.b never 1: x"),
            Optional.empty(),
            Optional.empty());
    GateResult result =
        Given.result(List.of(), List.of()).with(Replays.NONE, List.of(gone), List.of());
    assertThat(result.outcome()).isEqualTo(GateResult.Outcome.FAIL);
    assertThat(result.failures())
        .containsExactly(SUBJECT + ", A.b never 1: x: triaged, and is no mutant");
  }

  @Test
  void aHuntThatIsEndedSaysSoAndIsNoPass() throws IOException {
    Hunt hunt = hunt(Triage.NONE, Optional.empty(), 9);
    Hunted cut = hunt.run(hunt.sample(), Work.WHOLE, judged -> false);
    assertThat(cut.mutants()).hasSize(1);
    GateResult result =
        Given.result(List.of(), List.of()).with(Replays.NONE, List.of(cut), List.of());
    assertThat(result.outcome()).isEqualTo(GateResult.Outcome.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly("time: 1 of 9 mutants asked about (" + SUBJECT + ")");
  }

  @Test
  void aSubjectWhoseMutantsWereNotComeToIsNoPass() {
    GateResult result =
        Given.result(List.of(), List.of()).with(Replays.NONE, List.of(), List.of(SUBJECT));
    assertThat(result.outcome()).isEqualTo(GateResult.Outcome.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly(
            "time: the budget ran out before any mutant was asked about (" + SUBJECT + ")");
  }

  @Test
  void aTriageMakesItACheck() throws IOException {
    Hunted plain = run(hunt(Triage.NONE, Optional.empty(), ALL));
    String killed =
        plain.mutants().stream()
            .filter(Judged::isKilled)
            .findFirst()
            .orElseThrow()
            .mutation()
            .toString();
    Path file =
        Files.writeString(
            temp.resolve("triage.txt"),
            killed + "\n    equivalent: no.\nA.b never 1: x\n    open: gone.\n");
    Hunted triaged = run(hunt(Triage.load(file), Optional.empty(), ALL));
    assertThat(triaged.failures())
        .contains(SUBJECT + ", A.b never 1: x: triaged, and is no mutant")
        .anySatisfy(one -> assertThat(one).contains(killed + ": called equivalent, and killed by"))
        .filteredOn(one -> one.endsWith("nobody has triaged it"))
        .hasSize(plain.survivors().size());
    assertThat(triaged.equivalent()).isZero();
  }

  @Test
  void anEquivalentOneDoesNotCount() throws IOException {
    Hunted plain = run(hunt(Triage.NONE, Optional.empty(), ALL));
    assertThat(plain.survivors()).isNotEmpty();
    StringBuilder text = new StringBuilder();
    plain.survivors().forEach(one -> text.append(one.mutation()).append("\n    equivalent: so.\n"));
    Path file = Files.writeString(temp.resolve("triage.txt"), text);
    Hunted triaged = run(hunt(Triage.load(file), Optional.empty(), ALL));
    assertThat(triaged.failures()).isEmpty();
    assertThat(triaged.score(triaged.noticed())).isEqualTo(10_000);
    assertThat(triaged.counted()).isEqualTo(plain.of() - plain.survivors().size());
  }
}
