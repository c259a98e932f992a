package ripsaw.gate;

import java.util.EnumSet;
import ripsaw.linearizability.Exploration;
import ripsaw.linearizability.Explorer;
import ripsaw.linearizability.Program;
import ripsaw.linearizability.Program.Malformed;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * A fault that a search must find before its silence means anything.
 *
 * @param executions up to and including the one that showed it, or all of them
 */
record Canary(Subject fault, long executions, boolean found) {
  /** Of the museum: a signal that is owed is not sent. */
  static final String FAULT = "museum/signal-dropped";

  private static final String PROGRAM = "before: cpu0: a = alloc 64; b = alloc 64 | cpu1: free a";

  static Canary of(Subject fault, Search search) {
    Exploration exploration =
        Explorer.explore(search.question(fault, program(), EnumSet.of(Property.NO_STRANDING)));
    return new Canary(fault, exploration.executions(), exploration.violation().isPresent());
  }

  private static Program program() {
    try {
      return Program.parse(PROGRAM);
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "canary: %s %s %s"
        .formatted(
            fault,
            found ? "found after" : "not found in",
            Judgement.counted(executions, "execution"));
  }
}
