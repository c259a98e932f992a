package ripsaw.gate.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ripsaw.gate.hunt.Judged;
import ripsaw.gate.text.Terminal;
import ripsaw.subject.Subject;

/** Shows how a hunt goes on: a bar on a terminal, ten lines elsewhere. */
interface HuntProgress extends AutoCloseable {
  /** Lines of one hunt. */
  int LINES = 10;

  void done(Judged judged);

  @Override
  void close();

  static HuntProgress of(Subject subject, int mutants, PrintStream err) {
    return Terminal.isWatched() ? bar(subject, mutants, err) : lines(subject, mutants, err);
  }

  private static HuntProgress bar(Subject subject, int mutants, PrintStream err) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(subject.id())
            .setInitialMax(mutants)
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" mutants", 1)
            .setConsumer(new ConsoleProgressBarConsumer(err, Terminal.columns()))
            .build();
    return new HuntProgress() {
      @Override
      public void done(Judged judged) {
        bar.step();
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  private static HuntProgress lines(Subject subject, int mutants, PrintStream err) {
    return new HuntProgress() {
      private int done;

      @Override
      public void done(Judged judged) {
        done++;
        if (done * LINES / mutants > (done - 1) * LINES / mutants) {
          err.printf("[%d/%d] %s%n", done, mutants, subject);
        }
      }

      @Override
      public void close() {}
    };
  }
}
