package ripsaw.spec;

/**
 * What a checker says of one property of one subject. Only the first three can be a pass, and each
 * says how far it reaches.
 */
public sealed interface Verdict {
  /** Executions that were looked at; 0 if vacuous. */
  long executions();

  /** The word used in reports, with its argument. */
  String label();

  default boolean passes() {
    return true;
  }

  /** Every behaviour within the stated configuration was visited; nothing was cut. */
  record Exhausted(long executions) implements Verdict {
    @Override
    public String label() {
      return "EXHAUSTED";
    }
  }

  /**
   * Cut short by a bound.
   *
   * @param why which bound, and how far the check came
   * @param asPlanned whether that was the effort that was stated beforehand; if not, such as when
   *     the time was up, it is no pass
   */
  record Bounded(long executions, String why, boolean asPlanned) implements Verdict {
    @Override
    public String label() {
      return "BOUNDED(" + why + ")";
    }

    @Override
    public boolean passes() {
      return asPlanned;
    }
  }

  /** So many random executions, none of which violated the property. */
  record Sampled(long executions) implements Verdict {
    @Override
    public String label() {
      return "SAMPLED(" + executions + ")";
    }
  }

  /** A violation, and how to see it again: a program and the events that lead to it. */
  record Violated(long executions, Violation violation, String repro) implements Verdict {
    @Override
    public String label() {
      return "VIOLATED";
    }

    @Override
    public boolean passes() {
      return false;
    }
  }

  /** Nothing was shown: the checker did not run, or was not seen to be able to fail. */
  record Vacuous(String why) implements Verdict {
    @Override
    public long executions() {
      return 0;
    }

    @Override
    public String label() {
      return "VACUOUS(" + why + ")";
    }

    @Override
    public boolean passes() {
      return false;
    }
  }
}
