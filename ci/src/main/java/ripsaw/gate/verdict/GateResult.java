package ripsaw.gate.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Plural;
import ripsaw.spec.Checker;

/**
 * What a run came to.
 *
 * @param hunted what became of mutants of the subjects
 * @param failures sentences, each enough for {@link ExitCode#FAIL}
 * @param doubts sentences, each enough not to pass
 */
public record GateResult(
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
      List<Checker> checkers, List<JudgedMutant> faults, List<JudgedSubject> subjects) {
    return of(checkers, faults, subjects, Replays.NONE, List.of());
  }

  /** The same run, which replayed these as well, and asked about mutants of the subjects. */
  public GateResult with(Replays replays, List<Hunted> asked) {
    return of(checkers, faults, subjects, replays, asked);
  }

  /** A failure outweighs what is inconclusive: a violation that was seen was seen. */
  private static GateResult of(
      List<Checker> checkers,
      List<JudgedMutant> faults,
      List<JudgedSubject> subjects,
      Replays repros,
      List<Hunted> hunted) {
    Reasons reasons = new Reasons();
    faults.forEach(reasons::add);
    reasons.add(repros);
    subjects.forEach(reasons::add);
    hunted.forEach(reasons::add);
    Outcome outcome =
        !reasons.failures().isEmpty()
            ? Outcome.FAIL
            : !reasons.doubts().isEmpty() ? Outcome.INCONCLUSIVE : Outcome.PASS;
    return new GateResult(
        checkers,
        faults,
        subjects,
        repros,
        hunted,
        outcome,
        List.copyOf(reasons.failures()),
        reasons.doubts());
  }

  /** Why it is not a pass, failures first; empty for a pass. */
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

  public long count(JudgedMutant.Outcome outcome) {
    return faults.stream().filter(fault -> fault.outcome() == outcome).count();
  }
}
