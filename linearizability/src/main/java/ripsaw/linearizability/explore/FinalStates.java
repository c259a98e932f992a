package ripsaw.linearizability.explore;

import java.util.HashSet;
import java.util.Set;
import ripsaw.linearizability.execution.Afterwards;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.explore.Explorer.Question;

/**
 * The states in which the executions of a program end. What comes {@linkplain Afterwards
 * afterwards} depends on nothing else, so it is made once for each.
 */
final class FinalStates {
  private final boolean areAsked;
  private final Set<Long> seen = new HashSet<>();

  FinalStates(Question question) {
    this.areAsked = question.goesOn();
  }

  /** Judges an execution that has come to its end: its census was judged before. */
  void judge(ProgramRun run) {
    if (areAsked && Afterwards.canFollow(run) && seen.add(run.session().machine().fingerprint())) {
      new Afterwards(run.session()).judge();
    }
  }
}
