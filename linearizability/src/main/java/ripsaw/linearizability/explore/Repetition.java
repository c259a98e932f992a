package ripsaw.linearizability.explore;

import java.util.List;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.execution.Transcript;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.subject.Subject;

/** The same schedule, made twice: it must come to the same accesses. */
public final class Repetition {
  private Repetition() {}

  /**
   * Makes the first execution of an exploration once more.
   *
   * @param made by it: see {@link ProgramRun#made}
   * @throws Unwatched if they differ
   */
  static void check(Question question, long made) {
    if (first(question, null).made() != made) {
      Transcript one = new Transcript();
      Transcript other = new Transcript();
      ProgramRun run = first(question, one);
      first(question, other);
      check(question.subject(), one, other);
      throw run.notAsBefore(0, 0); // they were the same this time
    }
  }

  private static ProgramRun first(Question question, Trace trace) {
    Executions executions = new Executions(question, Explorer.strategy(question));
    executions.begin();
    return executions.make(trace);
  }

  /**
   * @throws Unwatched naming the first line in which they differ
   */
  public static void check(Subject subject, Transcript one, Transcript other) {
    List<String> first = one.lines();
    List<String> second = other.lines();
    if (first.equals(second)) {
      return;
    }
    int same = 0;
    while (same < Math.min(first.size(), second.size())
        && first.get(same).equals(second.get(same))) {
      same++;
    }
    throw new Unwatched(
        "%s is not deterministic: the same schedule made other accesses: '%s', and then '%s'%s"
            .formatted(subject, line(first, same), line(second, same), Unwatched.MEND));
  }

  private static String line(List<String> lines, int number) {
    return number < lines.size() ? lines.get(number).strip() : "the end";
  }
}
