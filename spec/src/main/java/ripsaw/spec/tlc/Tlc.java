package ripsaw.spec.tlc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import ripsaw.spec.tla.Config;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;

/**
 * Runs TLC, the model checker of TLA+, in a JVM of its own.
 *
 * <p>With one worker the search is breadth-first in one order, so one model gives one
 * counterexample; with more it may give another one, of another length.
 */
public final class Tlc implements ModelRunner {
  private static final String MAIN = "tlc2.TLC";

  /**
   * Else TLC takes a polynomial at random for the fingerprints, and searches in another order; and
   * it looks for loops whenever some time has passed, in as much of the graph as it then has.
   */
  private static final List<String> ONE_ORDER =
      List.of("-fp", "0", "-seed", "1", "-lncheck", "final");

  /** The JVM's second compiler would take half of a second's run. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  private final int workers;
  private final Duration budget;

  /**
   * @param workers threads that make states, at least one
   * @param budget wall-clock time for a run
   */
  public Tlc(int workers, Duration budget) {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers");
    }
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public TlcResult run(String module, String config, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    return run(new Workplace(module, config), config, listener);
  }

  @Override
  public TlcResult run(Model model, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    String config = model.configText();
    Workplace place = new Workplace(model.module(), config);
    return run(place, config, model.isQuick() ? QUICK : List.of(), listener);
  }

  /** Checks any module. */
  TlcResult run(Workplace place, String config, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    return run(place, config, List.of(), listener);
  }

  private TlcResult run(
      Workplace place, String config, List<String> flags, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    TlcOutput output = new TlcOutput();
    AtomicReference<TlcProgress> last = new AtomicReference<>(TlcProgress.NONE);
    List<String> lastWords = Collections.synchronizedList(new ArrayList<>());
    try (place;
        ChildJvm tlc =
            new ChildJvm(
                MAIN,
                flags,
                args(place),
                place.directory(),
                output::line,
                line -> {
                  Optional<TlcProgress> progress = TlcProgress.parse(line);
                  progress.ifPresent(last::set);
                  progress.ifPresent(listener);
                  if (progress.isEmpty()) {
                    lastWords.add(line);
                  }
                })) {
      return tlc.await(budget)
          ? output.result(tlc.exitCode(), Config.parse(config).properties(), lastWords)
          : cut(budget, last.get());
    }
  }

  private List<String> args(Workplace place) {
    List<String> args = new ArrayList<>(List.of("-tool", "-cleanup"));
    args.addAll(ONE_ORDER);
    args.addAll(List.of("-workers", Integer.toString(workers)));
    args.addAll(List.of("-metadir", place.states().toString()));
    args.addAll(List.of("-config", place.configFile().toString()));
    args.add(place.moduleFile().toString());
    return args;
  }

  /** Of a run whose budget ran out. */
  static TlcResult cut(Duration budget, TlcProgress reached) {
    String why =
        String.format(
            Locale.ROOT,
            "cut after %d s at %,d distinct states, %,d in the queue",
            Math.round(budget.toMillis() / 1e3),
            reached.distinct(),
            reached.queue());
    return new TlcResult(
        TlcResult.Kind.CUT, why, reached.generated(), reached.distinct(), 0, Optional.empty());
  }
}
