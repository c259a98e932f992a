package ripsaw.spec.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.server.RMISocketFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The main class of a child JVM: one of TLC's programs, which dies with its parent and says each
 * second how far it is. TLC itself would say so once a minute, and that is a constant in it.
 */
final class TlcChild {
  private static final long SECOND = 1_000;

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private TlcChild() {}

  /**
   * @param args TLC's class, and what its main method gets
   */
  public static void main(String[] args) throws Exception {
    // Nobody ever writes to this one's standard input.
    daemon(() -> dieWithParent(line -> {}));
    daemon(TlcChild::report);
    RMISocketFactory.setSocketFactory(new Loopback());
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

  static void daemon(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  /**
   * Reads standard input, which ends when the parent does.
   *
   * @param listener gets each line
   */
  static void dieWithParent(Consumer<String> listener) {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      in.lines().forEach(listener);
      // The parent's part, if it had lived.
      Scratch.delete(Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException | UncheckedIOException e) {
      // Nobody is left who could be told.
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  /** Says each second how far the run is, if there is one. */
  static void report() {
    try {
      long before = 0;
      while (true) {
        Thread.sleep(SECOND);
        Optional<TlcProgress> now = progress(before);
        now.map(TlcProgress::line).ifPresent(System.err::println);
        before = now.map(TlcProgress::generated).orElse(0L);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What TLC, or its server, shows to a management console; empty if it shows nothing, or has just
   * ended: in this JVM there may be another run.
   *
   * @param before states generated when this was asked last
   */
  static Optional<TlcProgress> progress(long before) {
    try {
      ObjectName checker = new ObjectName("tlc2.tool:type=ModelChecker");
      if (!BEANS.isRegistered(checker)) {
        return Optional.empty();
      }
      long generated = number(checker, "StatesGenerated");
      return Optional.of(
          new TlcProgress(
              generated,
              number(checker, "DistinctStatesGenerated"),
              number(checker, "StateQueueSize"),
              Math.max(0, generated - before)));
    } catch (JMException e) {
      return Optional.empty();
    }
  }

  private static long number(ObjectName checker, String attribute) throws JMException {
    return (Long) BEANS.getAttribute(checker, attribute);
  }
}
