package ripsaw.gate.hunt;

import java.util.ArrayList;
import java.util.List;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.program.Program;
import ripsaw.spec.Violation;

/**
 * What came of a search among random programs.
 *
 * @param programs that were drawn
 * @param found those worth keeping, in the order in which they were drawn
 * @param broken those on which the subject itself fails
 */
public record Searched(int programs, List<Found> found, List<Broken> broken) {
  /** As in the families' lists of programs. */
  private static final String INDENT = "        ";

  /**
   * A program that shows what the family's programs do not, as small as it could be made.
   *
   * @param number of the draw, from 1
   * @param executions of the subject itself
   * @param isWhole whether these are all that there are
   * @param kills mutants that nothing killed before
   * @param reaches lines, ways of conditions and racing pairs to which no program came before
   */
  public record Found(
      int number,
      Program program,
      long executions,
      boolean isWhole,
      List<Mutation> kills,
      List<String> reaches) {

    /** To be pasted into a family's list of programs. */
    public List<String> text() {
      List<String> lines = new ArrayList<>();
      kills.forEach(one -> lines.add(INDENT + "// kills " + one));
      reaches.forEach(one -> lines.add(INDENT + "// comes to " + one));
      lines.add(
          "%s// %s%s"
              .formatted(INDENT, Plural.of(executions, "execution"), isWhole ? "" : " and more"));
      lines.add(INDENT + "NamedProgram.explored(");
      lines.add(INDENT + "    \"found by chance, " + number + "\",");
      lines.add(INDENT + "    \"\"\"");
      program.lines().forEach(one -> lines.add(INDENT + "    " + one.replaceFirst(": +", ": ")));
      lines.add(INDENT + "    \"\"\"),");
      return lines;
    }
  }

  /** A program on which the subject fails, as small as it could be made. */
  public record Broken(Program program, Violation violation) {
    @Override
    public String toString() {
      return "violates %s by chance: explore --program '%s'"
          .formatted(violation.property().id(), program);
    }
  }

  /** How many mutants live no more. */
  public int kills() {
    return found.stream().mapToInt(one -> one.kills().size()).sum();
  }

  /** In a sentence. */
  public String inWords() {
    return ("of %s, %s worth keeping: %s killed that nothing killed, %s lines, ways or racing pairs"
            + " reached that nothing reached")
        .formatted(
            Plural.of(programs, "random program"),
            found.size(),
            Plural.of(kills(), "mutant"),
            found.stream().mapToInt(one -> one.reaches().size()).sum());
  }
}
