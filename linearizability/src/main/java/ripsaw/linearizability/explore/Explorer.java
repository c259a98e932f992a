package ripsaw.linearizability.explore;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import ripsaw.linearizability.execution.Afterwards;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Makes the executions of a program, one after another, until one violates a sought property, or
 * none is left, or a bound is reached. The same question gives the same answer, time permitting. A
 * thread that is interrupted throws {@link CancellationException} before its next execution.
 */
public final class Explorer {
  /** Executions spent on making a counterexample short. */
  private static final long SHORTENING = 60_000;

  private Explorer() {}

  /**
   * What is to be explored.
   *
   * @param sought properties whose violation ends it
   * @param seed for a random method
   * @param executions at most, at least 1
   * @param deadline {@link System#nanoTime} after which no execution begins
   * @param goesOn whether to look at what comes {@linkplain Afterwards afterwards}, too
   */
  public record Question(
      Subject subject,
      Program program,
      MemoryModel memory,
      Set<Property> sought,
      Method method,
      long seed,
      long executions,
      long deadline,
      boolean goesOn) {
    /** One that looks at what comes afterwards if a property is about that. */
    public Question(
        Subject subject,
        Program program,
        MemoryModel memory,
        Set<Property> sought,
        Method method,
        long seed,
        long executions,
        long deadline) {
      this(
          subject,
          program,
          memory,
          sought,
          method,
          seed,
          executions,
          deadline,
          Afterwards.isAskedFor(sought));
    }

    Question with(Method other, Set<Property> properties, long most) {
      return new Question(
          subject, program, memory, properties, other, seed, most, deadline, goesOn);
    }
  }

  /** Explores, and if something is found looks for the schedule with the fewest preemptions. */
  public static Exploration shortest(Question question) {
    return shortened(question, explore(question));
  }

  /**
   * If something is found, looks for the schedule with the fewest preemptions.
   *
   * @param found by exploring
   */
  public static Exploration shortened(Question question, Exploration found) {
    if (found.violation().isEmpty() || question.method == Method.DEEPENING) {
      return found;
    }
    Property property = found.violation().get().property();
    Question shorter = question.with(Method.DEEPENING, Set.of(property), SHORTENING);
    Exploration deepened = explore(shorter);
    if (deepened.violation().isEmpty()) {
      return found;
    }
    return new Exploration(
        found.executions(),
        found.repeated(),
        found.accesses(),
        found.naive(),
        found.bound(),
        found.cutByBudget(),
        deepened.violation(),
        deepened.schedule(),
        found.coverage());
  }

  /** Explores until the first violation. */
  public static Exploration explore(Question question) {
    return explore(question, () -> null);
  }

  /**
   * The same, with every execution written down, those too that are abandoned.
   *
   * @param traces makes a trace for each execution, or null
   */
  public static Exploration explore(Question question, Supplier<Trace> traces) {
    return new Search(question, traces, false).run();
  }

  /**
   * Explores until the first violation a subject that somebody wrote, who may not know that
   * checkers see what is in the machine and nothing else.
   *
   * @throws Unwatched if it does what is not seen, as far as that shows: the first execution is
   *     made twice, and of some others the Java objects are compared before and after
   */
  public static Exploration watched(Question question) {
    return watched(question, () -> null);
  }

  /**
   * The same.
   *
   * @param traces as of {@link #explore(Question, Supplier)}
   */
  public static Exploration watched(Question question, Supplier<Trace> traces) {
    return new Search(question, traces, true).run();
  }

  /** The bound of an exploration that made as many executions as it was to, each to its end. */
  public static String cutAt(long executions) {
    return "executions: cut at " + executions + " of a program";
  }

  static Strategy strategy(Question question) {
    Actors actors = ProgramRun.actorsOf(question.program);
    return switch (question.method) {
      case EXHAUSTIVE -> new SourceSets(actors);
      case DEEPENING -> new PreemptionBounding();
      case RANDOM -> Priorities.none(actors, question.seed);
      case PCT -> Priorities.changingAtRandomSteps(actors, question.seed);
      case POS -> Priorities.ofSteps(actors, question.seed);
    };
  }

  /** One search. */
  private static final class Search {
    private final Question question;
    private final Supplier<Trace> traces;
    private final boolean watched;
    private final Coverage coverage = new Coverage();
    private long executions;
    private long repeated;
    private long accesses;
    private long cut;
    private double naive;
    private boolean outOfTime;
    private boolean isRepeated;

    Search(Question question, Supplier<Trace> traces, boolean watched) {
      this.question = question;
      this.watched = watched;
      this.traces = traces;
    }

    Exploration run() {
      Executions all = new Executions(question, strategy(question));
      FinalStates ends = new FinalStates(question);
      Losses losses = new Losses(question.subject, question.program);
      while (all.begin()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted");
        }
        if (executions >= question.executions) {
          return result(cut > 0 ? cutSteps() : cutAt(question.executions), null, null);
        }
        if (System.nanoTime() > question.deadline && executions > 0) {
          outOfTime = true;
          return result("time: up after %s executions".formatted(executions), null, null);
        }
        boolean watchesJava = watched && Sample.has(executions);
        ProgramRun run = all.make(traces.get(), watchesJava);
        if (watched && !isRepeated) {
          isRepeated = true;
          Repetition.check(question, run.made());
        }
        accesses += run.accesses();
        coverage.add(run.session().coverage());
        if (all.hasBegunAnew()) {
          repeated += executions;
          executions = 0;
          cut = 0;
        }
        if (!run.isOver()) {
          repeated++;
          continue;
        }
        executions++;
        cut += run.wasCut() ? 1 : 0;
        if (watchesJava && !run.wasCut() && run.session().found().isEmpty()) {
          run.session().judgeJavaState();
        }
        // After that, as both go on with the allocator.
        ends.judge(run);
        losses.judge(run);
        coverage.addJudgement(run.session().coverage());
        if (executions == 1) {
          naive = run.steps().shuffles();
          run.session().attempt(run.session()::lookAtNames);
        }
        if (run.session().found().isPresent()) {
          return result("", run, Schedule.of(run));
        }
      }
      return result(cut > 0 ? cutSteps() : all.bound(), null, null);
    }

    private String cutSteps() {
      return "steps: %s executions cut at %s".formatted(cut, ProgramRun.MOST_STEPS);
    }

    private Exploration result(String bound, ProgramRun failed, Schedule schedule) {
      return new Exploration(
          executions,
          repeated,
          accesses,
          naive,
          bound,
          outOfTime,
          failed == null ? Optional.empty() : failed.session().found(),
          Optional.ofNullable(schedule),
          coverage);
    }
  }
}
