package ripsaw.linearizability.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.program.Suite;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * The explorer as the gate sees it: every schedule of every program of the {@link Suite}, under
 * sequential consistency, then with release and acquire, then under total store order.
 */
public final class ExplorerChecker implements SubjectChecker {
  /** Nearly every fault shows without weak memory. */
  private static final List<MemoryModel> MODELS =
      List.of(MemoryModel.SC, MemoryModel.RA, MemoryModel.TSO);

  /**
   * Executions of each program in a first look for a fault. Nearly every fault shows in the first
   * few executions of some program, and those before it need not be seen to the end for that.
   */
  private static final int GLANCE = 16;

  private final int threads;

  /** One that explores as many programs at once as there are processors. */
  public ExplorerChecker() {
    this(InOrder.processors());
  }

  /** One that explores so many programs at once; its findings are the same with any number. */
  ExplorerChecker(int threads) {
    this.threads = threads;
  }

  @Override
  public Checker id() {
    return Checker.EXPLORER;
  }

  @Override
  public Finding check(Subject subject, Set<Property> sought, Effort effort) {
    SubjectCode.check(subject);
    long deadline = System.nanoTime() + effort.budget().toNanos();
    if (!effort.readable() && effort.executions() > GLANCE) {
      List<Question> first = questions(subject, sought, MODELS.subList(0, 1), GLANCE, deadline);
      Finding glance = ask(subject, new Check(first, false));
      if (glance.violation().isPresent()) {
        return glance;
      }
    }
    List<Question> all = questions(subject, sought, MODELS, effort.executions(), deadline);
    return ask(subject, new Check(all, effort.readable()));
  }

  private Finding ask(Subject subject, Check check) {
    InOrder.run(
        threads,
        check.questions.size(),
        number -> Explorer.watched(check.questions.get(number)),
        check::add);
    return check.finding(subject);
  }

  private static List<Question> questions(
      Subject subject,
      Set<Property> sought,
      List<MemoryModel> models,
      long executions,
      long deadline) {
    List<Question> questions = new ArrayList<>();
    for (MemoryModel model : models) {
      for (Suite one : Suite.of(subject.family())) {
        questions.add(
            new Question(
                subject, one.program(), model, sought, Method.EXHAUSTIVE, 0, executions, deadline));
      }
    }
    return questions;
  }

  /** What came of the questions so far. */
  private static final class Check {
    private final List<Question> questions;
    private final boolean readable;
    private final Coverage coverage = new Coverage();
    private int answered;
    private long executions;
    private final Cut late = new Cut();
    private final Cut cut = new Cut();
    private Exploration failed;

    Check(List<Question> questions, boolean readable) {
      this.questions = questions;
      this.readable = readable;
    }

    /** Adds the answer to the next question; returns false if it ends the check. */
    boolean add(Exploration exploration) {
      answered++;
      executions += exploration.executions();
      coverage.add(exploration.coverage());
      if (exploration.violation().isPresent()) {
        failed = exploration;
        return false;
      }
      if (!exploration.isExhausted()) {
        (exploration.cutByBudget() ? late : cut).add(questions.get(answered - 1), exploration);
      }
      return true;
    }

    /** The time before all else: with more of it the others might not be cut. */
    private String bound() {
      List<String> bounds = new ArrayList<>();
      if (late.count > 0) {
        bounds.add("time: " + late.of(questions.size()));
      }
      if (cut.count > 0) {
        bounds.add(cut.of(questions.size()));
      }
      return String.join("; ", bounds);
    }

    Finding finding(Subject subject) {
      if (failed == null) {
        return finding(subject, bound(), late.count > 0, Optional.empty(), "");
      }
      if (!readable) {
        return finding(subject, "", false, failed.violation(), "");
      }
      Question question = questions.get(answered - 1);
      Exploration shortest = Explorer.shortened(question, failed);
      return finding(subject, "", false, shortest.violation(), repro(question, shortest));
    }

    private Finding finding(
        Subject subject,
        String bound,
        boolean outOfTime,
        Optional<Violation> violation,
        String repro) {
      return new Finding(
          executions,
          bound,
          outOfTime,
          violation,
          repro,
          coverage.exceeded(),
          coverage.missing(subject, Checker.EXPLORER));
    }
  }

  /** Programs of which not every schedule was seen, each in one memory model. */
  private static final class Cut {
    private int count;
    private String first = "";

    void add(Question question, Exploration exploration) {
      if (count++ == 0) {
        first = "%s under %s: %s".formatted(name(question), question.memory(), exploration.bound());
      }
    }

    String of(int programs) {
      return "%s of %s programs not exhausted, the first %s".formatted(count, programs, first);
    }

    private static String name(Question question) {
      return Suite.of(question.subject().family()).stream()
          .filter(one -> one.program().equals(question.program()))
          .map(Suite::name)
          .findFirst()
          .orElseThrow();
    }
  }

  private static String repro(Question question, Exploration exploration) {
    return new Repro(
            question.subject().id(),
            question.program(),
            question.memory(),
            exploration.violation().map(Violation::property),
            exploration.schedule())
        .text(question.subject().family());
  }
}
