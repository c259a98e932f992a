package ripsaw.gate.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.text.ExitCode;
import ripsaw.spec.Checker;

/**
 * What a run came to.
 *
 * @param failures sentences, each enough for {@link ExitCode#FAIL}
 * @param doubts sentences, each enough not to pass
 */
public record Judgement(
    List<Checker> checkers,
    List<JudgedFault> faults,
    List<JudgedSubject> subjects,
    Replays repros,
    Ruling ruling,
    List<String> failures,
    List<String> doubts) {
  /** The last word. */
  public enum Ruling {
    PASS(ExitCode.PASS),
    FAIL(ExitCode.FAIL),
    INCONCLUSIVE(ExitCode.INCONCLUSIVE);

    private final int exitCode;

    Ruling(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /** Of a run that was not to replay any repro. */
  public static Judgement of(
      List<Checker> checkers, List<JudgedFault> faults, List<JudgedSubject> subjects) {
    return of(checkers, faults, subjects, Replays.NONE);
  }

  /** The same run, which replayed these as well. */
  public Judgement with(Replays replays) {
    return of(checkers, faults, subjects, replays);
  }

  /** A failure outweighs what is inconclusive: a violation that was seen was seen. */
  private static Judgement of(
      List<Checker> checkers,
      List<JudgedFault> faults,
      List<JudgedSubject> subjects,
      Replays repros) {
    Reasons reasons = new Reasons();
    faults.forEach(reasons::add);
    reasons.add(repros);
    subjects.forEach(reasons::add);
    Ruling ruling =
        !reasons.failures().isEmpty()
            ? Ruling.FAIL
            : !reasons.doubts().isEmpty() ? Ruling.INCONCLUSIVE : Ruling.PASS;
    return new Judgement(
        checkers,
        faults,
        subjects,
        repros,
        ruling,
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
    shown.add(counted(count(JudgedFault.Outcome.KILLED), "fault") + " killed");
    long equivalent = count(JudgedFault.Outcome.EQUIVALENT);
    if (equivalent > 0) {
      shown.add(equivalent + " equivalent as declared");
    }
    if (!repros.items().isEmpty()) {
      shown.add(counted(repros.asExpected(), "repro") + " replayed as expected");
    }
    List<String> holding =
        subjects.stream()
            .filter(JudgedSubject::holds)
            .map(subject -> subject.subject().id())
            .toList();
    if (!holding.isEmpty()) {
      shown.add(
          counted(holding.size(), "subject") + " shown to hold: " + String.join(" ", holding));
    }
    return shown;
  }

  public long count(JudgedFault.Outcome outcome) {
    return faults.stream().filter(fault -> fault.outcome() == outcome).count();
  }

  public static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
