package ripsaw.spec.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.TlaValue;

/** Reads a counterexample out of TLC's messages. */
final class Traces {
  private static final int INVARIANT_IN_INITIAL_STATE = 2107;
  private static final int PROPERTY_IN_INITIAL_STATE = 2108;
  private static final int BACK_TO_STATE = 2122;
  private static final int STATE = 2217;
  private static final int STUTTERING = 2218;

  /** {@code 2: <Grow line 253, col 3 to line 256, col 61 of module Heap>}. */
  private static final Pattern HEADER =
      Pattern.compile("\\d+: <(?:Initial predicate|([^ >]+)[^>]*)>");

  private static final Pattern BACK = Pattern.compile("(\\d+): Back to state.*", Pattern.DOTALL);

  private Traces() {}

  /**
   * @throws IllegalArgumentException if there is none, or one that is not understood
   */
  static Behavior behavior(List<TlcOutput.Message> messages) {
    List<Behavior.State> states = new ArrayList<>();
    int backTo = Behavior.ENDS;
    for (TlcOutput.Message message : messages) {
      switch (message.code()) {
        case INVARIANT_IN_INITIAL_STATE, PROPERTY_IN_INITIAL_STATE ->
            states.add(new Behavior.State("", variables(afterFirstLine(message.text()))));
        case STATE -> states.add(state(message.text()));
        case STUTTERING -> backTo = states.size() - 1;
        case BACK_TO_STATE -> backTo = back(message.text(), states.size());
        default -> {}
      }
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException("it has no state");
    }
    return new Behavior(List.copyOf(states), backTo);
  }

  private static int back(String text, int states) {
    Matcher matcher = BACK.matcher(text);
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(1)) < 1
        || Integer.parseInt(matcher.group(1)) > states) {
      throw new IllegalArgumentException("no state to go back to: " + text);
    }
    return Integer.parseInt(matcher.group(1)) - 1;
  }

  private static Behavior.State state(String text) {
    String first = text.lines().findFirst().orElse("");
    Matcher header = HEADER.matcher(first);
    if (!header.matches()) {
      throw new IllegalArgumentException("no state: " + first);
    }
    String action = header.group(1) == null ? "" : header.group(1);
    return new Behavior.State(action, variables(afterFirstLine(text)));
  }

  private static String afterFirstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(end + 1);
  }

  /** A conjunction of equations, one if there is one variable; a value may have several lines. */
  private static Map<String, TlaValue> variables(String text) {
    Map<String, TlaValue> variables = new LinkedHashMap<>();
    for (String equation : text.strip().split("(?:^|\\n)/\\\\ ")) {
      if (!equation.isBlank()) {
        int equals = equation.indexOf(" = ");
        if (equals < 0) {
          throw new IllegalArgumentException("no equation: " + equation.strip());
        }
        variables.put(
            equation.substring(0, equals), TlaValue.parse(equation.substring(equals + 3)));
      }
    }
    return variables;
  }
}
