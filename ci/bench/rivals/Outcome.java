package rivals;

import java.io.PrintStream;
import java.util.Optional;

/**
 * What a contender did, as its JVM tells the one that compares them, in a line.
 *
 * @param task {@link #HELD} or {@link #FOUND}
 * @param nanos of CPU time; of a search, the mean of all
 */
public record Outcome(String contender, String task, long executions, long nanos) {
  public static final String HELD = "held";
  public static final String FOUND = "found";

  private static final String MARK = "outcome";

  void print(PrintStream out) {
    out.println(String.join("\t", MARK, contender, task, "" + executions, "" + nanos));
    out.flush();
  }

  /** Reads a line; empty if it is another that the tool prints. */
  public static Optional<Outcome> parse(String line) {
    String[] parts = line.split("\t");
    return parts.length == 5 && parts[0].equals(MARK)
        ? Optional.of(
            new Outcome(parts[1], parts[2], Long.parseLong(parts[3]), Long.parseLong(parts[4])))
        : Optional.empty();
  }
}
