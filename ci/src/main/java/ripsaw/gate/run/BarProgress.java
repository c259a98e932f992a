package ripsaw.gate.run;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ripsaw.gate.check.Budget;
import ripsaw.spec.Checker;

/**
 * A bar: tasks done, the time gone, the rate, who is at what; and what is left of the budget, or,
 * if it has no end, the time that the rest will take if it goes on like this.
 */
final class BarProgress implements Progress {
  private final ProgressBar bar;
  private final Map<Checker, String> current = new ConcurrentSkipListMap<>();

  /**
   * @param columns of the terminal
   */
  BarProgress(PrintStream out, int columns, int tasks, Budget budget) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName("gate")
            .setInitialMax(tasks)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(250)
            .setUnit(" tasks", 1)
            .showSpeed()
            .setSpeedUnit(ChronoUnit.SECONDS)
            // With a width of our own: the library would load native code to ask for it.
            .setConsumer(new ConsoleProgressBarConsumer(out, columns));
    if (budget.hasEnd()) {
      builder.setEtaFunction(state -> Optional.of(budget.left()));
    }
    bar = builder.build();
  }

  @Override
  public void began(Checker checker, String task) {
    current.put(checker, task);
    show();
  }

  @Override
  public void ended(Checker checker, String task, String outcome) {
    current.remove(checker);
    bar.step();
    show();
  }

  private void show() {
    bar.setExtraMessage(
        current.entrySet().stream()
            .map(entry -> " " + entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(",")));
  }

  @Override
  public void close() {
    bar.close();
  }
}
