package ripsaw.linearizability;

import java.util.Arrays;
import java.util.function.Supplier;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;

/** What a subject's code throws, as a violation: of which exception, and where. */
final class Crash {
  private Crash() {}

  /**
   * What the subject answers when it is looked at.
   *
   * @param what was asked for, in words
   * @throws ViolationFound if it throws something, or answers null
   */
  static <T> T guard(String what, Supplier<T> look) {
    T answer;
    try {
      answer = look.get();
    } catch (ViolationFound known) {
      throw known;
    } catch (Throwable thrown) {
      throw new ViolationFound(violation(what + ": ", thrown));
    }
    if (answer == null) {
      throw new ViolationFound(Property.NO_CRASH, what + ": the answer is null");
    }
    return answer;
  }

  /**
   * @throws Error of the virtual machine, or of a checker that ends its threads by one: neither is
   *     the subject's
   */
  static Violation violation(String prefix, Throwable thrown) {
    boolean isOurs =
        thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)
            || thrown.getClass().getName().startsWith("org.jetbrains.");
    if (isOurs) {
      throw Crash.<RuntimeException>unchecked(thrown);
    }
    return new Violation(Property.NO_CRASH, prefix + thrown + where(thrown));
  }

  /** The innermost place that is not the Java library's. */
  private static String where(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> !frame.getClassName().matches("(java|javax|jdk|sun)[.].*"))
        .findFirst()
        .map(
            frame ->
                ", in %s.%s(%s:%d)"
                    .formatted(
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber()))
        .orElse("");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
