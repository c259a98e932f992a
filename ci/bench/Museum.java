import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.checker.ExplorerChecker;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;

/**
 * How long the explorer takes to find each fault of the museum, from the first program of its suite
 * on, in a JVM that is warm: the second of two rounds counts. Run it by {@code ci/bench/run
 * Museum}.
 */
public final class Museum {
  private static final Effort EFFORT = new Effort(20_000, Duration.ofMinutes(1), false);

  private Museum() {}

  public static void main(String[] args) {
    List<Mutant> faults =
        Catalogue.load().mutants().stream()
            .filter(fault -> fault.killers().contains(Checker.EXPLORER))
            .toList();
    faults.forEach(Museum::millis);
    List<Double> times = new ArrayList<>();
    for (Mutant fault : faults) {
      double millis = millis(fault);
      times.add(millis);
      System.out.printf(Locale.ROOT, "%-60s %7.1f ms%n", fault.id(), millis);
    }
    Collections.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%d faults found, median %.1f ms, slowest %.0f ms%n",
        times.size(),
        times.get(times.size() / 2),
        times.get(times.size() - 1));
  }

  private static double millis(Mutant fault) {
    long begin = System.nanoTime();
    Finding finding =
        new ExplorerChecker().check(fault.subject(), Set.of(fault.property()), EFFORT);
    Optional<Violation> found = finding.violation();
    if (found.isEmpty()) {
      throw new IllegalStateException(fault.id() + " was not found");
    }
    return (System.nanoTime() - begin) / 1e6;
  }
}
