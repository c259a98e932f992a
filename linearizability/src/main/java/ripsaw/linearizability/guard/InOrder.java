package ripsaw.linearizability.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Does tasks on several threads at once, and hands over what comes of them in order: whoever takes
 * it cannot tell that they were not done one after another. A thread holds no monitor when it does
 * a task: an execution's coroutines must not be run under one.
 */
public final class InOrder {
  private InOrder() {}

  /** How many threads can run at once here. */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Returns when all is taken, or no more is wanted and nothing runs any more. What a task throws
   * is thrown here, when it would be its turn to be taken.
   *
   * @param threads at least 1
   * @param tasks how many there are, at least 1
   * @param task does the one with this number, begun in order from 0 on; it is interrupted if it
   *     still runs when no more is wanted
   * @param wantsMore takes the results one by one, in this thread
   */
  public static <T> void run(int threads, int tasks, IntFunction<T> task, Predicate<T> wantsMore) {
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks))) {
      try {
        Queue<Future<T>> results = new ArrayDeque<>();
        for (int i = 0; i < tasks; i++) {
          int number = i;
          results.add(pool.submit(() -> task.apply(number)));
        }
        while (!results.isEmpty() && wantsMore.test(results.remove().get())) {
          // Goes on with the next.
        }
      } finally {
        pool.shutdownNow();
      }
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /**
   * Does something with each part of a list, a part on each processor: for work that has something
   * to make ready, once a part and not once an element.
   *
   * @param task makes of a part what comes of its elements, in their order
   * @return what comes of all, in order
   */
  public static <T, R> List<R> inParts(List<T> all, Function<List<T>, List<R>> task) {
    List<R> results = new ArrayList<>();
    int parts = Math.min(processors(), all.size());
    if (parts > 0) {
      run(
          parts,
          parts,
          part ->
              task.apply(all.subList(part * all.size() / parts, (part + 1) * all.size() / parts)),
          results::addAll);
    }
    return results;
  }

  /** For what was thrown in a thread where nothing checked can be. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
