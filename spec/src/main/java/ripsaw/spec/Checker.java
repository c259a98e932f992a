package ripsaw.spec;

import java.util.Locale;

/** The checkers of the gate, by the names used in reports. */
public enum Checker {
  /** Every state of a small configuration of the specification, liveness under fairness. */
  TLC,
  /** Model checking of the compiled Java: every access is a switch point, up to k switches. */
  LINCHECK,
  /** Every schedule of small programs, access by access, under three memory models. */
  EXPLORER,
  /** Long random programs under random schedules, with shrinking. */
  JQWIK;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
