package ripsaw.spec.tlc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.TlcResult;

/**
 * What TLC prints in its tool mode: messages, each with a code, between lines that begin and end
 * it. The codes are those of {@code tlc2.output.EC}.
 *
 * <p>Only what TLC says in full is believed: a pass is the message of success, the final counts
 * with an empty queue, and exit code 0.
 */
final class TlcOutput {
  private static final Pattern BEGIN = Pattern.compile("(.*)@!@!@STARTMSG (\\d+):(\\d+) @!@!@");
  private static final Pattern END = Pattern.compile("@!@!@ENDMSG \\d+ @!@!@");

  private static final int ERROR = 1;

  private static final int INVARIANT_IN_INITIAL_STATE = 2107;
  private static final int PROPERTY_IN_INITIAL_STATE = 2108;
  private static final int INVARIANT = 2110;
  private static final int ACTION_PROPERTY = 2112;
  private static final int DEADLOCK = 2114;
  private static final int TEMPORAL = 2116;
  private static final int SUCCESS = 2193;
  private static final int DEPTH = 2194;
  private static final int COUNTS = 2199;
  private static final int LEAST_VIOLATION_EXIT = 11;
  private static final int LAST_VIOLATION_EXIT = 13;

  /** A name is unknown, an assumption false, or an expression makes no sense with the constants. */
  private static final Set<Integer> REFUSAL_EXITS = Set.of(10, 75, 76, 77, 151);

  /** TLC ends with any code then. */
  private static final String UNREADABLE = "error in the configuration file";

  private static final Pattern VIOLATED =
      Pattern.compile(
          "(?:Invariant|Action property|Property) (.*?) is violated(?: by the initial"
              + " state)?[.:].*",
          Pattern.DOTALL);
  private static final Pattern FINAL_COUNTS =
      Pattern.compile(
          "(\\d+) states generated, (\\d+) distinct states found, (\\d+) states left on queue.*",
          Pattern.DOTALL);
  private static final Pattern FINAL_DEPTH =
      Pattern.compile("The depth of the complete state graph search is (\\d+).*", Pattern.DOTALL);

  /** The remarks of a parser that all went well up to here. */
  private static final Pattern PARSING = Pattern.compile("(Parsing file|Semantic processing) .*");

  private static final int LONGEST_WHY = 300;

  /**
   * Between two of the lines above.
   *
   * @param kind 1 for an error
   */
  record Message(int code, int kind, String text) {}

  private final List<Message> messages = new ArrayList<>();
  private final List<String> outside = new ArrayList<>();
  private final Deque<Unfinished> unfinished = new ArrayDeque<>();

  private record Unfinished(int code, int kind, StringBuilder text) {}

  /** Takes the next line. */
  void line(String line) {
    Matcher begin = BEGIN.matcher(line);
    if (begin.matches()) {
      // One may begin within another, and is as grave then.
      text(begin.group(1));
      int kind = Integer.parseInt(begin.group(3));
      unfinished.push(
          new Unfinished(
              Integer.parseInt(begin.group(2)),
              unfinished.isEmpty() || kind != 0 ? kind : unfinished.element().kind(),
              new StringBuilder()));
    } else if (!unfinished.isEmpty() && END.matcher(line).matches()) {
      Unfinished done = unfinished.pop();
      messages.add(new Message(done.code(), done.kind(), done.text().toString().strip()));
    } else {
      text(line);
    }
  }

  private void text(String line) {
    if (unfinished.isEmpty()) {
      outside.add(line);
    } else {
      unfinished.element().text().append(line).append('\n');
    }
  }

  /**
   * What it all comes to.
   *
   * @param properties that were checked besides the invariants
   * @param lastWords what the process said on standard error
   */
  TlcResult result(int exitCode, List<String> properties, List<String> lastWords) {
    Optional<String> violated = violated(properties);
    if (violated.isPresent()
        && exitCode >= LEAST_VIOLATION_EXIT
        && exitCode <= LAST_VIOLATION_EXIT) {
      Behavior behavior;
      try {
        behavior = Traces.behavior(messages);
      } catch (IllegalArgumentException e) {
        return failed("the counterexample could not be read: " + e.getMessage());
      }
      return of(TlcResult.Kind.VIOLATED, violated.get(), Optional.of(behavior));
    }
    if (exitCode != 0 || find(SUCCESS).isEmpty()) {
      String why = why(exitCode, lastWords);
      return REFUSAL_EXITS.contains(exitCode) || why.contains(UNREADABLE)
          ? of(TlcResult.Kind.REFUSED, why, Optional.empty())
          : failed(why);
    }
    Optional<Matcher> counts = counts();
    if (counts.isEmpty() || count(3) != 0) {
      return failed("TLC reported success, but did not say that it saw every state");
    }
    return count(2) == 0
        ? failed("checked nothing: there is no state")
        : of(TlcResult.Kind.HOLDS, "", Optional.empty());
  }

  private TlcResult failed(String why) {
    return of(TlcResult.Kind.FAILED, why, Optional.empty());
  }

  private TlcResult of(TlcResult.Kind kind, String detail, Optional<Behavior> behavior) {
    int depth =
        find(DEPTH)
            .map(message -> FINAL_DEPTH.matcher(message.text()))
            .filter(Matcher::matches)
            .map(matcher -> Integer.parseInt(matcher.group(1)))
            .orElse(0);
    return new TlcResult(kind, detail, count(1), count(2), depth, behavior);
  }

  private Optional<Message> find(int code) {
    return messages.stream().filter(message -> message.code() == code).findFirst();
  }

  private Optional<Matcher> counts() {
    return find(COUNTS)
        .map(message -> FINAL_COUNTS.matcher(message.text()))
        .filter(Matcher::matches);
  }

  private long count(int which) {
    return counts().map(matcher -> Long.parseLong(matcher.group(which))).orElse(0L);
  }

  private Optional<String> violated(List<String> properties) {
    for (Message message : messages) {
      switch (message.code()) {
        case INVARIANT_IN_INITIAL_STATE, PROPERTY_IN_INITIAL_STATE, INVARIANT, ACTION_PROPERTY -> {
          return Optional.of(named(message.text(), properties));
        }
        case DEADLOCK -> {
          return Optional.of(TlcResult.DEADLOCK);
        }
        case TEMPORAL -> {
          return Optional.of(oneOf(properties));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static String named(String text, List<String> properties) {
    Matcher matcher = VIOLATED.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    // Of a definition that TLC has taken apart it tells the place.
    boolean isPlace = matcher.group(1).startsWith("line ") && !properties.isEmpty();
    return isPlace ? oneOf(properties) : matcher.group(1);
  }

  /** Where TLC does not say which one. */
  private static String oneOf(List<String> properties) {
    return (properties.size() > 1 ? "one of " : "") + String.join(", ", properties);
  }

  /** The first error, and what a parser said of it, in one line. */
  private String why(int exitCode, List<String> lastWords) {
    String why =
        Stream.concat(
                messages.stream()
                    .filter(message -> message.kind() == ERROR)
                    .limit(1)
                    .map(Message::text),
                outside.stream().filter(line -> !PARSING.matcher(line).matches()))
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" "));
    if (why.isEmpty()) {
      why =
          "TLC ended with exit code "
              + exitCode
              + lastWords.stream()
                  .filter(line -> !line.isBlank())
                  .findFirst()
                  .map(line -> ": " + line.strip())
                  .orElse(", and did not say why");
    }
    return why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY) + " …";
  }
}
