package ripsaw.gate.explore;

import java.io.PrintStream;
import java.time.Duration;
import ripsaw.gate.text.Terminal;

/**
 * Tells whoever waits for an exploration how far it has come: a line that changes on a terminal, a
 * line now and then elsewhere. If it is stopped, as by Ctrl-C, it says how far it came.
 */
public final class Waiting {
  /** Nobody waits for less. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
  private static final Duration ELSEWHERE = Duration.ofSeconds(15);

  /** Takes what is in a terminal's line away. */
  private static final String CLEAR = "\r\033[K";

  private final Tally tally;
  private final PrintStream err;
  private final boolean isWatched;
  private final long begin = System.nanoTime();
  private final Thread teller;
  private final Thread lastWords = new Thread(this::stopped);
  private volatile boolean isStopped;
  private volatile boolean isShown;

  /**
   * @param quiet whether to say nothing unless it is stopped
   */
  public Waiting(Tally tally, PrintStream err, boolean quiet) {
    this.tally = tally;
    this.err = err;
    this.isWatched = Terminal.isWatched();
    this.teller = quiet ? null : Thread.ofPlatform().daemon().start(this::tell);
    Runtime.getRuntime().addShutdownHook(lastWords);
  }

  private void tell() {
    try {
      Thread.sleep(PATIENCE);
      while (true) {
        if (isWatched) {
          err.print(CLEAR + soFar());
          err.flush();
          isShown = true;
          Thread.sleep(ON_A_TERMINAL);
        } else {
          Thread.sleep(ELSEWHERE);
          err.println(soFar());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is over
    }
  }

  private String soFar() {
    return "ripsaw explore: %s, %s s"
        .formatted(tally, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
  }

  private void stopped() {
    isStopped = true;
    clear();
    err.println(soFar() + ": stopped; nothing went wrong so far, and not all was seen");
  }

  private void clear() {
    if (isShown) {
      err.print(CLEAR);
      err.flush();
    }
  }

  /** It is over. */
  public void close() {
    if (teller != null) {
      teller.interrupt();
      try {
        teller.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!isStopped) {
      Runtime.getRuntime().removeShutdownHook(lastWords);
      clear();
    }
  }
}
