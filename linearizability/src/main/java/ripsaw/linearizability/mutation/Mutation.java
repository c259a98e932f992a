package ripsaw.linearizability.mutation;

import java.util.List;

/**
 * One mistake in one method.
 *
 * @param type the class, by its name with dots
 * @param method name and descriptor
 * @param operator the kind of mistake
 * @param number counts those of this kind in methods of this name, from 1
 * @param line in the source; 0 if the class file does not say
 * @param from what stands in the source there, such as {@code <}; or a name
 * @param to what should stand there now; empty if nothing
 * @param edits of the code, in order, none over another
 */
public record Mutation(
    String type,
    String method,
    Operator operator,
    int number,
    int line,
    String from,
    String to,
    List<Edit> edits) {

  /** As in {@code OwnerSlabs.make boundary 2}. */
  public String id() {
    return "%s.%s %s %s"
        .formatted(type.substring(type.lastIndexOf('.') + 1), name(), operator, number);
  }

  /** The method's name. */
  public String name() {
    return method.substring(0, method.indexOf('('));
  }

  /** In words, as in {@code < becomes <=}. */
  public String what() {
    return switch (operator) {
      case NEGATED, BOUNDARY, CONSTANT, ARITHMETIC, ORDER, OTHER_END, VARIABLE ->
          from + " becomes " + to;
      case ALWAYS -> "the jump at " + from + " is always taken";
      case NEVER -> "the jump at " + from + " is never taken";
      case OPERAND -> from + " and its right side are forgotten";
      case NO_CALL ->
          from + " is not called" + (to.isEmpty() ? "" : ", and " + to + " taken for its result");
      case ARGUMENT -> from + " is not called, and its argument taken for its result";
      case SWAPPED -> from + " changes places with " + to;
      case NO_STORE -> from + " is not kept";
      case SPLIT -> from + " is split in two";
      case OPEN -> from + " is no critical section";
      case NO_RETRY -> "the loop does not go round again";
      case EARLY_RETURN -> "returns " + (to.isEmpty() ? "" : to + " ") + "before it does anything";
    };
  }

  @Override
  public String toString() {
    return id() + ": " + what();
  }
}
