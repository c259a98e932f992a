package ripsaw.gate.verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Tier;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Plural;
import ripsaw.spec.Checker;
import ripsaw.subject.Family;
import ripsaw.subject.Subject;

/**
 * What a run came to.
 *
 * @param scope what was asked of all that could be
 * @param hunted what became of mutants of the subjects
 * @param failures sentences, each enough for {@link ExitCode#FAIL}
 * @param doubts sentences, each enough not to pass
 */
public record GateResult(
    Scope scope,
    List<Checker> checkers,
    List<JudgedMutant> faults,
    List<JudgedSubject> subjects,
    Replays repros,
    List<Hunted> hunted,
    Outcome outcome,
    List<String> failures,
    List<String> doubts) {
  /** The last word. */
  public enum Outcome {
    PASS(ExitCode.PASS),
    FAIL(ExitCode.FAIL),
    INCONCLUSIVE(ExitCode.INCONCLUSIVE);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /** Of a run that was not to replay any repro. */
  public static GateResult of(
      Scope scope,
      List<Checker> checkers,
      List<JudgedMutant> faults,
      List<JudgedSubject> subjects) {
    return of(scope, checkers, faults, subjects, Replays.NONE, List.of(), List.of());
  }

  /**
   * The same run, which replayed these as well, and asked about mutants of the subjects.
   *
   * @param late subjects whose mutants were to be asked about, and the time was up
   */
  public GateResult with(Replays replays, List<Hunted> asked, List<Subject> late) {
    return of(scope, checkers, faults, subjects, replays, asked, late);
  }

  /**
   * A failure outweighs what is inconclusive: a violation that was seen was seen. What was asked
   * about comes first: many a reader, and GitHub, sees the first reasons only.
   */
  private static GateResult of(
      Scope scope,
      List<Checker> checkers,
      List<JudgedMutant> faults,
      List<JudgedSubject> subjects,
      Replays repros,
      List<Hunted> hunted,
      List<Subject> late) {
    Reasons reasons = new Reasons();
    subjects.forEach(reasons::add);
    hunted.forEach(reasons::add);
    late.forEach(reasons::addLate);
    faults.forEach(reasons::add);
    reasons.add(repros);
    Outcome outcome =
        !reasons.failures().isEmpty()
            ? Outcome.FAIL
            : !reasons.doubts().isEmpty() ? Outcome.INCONCLUSIVE : Outcome.PASS;
    return new GateResult(
        scope,
        checkers,
        faults,
        subjects,
        repros,
        hunted,
        outcome,
        List.copyOf(reasons.failures()),
        reasons.doubts());
  }

  /** Why it is not a pass, failures first, of each those of the subjects; empty for a pass. */
  public List<String> reasons() {
    return Stream.concat(failures.stream(), doubts.stream()).toList();
  }

  /** What was shown, in words, without a verb: each a part of one sentence. */
  public List<String> shown() {
    List<String> shown = new ArrayList<>();
    shown.add(Plural.of(count(JudgedMutant.Outcome.KILLED), "mutant") + " killed");
    long equivalent = count(JudgedMutant.Outcome.EQUIVALENT);
    if (equivalent > 0) {
      shown.add(equivalent + " equivalent as declared");
    }
    if (!repros.items().isEmpty()) {
      shown.add(Plural.of(repros.asExpected(), "repro") + " replayed as expected");
    }
    List<String> holding =
        subjects.stream()
            .filter(JudgedSubject::holds)
            .map(subject -> subject.subject().id())
            .toList();
    if (!holding.isEmpty()) {
      shown.add(
          Plural.of(holding.size(), "subject") + " shown to hold: " + String.join(" ", holding));
    }
    return shown;
  }

  /**
   * Checkers whose silence on a property of a subject counts although no mutant of that property
   * was put to them: the quick tier has one of the family, and one in the subject itself.
   */
  public Set<Checker> borrowing(JudgedSubject judged, JudgedSubject.Judged property) {
    Set<Checker> borrowing = EnumSet.noneOf(Checker.class);
    Canaries canaries = new Canaries(List.of(), faults);
    Family family = judged.subject().family();
    if (scope.tier() == Tier.QUICK && canaries.isRun(family)) {
      borrowing.addAll(property.verdicts().keySet());
      borrowing.removeIf(
          checker ->
              !property.verdicts().get(checker).passes()
                  || canaries.isAsked(family, property.property(), checker));
    }
    return borrowing;
  }

  /** How many verdicts on a subject that is, checker by checker; empty if none is. */
  public String borrowingInWords(JudgedSubject judged) {
    List<String> words = new ArrayList<>();
    for (Checker checker : checkers) {
      long all =
          judged.properties().stream().filter(one -> one.verdicts().containsKey(checker)).count();
      long borrowed =
          judged.properties().stream()
              .filter(one -> borrowing(judged, one).contains(checker))
              .count();
      if (borrowed > 0) {
        words.add("%s %s of %s".formatted(checker, borrowed, all));
      }
    }
    return String.join(", ", words);
  }

  public long count(JudgedMutant.Outcome outcome) {
    return faults.stream().filter(fault -> fault.outcome() == outcome).count();
  }
}
