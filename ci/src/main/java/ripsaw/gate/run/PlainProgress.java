package ripsaw.gate.run;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import ripsaw.spec.Checker;

/** A line for each task that is done, with what is left to whom: for logs and pipes. */
final class PlainProgress implements Progress {
  private final PrintStream out;
  private final Map<Checker, Integer> left;
  private final int tasks;
  private final Lock lock = new ReentrantLock();
  private int done;

  /**
   * @param tasks of each checker
   */
  PlainProgress(PrintStream out, Map<Checker, Integer> tasks) {
    this.out = out;
    this.left = new TreeMap<>(tasks);
    this.tasks = tasks.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public void began(Checker checker, String task) {}

  @Override
  public void ended(Checker checker, String task, String outcome) {
    lock.lock();
    try {
      done++;
      left.merge(checker, -1, Integer::sum);
      out.printf("[%s/%s] %s %s: %s%s%n", done, tasks, checker, task, outcome, left());
    } finally {
      lock.unlock();
    }
  }

  private String left() {
    String who =
        left.entrySet().stream()
            .filter(one -> one.getValue() > 0)
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", "));
    return who.isEmpty() ? "" : "; left: " + who;
  }

  @Override
  public void close() {}
}
