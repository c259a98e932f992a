package ripsaw.spec;

/**
 * What a checker says of one property of one subject. Only the first three are a pass, and each
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

  /** Systematic, but cut short by a stated bound. */
  record Bounded(long executions, String why) implements Verdict {
    @Override
    public String label() {
      return "BOUNDED(" + why + ")";
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
