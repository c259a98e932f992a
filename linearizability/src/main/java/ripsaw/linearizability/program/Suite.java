package ripsaw.linearizability.program;

import java.util.List;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.subject.Family;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.NamedProgram.Use;

/**
 * A family's {@linkplain NamedProgram program}, read.
 *
 * @param name what it is about
 */
public record Suite(String name, Program program) {
  /** What the explorer takes allocators of this family through, smallest first. */
  public static List<Suite> of(Family family) {
    return of(family, Use.EXPLORE);
  }

  /**
   * The programs of this family for one of their uses.
   *
   * @throws IllegalStateException if one of them means nothing
   */
  public static List<Suite> of(Family family, Use use) {
    return family.programs().stream()
        .filter(program -> program.uses().contains(use))
        .map(named -> of(named, use))
        .toList();
  }

  /** Lincheck does not let a cpu wait until another is between two of its operations. */
  private static Suite of(NamedProgram named, Use use) {
    Suite suite = of(named);
    if (use == Use.LINCHECK && !suite.program().takenOffline().isEmpty()) {
      throw new IllegalStateException(
          named.name() + ": takes a cpu offline, which Lincheck cannot: let the explorer have it");
    }
    return suite;
  }

  private static Suite of(NamedProgram named) {
    try {
      return new Suite(named.name(), ProgramText.parse(named.text()));
    } catch (Malformed e) {
      throw new IllegalStateException(named.name() + ": " + e.getMessage(), e);
    }
  }
}
