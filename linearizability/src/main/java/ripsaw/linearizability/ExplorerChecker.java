package ripsaw.linearizability;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.Explorer.Question;
import ripsaw.machine.MemoryModel;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * The explorer as the gate sees it: every schedule of every program of the {@link Suite}, under
 * sequential consistency, then with release and acquire, then with store buffers.
 */
public final class ExplorerChecker implements SubjectChecker {
  /** Nearly every fault shows without weak memory; store buffers have the most schedules. */
  private static final List<MemoryModel> MODELS =
      List.of(MemoryModel.SC, MemoryModel.RA, MemoryModel.TSO);

  @Override
  public Checker id() {
    return Checker.EXPLORER;
  }

  @Override
  public Finding check(Subject subject, Set<Property> sought, Effort effort) {
    long deadline = System.nanoTime() + effort.budget().toNanos();
    Coverage coverage = new Coverage();
    List<Suite> suite = Suite.of(subject.family());
    long executions = 0;
    int cut = 0;
    String why = "";
    boolean cutByBudget = false;
    for (MemoryModel model : MODELS) {
      for (Suite one : suite) {
        Question question =
            new Question(
                subject,
                one.program(),
                model,
                sought,
                Method.EXHAUSTIVE,
                0,
                effort.executions(),
                deadline);
        Exploration exploration =
            effort.readable() ? Explorer.shortest(question) : Explorer.explore(question);
        executions += exploration.executions();
        coverage.add(exploration.coverage());
        if (exploration.violation().isPresent()) {
          String repro = effort.readable() ? repro(question, exploration) : "";
          return finding(subject, executions, "", false, exploration.violation(), repro, coverage);
        }
        if (!exploration.isExhausted() && cut++ == 0) {
          why = "%s under %s: %s".formatted(one.name(), model, exploration.bound());
        }
        cutByBudget |= exploration.cutByBudget();
      }
    }
    String bound =
        cut == 0
            ? ""
            : "%d of %d programs not exhausted, the first %s"
                .formatted(cut, MODELS.size() * suite.size(), why);
    return finding(subject, executions, bound, cutByBudget, Optional.empty(), "", coverage);
  }

  private static String repro(Question question, Exploration exploration) {
    return new Repro(
            question.subject().id(),
            question.program(),
            question.memory(),
            exploration.violation().map(Violation::property),
            exploration.schedule())
        .text();
  }

  private static Finding finding(
      Subject subject,
      long executions,
      String bound,
      boolean cutByBudget,
      Optional<Violation> violation,
      String repro,
      Coverage coverage) {
    return new Finding(
        executions,
        bound,
        cutByBudget,
        violation,
        repro,
        coverage.exceeded(),
        coverage.missing(subject.family()));
  }
}
