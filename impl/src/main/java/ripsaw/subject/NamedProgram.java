package ripsaw.subject;

import java.util.Set;

/**
 * A program that comes within a few accesses of an edge of a protocol, as text.
 *
 * @param name what it is about
 * @param text in one line, its parts between bars
 * @param uses by whom
 */
public record NamedProgram(String name, String text, Set<Use> uses) {
  /** Who runs a program. */
  public enum Use {
    /** The explorer, every schedule; signals come whenever they can. */
    EXPLORE,
    /**
     * Lincheck, threads switched at accesses; signals come where the program says so, and so none
     * whose cpus wait for each other otherwise, as for room in a mailbox.
     */
    LINCHECK
  }

  /** One for the explorer. */
  public static NamedProgram explored(String name, String text) {
    return new NamedProgram(name, text, Set.of(Use.EXPLORE));
  }

  /** One for Lincheck. */
  public static NamedProgram linchecked(String name, String text) {
    return new NamedProgram(name, text, Set.of(Use.LINCHECK));
  }

  /** One for both. */
  public static NamedProgram shared(String name, String text) {
    return new NamedProgram(name, text, Set.of(Use.values()));
  }
}
