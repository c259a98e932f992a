package ripsaw.linearizability.explore;

import java.util.Set;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** The lost signal of df9daea, which many tests look for, and the reference that has it not. */
public final class Df9daea {
  public static final Subject SUBJECT = subject("dragonfly/df9daea");
  public static final Subject REFERENCE = subject("dragonfly/reference");

  /** The owner parks its slab while another cpu frees into it. */
  public static final Program PROGRAM =
      program("before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a");

  public static final Set<Property> STRANDING = Set.of(KfreeProperty.NO_STRANDING);

  private Df9daea() {}

  public static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  public static Program program(String text) {
    try {
      return ProgramText.parse(text);
    } catch (Malformed e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Question question(Method method, long seed, long executions) {
    return new Question(
        SUBJECT, PROGRAM, MemoryModel.SC, STRANDING, method, seed, executions, Long.MAX_VALUE);
  }

  /** How it comes about, with as few preemptions as it takes. */
  public static Repro repro() {
    Exploration found = Explorer.shortest(question(Method.EXHAUSTIVE, 0, 100_000));
    return new Repro(
        SUBJECT.id(),
        PROGRAM,
        MemoryModel.SC,
        found.violation().map(violation -> violation.property()),
        found.schedule());
  }
}
