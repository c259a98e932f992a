package ripsaw.own;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs code that somebody wrote, before anything watches it. If it ends Java, that is told by whom:
 * nobody else could say it then.
 */
final class Making {
  /** As of wrong usage. */
  private static final int EXIT_CODE = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Pattern OURS =
      Pattern.compile(
          "ripsaw[.]own[.](World|Words?|Making|Operation|OwnClasses|OwnSubject|SequentialModel)");

  private Making() {}

  /**
   * What it answers.
   *
   * @throws BadSubject if it throws anything, or comes to no end
   */
  static <T> T make(Supplier<T> code) {
    FutureTask<T> task = new FutureTask<>(code::get);
    Thread thread = Thread.ofPlatform().name("made").daemon().unstarted(task);
    Thread atTheEnd = Thread.ofPlatform().unstarted(() -> tellIfItEndsJava(thread));
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    thread.start();
    try {
      return task.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      StackTraceElement[] where = thread.getStackTrace();
      thread.interrupt();
      throw new BadSubject(
          "it cannot be made: it has not ended in %s s%s: let it end"
              .formatted(PATIENCE.toSeconds(), in(where)));
    } catch (ExecutionException e) {
      Throwable thrown = e.getCause() instanceof OwnClasses.Checked c ? c.getCause() : e.getCause();
      if (thrown instanceof BadSubject bad) {
        throw bad;
      }
      throw new BadSubject(
          "it cannot be made: %s%s: mend what makes it"
              .formatted(words(thrown), in(root(thrown).getStackTrace())));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
  }

  /** Java ends now. */
  private static void tellIfItEndsJava(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    boolean itDoes =
        Stream.of(stack)
            .anyMatch(
                frame ->
                    frame.getClassName().equals(Runtime.class.getName())
                        && frame.getMethodName().equals("exit"));
    if (itDoes) {
      System.err.println(
          "ripsaw: a class of your own ends Java%s: let it throw instead".formatted(in(stack)));
      System.err.flush();
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /** In one line, whatever it says. */
  private static String words(Throwable thrown) {
    try {
      return root(thrown).toString().replaceAll("\\s+", " ");
    } catch (RuntimeException e) {
      return thrown.getClass().getName();
    }
  }

  /** What is thrown by a static initializer stands in another. */
  private static Throwable root(Throwable thrown) {
    return thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  /** The place that whoever wrote it knows best. */
  private static String in(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (!type.matches("(java|javax|jdk|sun)\\..*") && !OURS.matcher(type).matches()) {
        return ", in %s.%s(%s:%s)"
            .formatted(type, frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
      }
    }
    return "";
  }
}
