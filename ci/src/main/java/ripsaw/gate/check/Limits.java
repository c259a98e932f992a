package ripsaw.gate.check;

import java.time.Duration;
import ripsaw.spec.Checker;

/**
 * How far the gate goes: every number that trades time for confidence. They are executions, so that
 * a verdict does not depend on what else the machine has to do.
 */
public final class Limits {
  /**
   * How long after a budget, if there is one, a worker may still answer: a checker looks at the
   * clock between executions only, and makes a violation small after it has found it.
   */
  public static final Duration GRACE = Duration.ofSeconds(20);

  /** See {@link #mutants}; apart, because the help names them. */
  public static final int QUICK_MUTANTS = 10;

  /** Likewise. */
  public static final int FULL_MUTANTS = 100;

  private Limits() {}

  /** Machine-made mutants of each subject that the gate asks about. */
  public static int mutants(Tier tier) {
    return tier == Tier.FULL ? FULL_MUTANTS : QUICK_MUTANTS;
  }

  /**
   * Executions at most to find a fault; of the explorer and of Lincheck, of each program. jqwik:
   * nearly all are found within a few thousand; the slowest seen with nine seeds took 70,293.
   * Lincheck: the slowest needs two dozen interleavings of its own program. TLC: as many states as
   * the model has, here and below.
   */
  public static long perFault(Checker checker) {
    return switch (checker) {
      case TLC -> Long.MAX_VALUE;
      case LINCHECK -> 100;
      case EXPLORER -> 20_000;
      case JQWIK -> 200_000;
    };
  }

  /**
   * Executions at most for a fault that the checker is not to find: enough that an easy one would
   * show.
   */
  public static long perInnocent(Checker checker) {
    return switch (checker) {
      case TLC -> Long.MAX_VALUE;
      case LINCHECK -> 8;
      case EXPLORER -> 20_000;
      case JQWIK -> 2_000;
    };
  }

  /** Executions at most to believe a subject; of TLC, states of a model. */
  public static long perSubject(Checker checker, Tier tier) {
    boolean isFull = tier == Tier.FULL;
    return switch (checker) {
      case TLC -> isFull ? Long.MAX_VALUE : 40_000;
      case LINCHECK -> isFull ? 300 : 50;
      case EXPLORER -> 200_000;
      case JQWIK -> isFull ? 60_000 : 10_000;
    };
  }

  /** What the quick tier leaves of the effort for a subject, in words; empty if nothing. */
  static String left(Checker checker) {
    long quick = perSubject(checker, Tier.QUICK);
    long whole = perSubject(checker, Tier.FULL);
    String part = "%s of %s ".formatted(whole - quick, whole);
    return quick == whole
        ? ""
        : switch (checker) {
          case TLC -> "models of more than %s states".formatted(quick);
          case LINCHECK -> part + "interleavings of a scenario";
          case EXPLORER -> part + "executions of a program";
          case JQWIK -> part + "programs";
        };
  }

  /**
   * Mutants of each family that a checker is to find in the quick tier, besides those of which it
   * is the cheapest killer; all if there are not so many.
   */
  static int canaries(Checker checker) {
    return switch (checker) {
      case TLC, EXPLORER -> 1;
      case LINCHECK, JQWIK -> 2;
    };
  }

  /** Equivalent mutants that the quick tier asks about. */
  static final int EQUIVALENTS = 1;

  /** The part of the time left that one fault planted in a subject may take. */
  public static final int SHARE_OF_PLANTED = 20;

  /** The part of the effort for a planted fault that is made first, with each of them. */
  public static final int PART_OF_PLANTED = 10;

  /**
   * Executions at most to find a fault that is planted in a subject. It is a coarse one, and
   * another is tried if it does not show.
   */
  public static long perPlanted(Checker checker) {
    return switch (checker) {
      case TLC -> throw new IllegalArgumentException("TLC runs no subject");
      case LINCHECK -> 100;
      case EXPLORER -> 500;
      case JQWIK -> 5_000;
    };
  }

  /**
   * Executions below which a clean run is no verdict, however loud the budget. Lincheck: whoever
   * was not cut by the time made its share of at least one program, and a family may have no more.
   */
  public static long minimum(Checker checker) {
    return switch (checker) {
      case TLC -> 1; // a model has as many states as it has, and must have all of them
      case LINCHECK -> perInnocent(checker);
      case EXPLORER -> 100;
      case JQWIK -> 1_000;
    };
  }
}
