package ripsaw.spec.tlc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import ripsaw.spec.tla.TlcResult;

/** What was heard of one run of TLC: its output, how far it is, and its last words. */
final class Heard {
  private final TlcOutput output = new TlcOutput();
  private final AtomicReference<TlcProgress> last = new AtomicReference<>(TlcProgress.NONE);
  private final List<String> lastWords = Collections.synchronizedList(new ArrayList<>());
  private final Consumer<TlcProgress> listener;

  Heard(Consumer<TlcProgress> listener) {
    this.listener = listener;
  }

  /** The next line of standard output. */
  void out(String line) {
    output.line(line);
  }

  /** The next line of standard error. */
  void err(String line) {
    Optional<TlcProgress> progress = TlcProgress.parse(line);
    progress.ifPresent(last::set);
    progress.ifPresent(listener);
    if (progress.isEmpty()) {
      lastWords.add(line);
    }
  }

  /**
   * Of a run that has ended.
   *
   * @param properties that were checked besides the invariants
   */
  TlcResult result(int exitCode, List<String> properties) {
    return output.result(exitCode, properties, lastWords);
  }

  /** Of a run whose JVM ended without a word on the run. */
  TlcResult died(int exitCode) {
    return TlcResult.failed(
        "TLC's JVM ended with exit code "
            + exitCode
            + lastWords.stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> ": " + line.strip())
                .orElse(", and did not say why"));
  }

  /** Of a run whose budget ran out. */
  TlcResult cut(Duration budget) {
    TlcProgress reached = last.get();
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
