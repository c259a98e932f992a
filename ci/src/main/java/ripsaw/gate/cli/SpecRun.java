package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import ripsaw.gate.report.SpecReport;
import ripsaw.gate.text.Inconclusive;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tlc.MissingTlc;
import ripsaw.spec.tlc.ModelRunner;
import ripsaw.spec.tlc.TlcProgress;

/** Has several models checked at a time, and says on the way how far they are. */
final class SpecRun {
  /** Reports come each second; a log needs fewer. */
  private static final int REPORTS_A_LINE = 5;

  private final Function<Duration, ModelRunner> runners;
  private final long deadline;
  private final PrintStream err;
  private final int tasks;
  private final AtomicInteger done = new AtomicInteger();

  /**
   * @param runners by the time they have
   * @param deadline of all, by {@link System#nanoTime}
   */
  SpecRun(Function<Duration, ModelRunner> runners, long deadline, PrintStream err, int tasks) {
    this.runners = runners;
    this.deadline = deadline;
    this.err = err;
    this.tasks = tasks;
  }

  /**
   * The longest are first, so that none of them is left over at the end.
   *
   * @return in the order given
   * @throws Inconclusive if there is no TLC
   */
  List<SpecReport.Checked> all(List<SpecReport.Chosen> chosen, int atATime)
      throws InterruptedException {
    List<SpecReport.Chosen> longestFirst = new ArrayList<>(chosen);
    longestFirst.sort(
        Comparator.comparing(
                (SpecReport.Chosen one) -> one.model().filter(Model::isQuick).isPresent())
            .thenComparing(one -> -one.model().map(Model::size).orElse(0L)));
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    try {
      Map<SpecReport.Chosen, Future<TlcResult>> results = new HashMap<>();
      longestFirst.forEach(one -> results.put(one, threads.submit(() -> one(one))));
      List<SpecReport.Checked> checked = new ArrayList<>();
      for (SpecReport.Chosen one : chosen) {
        checked.add(new SpecReport.Checked(one, results.get(one).get()));
      }
      return checked;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MissingTlc missing) {
        throw new Inconclusive(missing.getMessage());
      }
      throw new Inconclusive("TLC could not be run: " + e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private TlcResult one(SpecReport.Chosen one)
      throws IOException, MissingTlc, InterruptedException {
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    ModelRunner runner = runners.apply(left);
    Consumer<TlcProgress> progress = progress(one.name());
    TlcResult found =
        one.model().isPresent()
            ? runner.run(one.model().get(), progress)
            : runner.run(one.module(), one.config(), progress);
    err.println("[" + done.incrementAndGet() + "/" + tasks + "] " + one.name() + ": " + found);
    return found;
  }

  private Consumer<TlcProgress> progress(String name) {
    AtomicInteger reports = new AtomicInteger();
    return progress -> {
      if (reports.incrementAndGet() % REPORTS_A_LINE == 0) {
        err.println(
            String.format(
                Locale.ROOT,
                "%s: %,d distinct states, %,d in the queue, %,d states/s",
                name,
                progress.distinct(),
                progress.queue(),
                progress.perSecond()));
      }
    };
  }
}
