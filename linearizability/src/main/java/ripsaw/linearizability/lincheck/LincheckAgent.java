package ripsaw.linearizability.lincheck;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import net.bytebuddy.agent.Installer;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.util.LoggingLevel;

/**
 * Lincheck's instrumentation in a JVM that checks with Lincheck and does nothing else: put in once,
 * for good.
 *
 * <p>Left to itself Lincheck attaches an agent, transforms the classes for each check, and
 * transforms them back after it: all code that was compiled is thrown away, and making it anew
 * takes most of the time. It leaves alone an agent that was there when the JVM began (seen with
 * 3.7: {@code withLincheckJavaAgent} then neither installs nor uninstalls), but then it asks nobody
 * whether anything was instrumented at all, and without that each scenario has one interleaving.
 * Hence what is put in here is tried out, and whatever goes wrong is the end of all checks of this
 * JVM.
 */
public final class LincheckAgent {
  private static final int TRIALS = 20;

  /** Not a monitor: no class that may run coroutines has one. */
  private static final ReentrantLock LOCK = new ReentrantLock();

  private static SparingInstrumentation attached;
  private static boolean works;

  private LincheckAgent() {}

  /**
   * What the JVM is to be started with: the agent; and the faster of two compilers alone, because
   * its end comes before the better one has paid.
   *
   * @throws IllegalStateException if the agent is no file
   */
  public static List<String> flags() {
    try {
      Path jar =
          Path.of(Installer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return List.of("-javaagent:" + jar, "-XX:TieredStopAtLevel=1");
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalStateException("Lincheck's agent is no file: " + e.getMessage(), e);
    }
  }

  /**
   * Does nothing if it was done before.
   *
   * @throws IllegalStateException if the JVM was not started with the {@linkplain #flags flags}, or
   *     Lincheck sees nothing, now or at an earlier attempt
   */
  static void install() {
    LOCK.lock();
    try {
      if (attached == null) {
        SparingInstrumentation instrumentation;
        try {
          instrumentation = new SparingInstrumentation(Installer.getInstrumentation());
        } catch (IllegalStateException e) {
          throw new IllegalStateException("this JVM was started without Lincheck's agent", e);
        }
        attached = instrumentation;
        var lincheck = org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation.INSTANCE;
        lincheck.attachJavaAgentStatically(instrumentation.asInstrumentation());
        lincheck.install(InstrumentationMode.MODEL_CHECKING);
        works = seesARace();
      }
      verify();
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * After a check, too: classes are transformed when they are first used.
   *
   * @throws IllegalStateException if a class that was to be instrumented was not; never if nothing
   *     was put in, for then Lincheck does it all by itself
   */
  static void verify() {
    LOCK.lock();
    try {
      if (attached == null) {
        return;
      }
      if (!works) {
        throw new IllegalStateException("Lincheck does not see how two threads meet in this JVM");
      }
      attached
          .failure()
          .ifPresent(
              failure -> {
                throw new IllegalStateException("Lincheck could not instrument " + failure);
              });
    } finally {
      LOCK.unlock();
    }
  }

  /** Whether two threads that count without care are seen to lose one. */
  static boolean seesARace() {
    try {
      Actor add = new Actor(Counter.class.getMethod("add"), List.of());
      new ModelCheckingOptions()
          .iterations(0)
          .invocationsPerIteration(TRIALS)
          .minimizeFailedScenario(false)
          .logLevel(LoggingLevel.ERROR)
          .addCustomScenario(
              new ExecutionScenario(
                  List.of(), List.of(List.of(add), List.of(add)), List.of(), null))
          .check(Counter.class);
      return false;
    } catch (LincheckAssertionError race) {
      return race.getMessage().strip().startsWith("= Invalid execution results");
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** Counts in three steps. */
  public static final class Counter {
    private int count;

    public int add() {
      count = count + 1;
      return count;
    }
  }
}
