package ripsaw.gate.run;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import ripsaw.spec.Checker;

/** A line for each task that is done: for logs and pipes. */
final class PlainProgress implements Progress {
  private final PrintStream out;
  private final int tasks;
  private final AtomicInteger done = new AtomicInteger();

  PlainProgress(PrintStream out, int tasks) {
    this.out = out;
    this.tasks = tasks;
  }

  @Override
  public void began(Checker checker, String task) {}

  @Override
  public void ended(Checker checker, String task, String outcome) {
    out.println(
        "[" + done.incrementAndGet() + "/" + tasks + "] " + checker + " " + task + ": " + outcome);
  }

  @Override
  public void close() {}
}
