package ripsaw.gate.run;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ripsaw.gate.text.Terminal;

/** Shows how a hunt goes on: a bar on a terminal, ten lines elsewhere. */
public interface HuntProgress extends AutoCloseable {
  /** Lines of one hunt. */
  int LINES = 10;

  void done();

  @Override
  void close();

  static HuntProgress of(String what, int mutants, PrintStream err) {
    return Terminal.isWatched() ? bar(what, mutants, err) : lines(what, mutants, err);
  }

  private static HuntProgress bar(String what, int mutants, PrintStream err) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(mutants)
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" mutants", 1)
            .setConsumer(new ConsoleProgressBarConsumer(err, Terminal.columns()))
            .build();
    return new HuntProgress() {
      @Override
      public void done() {
        bar.step();
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  private static HuntProgress lines(String what, int mutants, PrintStream err) {
    return new HuntProgress() {
      private int done;

      @Override
      public void done() {
        done++;
        if (done * LINES / mutants > (done - 1) * LINES / mutants) {
          err.printf("[%s/%s] %s%n", done, mutants, what);
        }
      }

      @Override
      public void close() {}
    };
  }
}
