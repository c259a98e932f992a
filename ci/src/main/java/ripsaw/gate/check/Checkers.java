package ripsaw.gate.check;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.bridge.TlcChecker;
import ripsaw.linearizability.checker.ExplorerChecker;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.lincheck.LincheckAgent;
import ripsaw.linearizability.lincheck.LincheckChecker;
import ripsaw.properties.RandomChecker;
import ripsaw.spec.Checker;
import ripsaw.spec.Verdict;
import ripsaw.spec.kept.KeptFiles;
import ripsaw.spec.tlc.KeptVerdicts;

/** The one place that knows the checkers apart. */
public final class Checkers {
  private static final List<String> FASTER_COMPILER = List.of("-XX:TieredStopAtLevel=1");

  private Checkers() {}

  /**
   * @param seed for a checker that is random
   */
  public static SubjectChecker create(Checker checker, long seed) {
    return switch (checker) {
      case TLC -> new TlcChecker(Optional.empty());
      case LINCHECK -> new LincheckChecker();
      case EXPLORER -> new ExplorerChecker();
      case JQWIK -> new RandomChecker(seed);
    };
  }

  /**
   * For a JVM that has no other purpose, and was started with {@link #jvmFlags}.
   *
   * @param seed for a checker that is random
   * @param kept directory of what earlier runs of the same code and the same text found
   */
  public static SubjectChecker createAlone(Checker checker, long seed, Optional<Path> kept) {
    return switch (checker) {
      case TLC -> new TlcChecker(kept.map(all -> new KeptVerdicts(all.resolve("tlc"))));
      case LINCHECK -> sparing(LincheckChecker.alone(), "", kept);
      case EXPLORER -> sparing(create(checker, seed), "", kept);
      case JQWIK -> sparing(create(checker, seed), Long.toString(seed), kept);
    };
  }

  private static SubjectChecker sparing(SubjectChecker checker, String seed, Optional<Path> kept) {
    return kept.<SubjectChecker>map(
            all ->
                new KeptFindings(
                    checker, seed, new KeptFiles(all.resolve("findings")), FamilyCode::digest))
        .orElse(checker);
  }

  /**
   * What such a JVM needs besides the flags of this one. The explorer, and jqwik with the effort of
   * the quick tier, are done before the better of two compilers has paid: they take a third and a
   * fifth less with the faster alone. With its whole effort jqwik would take nearly twice as long.
   */
  public static List<String> jvmFlags(Checker checker, Tier tier) {
    return switch (checker) {
      case LINCHECK -> LincheckAgent.flags();
      case EXPLORER -> FASTER_COMPILER;
      case JQWIK -> tier == Tier.QUICK ? FASTER_COMPILER : List.of();
      case TLC -> List.of();
    };
  }

  /** What the real ones can look for. */
  static Sight sight() {
    Map<Checker, SubjectChecker> all = new EnumMap<>(Checker.class);
    for (Checker checker : Checker.values()) {
      all.put(checker, create(checker, 0));
    }
    return (checker, subject, property) -> all.get(checker).sees(subject, property);
  }

  /** Whether it runs the subject itself, and so finds a fault that is planted in it. */
  public static boolean runsSubjects(Checker checker) {
    return checker != Checker.TLC;
  }

  /** How far a checker came, in words. */
  public static String counted(Checker checker, long executions) {
    return Plural.of(executions, checker == Checker.TLC ? "state" : "execution");
  }

  /**
   * Why a run that found nothing shows too little; empty if it does not. What is to be done in
   * {@link Limits} was done, or the time was up; who saw all there is needs no minimum.
   */
  public static Optional<String> tooLittle(Checker checker, Finding finding) {
    if (finding.cutByBudget()) {
      return Optional.of(finding.bound());
    }
    long least = Limits.minimum(checker);
    return finding.bound().isEmpty() || finding.executions() >= least
        ? Optional.empty()
        : Optional.of(
            "only %s, where %s are the least that count: %s"
                .formatted(counted(checker, finding.executions()), least, finding.bound()));
  }

  /** What a run that found nothing is worth, if it made enough executions. */
  public static Verdict clean(Checker checker, Finding finding) {
    if (finding.cutByBudget()) {
      return new Verdict.Bounded(finding.executions(), finding.bound(), false);
    }
    if (checker == Checker.JQWIK) {
      return new Verdict.Sampled(finding.executions());
    }
    if (finding.bound().isEmpty()) {
      return new Verdict.Exhausted(finding.executions());
    }
    // Lincheck's share is a choice; the others are to see all there is.
    boolean asPlanned = checker == Checker.LINCHECK;
    return new Verdict.Bounded(finding.executions(), finding.bound(), asPlanned);
  }
}
