package ripsaw.spec.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import ripsaw.spec.tla.TlcResult;

/**
 * A JVM that runs TLC several times, one run after another: see {@link SeriesChild}. A run that is
 * cut, or fails, ends it. Used by one thread at a time.
 */
final class SeriesJvm implements AutoCloseable {
  /**
   * Runs of one JVM, at most: something of each stays, and after about a hundred the heap was full.
   */
  static final int RUNS = 20;

  /** How often to look whether it is alive. */
  private static final Duration SLICE = Duration.ofMillis(200);

  private final Scratch home;
  private final ChildJvm child;
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private volatile Heard heard = new Heard(progress -> {});
  private int runs;
  private boolean isUsable = true;

  /**
   * @param flags of the JVM
   * @throws MissingTlc if there is no TLC to be run
   * @throws IOException if the process cannot be started
   */
  SeriesJvm(List<String> flags) throws IOException, MissingTlc {
    home = Scratch.make();
    try {
      child = ChildJvm.series(flags, home.directory(), this::out, line -> heard.err(line));
    } catch (IOException | MissingTlc e) {
      home.close();
      throw e;
    }
  }

  /** Where its runs have their files; deleted with it. */
  Path home() {
    return home.directory();
  }

  /** Whether it can run another one. */
  boolean isUsable() {
    return isUsable && child.isAlive();
  }

  long pid() {
    return child.pid();
  }

  private void out(String line) {
    if (line.startsWith(SeriesChild.DONE)) {
      ends.add(line.substring(SeriesChild.DONE.length()));
    } else {
      heard.out(line);
    }
  }

  /**
   * Runs TLC once more.
   *
   * @param args of TLC, in which there is no tabulator
   * @param budget wall-clock time
   * @param words where it is heard
   */
  TlcResult run(List<String> args, Duration budget, Heard words)
      throws IOException, InterruptedException {
    boolean asExpected = false;
    heard = words;
    runs++;
    try {
      child.say(runs + SeriesChild.SEPARATOR + String.join(SeriesChild.SEPARATOR, args));
      TlcResult result = await(budget, words);
      asExpected = result.kind() == TlcResult.Kind.HOLDS || result.behavior().isPresent();
      return result;
    } finally {
      if (!asExpected) {
        isUsable = false;
        // Its files can be deleted only when it writes no more.
        child.close();
      }
    }
  }

  private TlcResult await(Duration budget, Heard words) throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      boolean isOver = !child.isAlive() && child.await(SLICE);
      String end = ends.poll(SLICE.toNanos(), TimeUnit.NANOSECONDS);
      if (end != null) {
        return ended(end, words);
      }
      if (isOver) {
        return words.died(child.exitCode());
      }
      if (System.nanoTime() - begin >= budget.toNanos()) {
        return words.cut(budget);
      }
    }
  }

  private TlcResult ended(String end, Heard words) {
    String own = runs + " ";
    if (!end.startsWith(own)) {
      return TlcResult.failed("TLC's JVM spoke of another run: " + end);
    }
    isUsable &= !end.endsWith(SeriesChild.LAST) && runs < RUNS;
    String exitCode = end.substring(own.length()).replace(SeriesChild.LAST, "");
    return words.result(Integer.parseInt(exitCode), List.of());
  }

  @Override
  public void close() throws IOException {
    child.close();
    home.close();
  }
}
