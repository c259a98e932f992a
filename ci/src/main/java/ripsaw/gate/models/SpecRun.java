package ripsaw.gate.models;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import ripsaw.gate.report.SpecReport;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.Inconclusive;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlaValue;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tlc.MissingTlc;
import ripsaw.spec.tlc.ModelRunner;
import ripsaw.spec.tlc.TlcProgress;

/** Has several models checked at a time, and says on the way how far they are. */
public final class SpecRun {
  /** Reports come each second; a log needs fewer. */
  private static final int REPORTS_A_LINE = 5;

  private final Function<Duration, ModelRunner> runners;
  private final long deadline;
  private final PrintStream err;
  private final int tasks;
  private final Work work;
  private final AtomicInteger done = new AtomicInteger();

  /**
   * @param runners by the time they have
   * @param deadline of all, by {@link System#nanoTime}
   * @param work which of the models are asked about here
   */
  public SpecRun(
      Function<Duration, ModelRunner> runners,
      long deadline,
      PrintStream err,
      int tasks,
      Work work) {
    this.runners = runners;
    this.deadline = deadline;
    this.err = err;
    this.tasks = tasks;
    this.work = work;
  }

  /** The name of what is asked about a configuration. */
  public static String task(SpecReport.Chosen chosen) {
    return "model " + chosen.name();
  }

  /** A result, as it is written into files. */
  private record Written(
      TlcResult.Kind kind,
      String detail,
      long generated,
      long distinct,
      int depth,
      WrittenBehavior behavior) {
    static Written of(TlcResult result) {
      return new Written(
          result.kind(),
          result.detail(),
          result.generated(),
          result.distinct(),
          result.depth(),
          result.behavior().map(WrittenBehavior::of).orElse(null));
    }

    TlcResult result() {
      return new TlcResult(
          kind,
          detail,
          generated,
          distinct,
          depth,
          Optional.ofNullable(behavior).map(WrittenBehavior::behavior));
    }
  }

  private record WrittenBehavior(List<WrittenState> states, int backTo) {
    static WrittenBehavior of(Behavior behavior) {
      return new WrittenBehavior(
          behavior.states().stream().map(WrittenState::of).toList(), behavior.backTo());
    }

    Behavior behavior() {
      return new Behavior(states.stream().map(WrittenState::state).toList(), backTo);
    }
  }

  /** The values of variables as TLC prints them. */
  private record WrittenState(String action, Map<String, String> variables) {
    static WrittenState of(Behavior.State state) {
      Map<String, String> variables = new LinkedHashMap<>();
      state.variables().forEach((name, value) -> variables.put(name, value.toString()));
      return new WrittenState(state.action(), variables);
    }

    Behavior.State state() {
      Map<String, TlaValue> values = new LinkedHashMap<>();
      variables.forEach((name, value) -> values.put(name, TlaValue.parse(value)));
      return new Behavior.State(action, values);
    }
  }

  /** Carries what a runner throws through where nothing checked can be. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(Exception cause) {
      super(cause);
    }
  }

  /**
   * The longest are first, so that none of them is left over at the end.
   *
   * @param chosen each with an answer from the work
   * @return in the order given
   * @throws Inconclusive if there is no TLC
   */
  public List<SpecReport.Checked> all(List<SpecReport.Chosen> chosen, int atATime)
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
      Throwable cause = e.getCause() instanceof Failed failed ? failed.getCause() : e.getCause();
      if (cause instanceof MissingTlc || cause instanceof Inconclusive) {
        throw new Inconclusive(cause.getMessage());
      }
      throw new Inconclusive("TLC could not be run: " + cause);
    } finally {
      threads.shutdownNow();
    }
  }

  private TlcResult one(SpecReport.Chosen one) {
    return work.answer(task(one), Written.class, () -> Written.of(asked(one)))
        .orElseThrow()
        .result();
  }

  private TlcResult asked(SpecReport.Chosen one) {
    try {
      return run(one);
    } catch (IOException | MissingTlc e) {
      throw new Failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(e);
    }
  }

  private TlcResult run(SpecReport.Chosen one)
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
