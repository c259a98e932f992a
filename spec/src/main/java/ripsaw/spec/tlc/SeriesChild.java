package ripsaw.spec.tlc;

import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main class of a child JVM that runs TLC several times, one run after another.
 *
 * <p>TLC is made to be run once. It keeps the names of a module, the buffers of its files and more
 * in static fields, and closes some files twice: their buffer is free twice then, and two files of
 * the next run write into one. Such a run was seen to fail as it merged fingerprints into a file,
 * and to find a violation where there is none. So each run has TLC's classes to itself, made anew.
 */
final class SeriesChild {
  /** Before the number of a run that has ended. */
  static final String DONE = "@done ";

  /** Behind its exit code, if the next run needs another JVM. */
  static final String LAST = " last";

  /** Between the words of a request. */
  static final String SEPARATOR = "\t";

  /** Milliseconds that a thread of TLC's may live on when its run has ended. */
  private static final long PATIENCE = 2_000;

  private SeriesChild() {}

  /**
   * Reads a run a line: its number, and the arguments of TLC.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    TlcChild.daemon(() -> TlcChild.dieWithParent(requests::add));
    TlcChild.daemon(TlcChild::report);
    try {
      while (true) {
        String[] words = requests.take().split(SEPARATOR);
        run(words[0], Arrays.copyOfRange(words, 1, words.length));
      }
    } catch (Throwable e) {
      // Not left to the JVM: another thread of TLC's might keep it alive.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  private static void run(String number, String[] args) throws Exception {
    int exitCode;
    boolean last;
    try (URLClassLoader loader = anew()) {
      Thread.currentThread().setContextClassLoader(loader);
      exitCode = once(loader, args);
      last = !isAlone(loader);
    } finally {
      Thread.currentThread().setContextClassLoader(SeriesChild.class.getClassLoader());
    }
    System.err.flush();
    System.out.println(DONE + number + " " + exitCode + (last ? LAST : ""));
    System.out.flush();
    if (last) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** A loader of this class path that shares no class with this one, but for the JDK's. */
  static URLClassLoader anew() throws MalformedURLException, MissingTlc {
    return new URLClassLoader(
        new URL[] {
          ChildJvm.jar(Tlc.MAIN).toUri().toURL(), ChildJvm.home(TlcOnce.class).toUri().toURL()
        },
        ClassLoader.getPlatformClassLoader());
  }

  /** Runs TLC with the classes of a loader. */
  static int once(ClassLoader loader, String... args) throws Exception {
    Method run = loader.loadClass(TlcOnce.class.getName()).getDeclaredMethod("run", String[].class);
    run.setAccessible(true);
    return (int) run.invoke(null, (Object) args);
  }

  /** Whether no thread of the run is left that could print into the next one. */
  private static boolean isAlone(ClassLoader loader) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread() && thread.getContextClassLoader() == loader) {
        thread.join(PATIENCE);
        if (thread.isAlive()) {
          return false;
        }
      }
    }
    return true;
  }
}
