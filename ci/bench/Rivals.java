import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.lincheck.LincheckChecker;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Catalogue;
import ripsaw.subject.NamedProgram.Use;
import ripsaw.subject.Subject;

/**
 * Executions a second of the explorer and of Lincheck's model checker, on one subject and the
 * programs that its family has for Lincheck, round about in one process, so that what else the
 * machine does hits both. The first round is thrown away. Run it by {@code ci/bench/run Rivals}.
 *
 * <p>Lincheck looks at opaque and stronger accesses only and judges a census at the end; the
 * explorer at every access, with all checks.
 */
public final class Rivals {
  private static final int ROUNDS = 4;
  private static final long LINCHECK_EXECUTIONS = 300;
  private static final long EXPLORER_EXECUTIONS = 3_000;

  /** Tried with Maven on 21 November 2026. */
  private static final String FRAY =
      "Fray 0.9.2                 not run: of its parts Maven Central had fray-junit and the Maven"
          + " plugin, but not the core, the agent and the JVMTI library they need";

  private static final Duration LONG = Duration.ofMinutes(10);

  private record Rate(double executions, double accesses) {}

  private Rivals() {}

  public static void main(String[] args) {
    String id = args.length > 0 ? args[0] : "dragonfly/reference";
    Subject subject = Catalogue.load().find(id).orElseThrow();
    List<Rate> lincheck = new ArrayList<>();
    List<Rate> exhaustive = new ArrayList<>();
    List<Rate> random = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      lincheck.add(lincheck(subject));
      exhaustive.add(explorer(subject, Method.EXHAUSTIVE));
      random.add(explorer(subject, Method.RANDOM));
    }
    double rival = print("Lincheck, model checking", lincheck, 0);
    print("explorer, exhaustive", exhaustive, rival);
    print("explorer, random", random, rival);
    System.out.println(FRAY);
  }

  private static Rate lincheck(Subject subject) {
    long begin = System.nanoTime();
    long executions =
        new LincheckChecker()
            .check(subject, subject.promised(), new Effort(LINCHECK_EXECUTIONS, LONG, false))
            .executions();
    return new Rate(executions / seconds(begin), 0);
  }

  /** Again and again, until it has made enough to be timed. */
  private static Rate explorer(Subject subject, Method method) {
    long executions = 0;
    long accesses = 0;
    long begin = System.nanoTime();
    while (executions < 20 * EXPLORER_EXECUTIONS) {
      for (Suite scenario : Suite.of(subject.family(), Use.LINCHECK)) {
        Exploration made =
            Explorer.explore(
                new Explorer.Question(
                    subject,
                    scenario.program(),
                    MemoryModel.SC,
                    subject.promised(),
                    method,
                    executions,
                    EXPLORER_EXECUTIONS,
                    begin + LONG.toNanos()));
        executions += made.executions() + made.repeated();
        accesses += made.accesses();
      }
    }
    double seconds = seconds(begin);
    return new Rate(executions / seconds, accesses / seconds);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Prints the median of all rounds but the first, and returns its executions. */
  private static double print(String name, List<Rate> rounds, double rival) {
    List<Rate> counted = new ArrayList<>(rounds.subList(1, rounds.size()));
    Collections.sort(counted, (one, other) -> Double.compare(one.executions, other.executions));
    Rate median = counted.get(counted.size() / 2);
    String accesses =
        median.accesses > 0
            ? String.format(Locale.ROOT, "  %.2f million accesses/s", median.accesses / 1e6)
            : "";
    String factor =
        rival > 0 ? String.format(Locale.ROOT, "  %.0f times", median.executions / rival) : "";
    System.out.printf(
        Locale.ROOT,
        "%-26s %8.0f executions/s (%.0f to %.0f)%s%s%n",
        name,
        median.executions,
        counted.get(0).executions,
        counted.get(counted.size() - 1).executions,
        accesses,
        factor);
    return median.executions;
  }
}
