package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Given;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.shard.Work;
import ripsaw.gate.verdict.GateResult;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.spec.Checker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

@Order(3)
class HuntTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Subject SUBJECT = CATALOGUE.find("blackbox/bitmap").orElseThrow();
  private static final int ALL = Integer.MAX_VALUE;

  private static Hunted first;
  private static String answers;

  @TempDir private Path temp;

  private static Hunt hunt(Triage triage, Optional<Path> cache, int sample) {
    return hunt(SUBJECT, triage, cache, sample);
  }

  private static Hunt hunt(Subject subject, Triage triage, Optional<Path> cache, int sample) {
    return hunt(subject, new Hunt.Effort(1, 200, sample), triage, cache);
  }

  private static Hunt hunt(
      Subject subject, Hunt.Effort effort, Triage triage, Optional<Path> cache) {
    return Hunt.of(subject, CATALOGUE.providerOf(subject), effort, triage, cache);
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

  /** What was answered about all of them, in a file of this test's own: they are asked once. */
  private Path answered() throws IOException {
    Path cache = temp.resolve("answers");
    if (first == null) {
      first = run(hunt(Triage.NONE, Optional.of(cache), ALL));
      answers = Files.readString(cache);
    }
    return Files.writeString(cache, answers);
  }

  @Test
  void mostAreKilledEachByAPropertyAndMostByTheExplorer() throws IOException {
    answered();
    Hunted hunted = first;
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

  /** What lives was looked at; it would be others with each seed. */
  @Tag("nightly")
  @Test
  void anotherSeedPicksAnotherSampleAndAsksTheSame() throws IOException {
    Path cache = temp.resolve("answers");
    List<String> all = told(run(hunt(Triage.NONE, Optional.of(cache), ALL)));
    Hunt.Effort other = new Hunt.Effort(2, 200, 20);
    Hunted hunted = run(hunt(SUBJECT, other, Triage.NONE, Optional.empty()));
    assertThat(all).containsSubsequence(told(hunted)).doesNotContainSequence(told(hunted));
    String kept = Files.readString(cache);
    Hunt.Effort whole = new Hunt.Effort(2, 200, ALL);
    run(hunt(SUBJECT, whole, Triage.NONE, Optional.of(cache)));
    assertThat(cache).as("nothing that was asked before is forgotten").hasContent(kept);
  }

  @Test
  void whatHasNotChangedIsNotAskedAgain() throws IOException {
    Path cache = answered();
    String kept = Files.readString(cache);
    assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), ALL)))).isEqualTo(told(first));
    assertThat(cache).content().isEqualTo(kept);

    // An answer that no checker gave shows that none was asked.
    Files.writeString(cache, planted(kept));
    assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), ALL))))
        .anySatisfy(one -> assertThat(one).contains("planted"));
  }

  /** As somebody might who knows the digest. */
  private static String planted(String kept) {
    return AnswerCache.signed(lines(kept).replace("\tgrant\t", "\tplanted\t"));
  }

  private static String lines(String kept) {
    return kept.replaceFirst("end: .*\n$", "");
  }

  @Test
  void aCacheThatIsCutShortOrNotAsItWasWrittenIsNone() throws IOException {
    Path cache = temp.resolve("answers");
    Hunted first = run(hunt(Triage.NONE, Optional.of(cache), 9));
    String kept = Files.readString(cache);
    for (String broken : List.of(lines(planted(kept)), kept.replace("\tgrant\t", "\tplanted\t"))) {
      assertThat(broken).contains("\tplanted\t");
      Files.writeString(cache, broken);
      assertThat(told(run(hunt(Triage.NONE, Optional.of(cache), 9)))).isEqualTo(told(first));
    }
  }

  /** The mistakes are the same, byte for byte, in a class that both have. */
  @Test
  void whatIsSaidOfOneSubjectIsNoAnswerForAnother() throws IOException {
    Path cache = answered();
    Subject other = CATALOGUE.find("museum/blackbox-dirty").orElseThrow();
    assertThat(told(run(hunt(other, Triage.NONE, Optional.of(cache), 9))))
        .isEqualTo(told(run(hunt(other, Triage.NONE, Optional.empty(), 9))));
  }

  @Test
  void aSampleForgetsNothingAndAWholeHuntForgetsWhatIsGone() throws IOException {
    Path cache = answered();
    String all = Files.readString(cache);
    Files.writeString(cache, AnswerCache.signed(lines(all) + "old\tone\t0\n"));
    run(hunt(Triage.NONE, Optional.of(cache), 3));
    assertThat(Files.readAllLines(cache)).hasSize(1 + (int) all.lines().count());
    assertThat(cache).content().contains("\nold\tone\t1\n");
    run(hunt(Triage.NONE, Optional.of(cache), ALL));
    assertThat(cache).content().isEqualTo(all);
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
    Optional<Path> cache = Optional.of(answered());
    Hunted plain = first;
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
    Hunted triaged = run(hunt(Triage.load(file), cache, ALL));
    assertThat(triaged.failures())
        .contains(SUBJECT + ", A.b never 1: x: triaged, and is no mutant")
        .anySatisfy(one -> assertThat(one).contains(killed + ": called equivalent, and killed by"))
        .filteredOn(one -> one.endsWith("nobody has triaged it"))
        .hasSize(plain.survivors().size());
    assertThat(triaged.equivalent()).isZero();
  }

  @Test
  void anEquivalentOneDoesNotCount() throws IOException {
    Optional<Path> cache = Optional.of(answered());
    Hunted plain = first;
    assertThat(plain.survivors()).isNotEmpty();
    StringBuilder text = new StringBuilder();
    plain.survivors().forEach(one -> text.append(one.mutation()).append("\n    equivalent: so.\n"));
    Path file = Files.writeString(temp.resolve("triage.txt"), text);
    Hunted triaged = run(hunt(Triage.load(file), cache, ALL));
    assertThat(triaged.failures()).isEmpty();
    assertThat(triaged.score(triaged.noticed())).isEqualTo(10_000);
    assertThat(triaged.counted()).isEqualTo(plain.of() - plain.survivors().size());
  }
}
