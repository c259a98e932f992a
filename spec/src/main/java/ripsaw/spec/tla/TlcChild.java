package ripsaw.spec.tla;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import tlc2.TLCGlobals;
import tlc2.tool.ModelChecker;

/**
 * The main class of a child JVM: one of TLC's programs, which dies with its parent and says each
 * second how far it is. TLC itself would say so once a minute, and that is a constant in it.
 */
final class TlcChild {
  private static final long SECOND = 1_000;

  private TlcChild() {}

  /**
   * @param args TLC's class, and what its main method gets
   */
  public static void main(String[] args) throws Exception {
    daemon(TlcChild::dieWithParent);
    daemon(TlcChild::report);
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      // Not left to the JVM: another thread of TLC's might keep it alive.
      e.getCause().printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void daemon(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  /** Nobody ever writes to standard input; it ends when the parent does. */
  private static void dieWithParent() {
    try {
      while (System.in.read() >= 0) {}
      // The parent's part, if it had lived.
      Workplace.delete(Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException e) {
      // Nobody is left who could be told.
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private static void report() {
    try {
      long before = 0;
      while (true) {
        Thread.sleep(SECOND);
        if (TLCGlobals.mainChecker instanceof ModelChecker checker) {
          long generated = checker.getStatesGenerated();
          System.err.println(
              new TlcProgress(
                      generated,
                      checker.getDistinctStatesGenerated(),
                      checker.getStateQueueSize(),
                      Math.max(0, generated - before))
                  .line());
          before = generated;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
