package ripsaw.gate;

import java.util.List;
import ripsaw.spec.Checker;

/**
 * What a run came to.
 *
 * @param reasons sentences: why it is not a pass, failures first; empty for a pass
 */
record Judgement(
    List<Checker> checkers,
    List<JudgedFault> faults,
    List<JudgedSubject> subjects,
    Ruling ruling,
    List<String> reasons) {
  /** The last word. */
  enum Ruling {
    PASS(ExitCode.PASS),
    FAIL(ExitCode.FAIL),
    INCONCLUSIVE(ExitCode.INCONCLUSIVE);

    private final int exitCode;

    Ruling(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** A failure outweighs what is inconclusive: a violation that was seen was seen. */
  static Judgement of(
      List<Checker> checkers, List<JudgedFault> faults, List<JudgedSubject> subjects) {
    Reasons reasons = new Reasons();
    faults.forEach(reasons::add);
    subjects.forEach(reasons::add);
    Ruling ruling =
        !reasons.failures().isEmpty()
            ? Ruling.FAIL
            : !reasons.doubts().isEmpty() ? Ruling.INCONCLUSIVE : Ruling.PASS;
    return new Judgement(checkers, faults, subjects, ruling, reasons.all());
  }

  long count(JudgedFault.Outcome outcome) {
    return faults.stream().filter(fault -> fault.outcome() == outcome).count();
  }
}
