package ripsaw.spec.tlc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ripsaw.spec.tla.Config;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;

/**
 * Runs TLC, the model checker of TLA+, in a JVM of its own, or in one of a pool's.
 *
 * <p>With one worker the search is breadth-first in one order, so one model gives one
 * counterexample; with more it may give another one, of another length.
 */
public final class Tlc implements ModelRunner {
  static final String MAIN = "tlc2.TLC";

  /**
   * Else TLC takes a polynomial at random for the fingerprints, and searches in another order; and
   * it looks for loops whenever some time has passed, in as much of the graph as it then has.
   */
  private static final List<String> ONE_ORDER =
      List.of("-fp", "0", "-seed", "1", "-lncheck", "final");

  /** The JVM's second compiler would take half of a second's run. */
  static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  private final int workers;
  private final Duration budget;
  private final Optional<TlcPool> pool;

  /**
   * @param workers threads that make states, at least one
   * @param budget wall-clock time for a run
   */
  public Tlc(int workers, Duration budget) {
    this(workers, budget, Optional.empty());
  }

  /**
   * @param workers threads that make states, at least one
   * @param budget wall-clock time for a run
   * @param pool where the models that may share a JVM are run
   */
  public Tlc(int workers, Duration budget, TlcPool pool) {
    this(workers, budget, Optional.of(pool));
  }

  private Tlc(int workers, Duration budget, Optional<TlcPool> pool) {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers");
    }
    this.workers = workers;
    this.budget = budget;
    this.pool = pool;
  }

  @Override
  public TlcResult run(String module, String config, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    return run(new Workplace(module, config), config, listener);
  }

  @Override
  public TlcResult run(Model model, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    if (pool.isPresent() && TlcPool.mayShare(model)) {
      return pool.get().run(model, workers, budget, listener);
    }
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
    Heard heard = new Heard(listener);
    try (place;
        ChildJvm tlc =
            ChildJvm.of(
                MAIN, flags, args(place, workers), place.directory(), heard::out, heard::err)) {
      return tlc.await(budget)
          ? heard.result(tlc.exitCode(), Config.parse(config).properties())
          : heard.cut(budget);
    }
  }

  static List<String> args(Workplace place, int workers) {
    List<String> args = new ArrayList<>(List.of("-tool", "-cleanup"));
    args.addAll(ONE_ORDER);
    args.addAll(List.of("-workers", Integer.toString(workers)));
    args.addAll(List.of("-metadir", place.states().toString()));
    args.addAll(List.of("-config", place.configFile().toString()));
    args.add(place.moduleFile().toString());
    return args;
  }
}
