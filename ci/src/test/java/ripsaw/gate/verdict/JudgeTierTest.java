package ripsaw.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Tier;
import ripsaw.gate.run.CheckerResults;
import ripsaw.gate.verdict.GateResult.Outcome;
import ripsaw.gate.worker.Answer;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/** All is found and all is clean, but jqwik is asked about mutants of some properties only. */
class JudgeTierTest {
  private static final Scope QUICK = new Scope(Tier.QUICK, List.of("jqwik nearly all"));

  private final Subject subject = Given.subject("made/up");
  private final List<Mutant> museum = Given.museum();
  private final Map<Checker, CheckerResults> said = new EnumMap<>(Checker.class);

  JudgeTierTest() {
    for (Checker checker : Checker.values()) {
      CheckerResults results = new CheckerResults();
      museum.forEach(fault -> results.faults().put(fault.id(), Given.found(fault.property(), 9)));
      results.subjects().put(subject.id(), List.of(Given.clean(Given.ENOUGH)));
      results.planted().put(subject.id(), Given.planted(3));
      said.put(checker, results);
    }
  }

  private GateResult judge(Scope scope, Set<Property> ofJqwik) {
    List<Agenda.Attempt> attempts =
        museum.stream()
            .map(
                fault ->
                    new Agenda.Attempt(
                        fault,
                        ofJqwik.contains(fault.property())
                            ? EnumSet.allOf(Checker.class)
                            : EnumSet.complementOf(EnumSet.of(JQWIK))))
            .toList();
    return Judge.judge(
        new Agenda(
            Agenda.all(), attempts, List.of(subject), (checker, any, property) -> true, scope),
        said,
        museum);
  }

  private static JudgedSubject.Judged judged(GateResult result, Property property) {
    return result.subjects().getFirst().properties().stream()
        .filter(judged -> judged.property() == property)
        .findFirst()
        .orElseThrow();
  }

  private static String said(GateResult result, Property property) {
    return judged(result, property).verdicts().get(JQWIK).label();
  }

  @Test
  void inTheQuickTierAMutantOfTheFamilyWillDoAndTheVerdictIsSaidToBorrowIt() {
    GateResult result = judge(QUICK, Set.of(LISTING));
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(result.scope()).isEqualTo(QUICK);
    assertThat(said(result, ZEROING)).isEqualTo("SAMPLED(50000)");
    JudgedSubject of = result.subjects().getFirst();
    assertThat(result.borrowing(of, judged(result, ZEROING))).containsExactly(JQWIK);
    assertThat(result.borrowing(of, judged(result, LISTING))).isEmpty();
    int all = of.properties().size();
    assertThat(result.borrowingInWords(of)).isEqualTo("jqwik %d of %d".formatted(all - 1, all));
  }

  @Test
  void inTheFullTierAMutantOfTheFamilyWillNotDo() {
    GateResult result = judge(Scope.FULL, Set.of(LISTING));
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(said(result, ZEROING))
        .isEqualTo("VACUOUS(no mutant of this property was caught by this checker in this run)");
    assertThat(said(result, LISTING)).isEqualTo("SAMPLED(50000)");
  }

  @Test
  void inTheQuickTierACheckerThatCaughtNothingInTheFamilyIsVacuous() {
    GateResult result = judge(QUICK, Set.of());
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(said(result, ZEROING))
        .isEqualTo("VACUOUS(no mutant of this family was caught by this checker in this run)");
    JudgedSubject of = result.subjects().getFirst();
    assertThat(result.borrowing(of, judged(result, ZEROING))).as("it is no pass").isEmpty();
  }

  @Test
  void inTheQuickTierAMutantOfThePropertyThatWasNotCaughtIsNotMadeGoodByAnother() {
    Answer cut = Given.cut(Given.ENOUGH);
    said.get(JQWIK).faults().put(Given.fault("museum/no-zeroing", ZEROING).id(), cut);
    GateResult result = judge(QUICK, Set.of(LISTING, ZEROING));
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(said(result, ZEROING))
        .isEqualTo("VACUOUS(no mutant of this property was caught by this checker in this run)");
  }
}
