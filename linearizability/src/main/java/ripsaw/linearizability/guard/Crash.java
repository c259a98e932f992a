package ripsaw.linearizability.guard;

import java.util.Arrays;
import java.util.function.Supplier;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;

/** What a subject's code throws, as a violation: of which exception, and where. */
public final class Crash {
  private Crash() {}

  /**
   * What the subject answers when it is looked at.
   *
   * @param what was asked for, in words
   * @throws ViolationFound if it throws something, or answers null
   */
  public static <T> T guard(String what, Supplier<T> look) {
    T answer;
    try {
      answer = look.get();
    } catch (ViolationFound known) {
      throw known;
    } catch (Throwable thrown) {
      throw new ViolationFound(violation(what + ": ", thrown));
    }
    if (answer == null) {
      throw new ViolationFound(CommonProperty.NO_CRASH, what + ": the answer is null");
    }
    return answer;
  }

  /**
   * @throws Error of a checker that ends its threads by one: it is not the subject's
   * @throws Unwatched if memory of the virtual machine is out, or the like: nobody knows whose
   *     fault that is
   */
  public static Violation violation(String prefix, Throwable thrown) {
    if (thrown.getClass().getName().startsWith("org.jetbrains.")) {
      throw InOrder.unchecked(thrown);
    }
    String what = prefix + inWords(thrown) + where(thrown);
    if (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
      throw new Unwatched("the subject cannot be checked: " + what);
    }
    return new Violation(CommonProperty.NO_CRASH, what);
  }

  /** An exception of the subject's own may not even have a message. */
  private static String inWords(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException e) {
      return thrown.getClass().getName();
    }
  }

  /** The innermost place that is not the Java library's. */
  private static String where(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> !frame.getClassName().matches("(java|javax|jdk|sun)[.].*"))
        .findFirst()
        .map(
            frame ->
                ", in %s.%s(%s:%s)"
                    .formatted(
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber()))
        .orElse("");
  }
}
