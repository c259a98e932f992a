package ripsaw.spec.tlc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a run of TLC is.
 *
 * @param generated states so far
 * @param distinct states so far
 * @param queue states whose successors are still to be made
 * @param perSecond states generated since the last report
 */
public record TlcProgress(long generated, long distinct, long queue, long perSecond) {
  static final TlcProgress NONE = new TlcProgress(0, 0, 0, 0);

  private static final Pattern LINE = Pattern.compile("@progress (\\d+) (\\d+) (\\d+) (\\d+)");

  /** As {@link #parse} reads it. */
  String line() {
    return "@progress " + generated + " " + distinct + " " + queue + " " + perSecond;
  }

  /** Empty if the line says something else. */
  static Optional<TlcProgress> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new TlcProgress(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4))))
        : Optional.empty();
  }
}
