package ripsaw.gate.shard;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a run comes by its answers: it asks ({@link #WHOLE}), it asks a share of them ({@link
 * Share}), or others have asked ({@link Given}).
 *
 * <p>A task is what can be asked apart from all others. Its name says its content, and its first
 * word the kind, as in {@code jqwik subject dragonfly/reference}. An answer is a record that
 * Jackson can write and read.
 */
public interface Work {
  /** What the tasks begin with that are about a mutant; then comes its subject. */
  String MUTANT = "mutant ";

  /** A run on one machine. */
  Work WHOLE =
      new Work() {
        @Override
        public void plan(Supplier<List<String>> tasks, Extent extent) {}

        @Override
        public boolean isMine(String task) {
          return true;
        }

        @Override
        public boolean asks(String task) {
          return true;
        }

        @Override
        public <A> Optional<A> answer(String task, Class<A> type, Supplier<A> asked) {
          return Optional.of(asked.get());
        }
      };

  /** How many of the tasks must have an answer. */
  enum Extent {
    ALL,
    /** A run ends with the first task that fails, in the order of the tasks. */
    UP_TO_A_FAILURE
  }

  /**
   * Called before anything is asked.
   *
   * @param tasks the names of all that can come to be asked, each once
   */
  void plan(Supplier<List<String>> tasks, Extent extent);

  /** Whether this run has to do with a task. */
  boolean isMine(String task);

  /** Whether this run asks it, which may take long. */
  boolean asks(String task);

  /**
   * The answer to a task. Several threads may call this, each for other tasks.
   *
   * @return empty if the task is not {@linkplain #isMine mine}
   */
  <A> Optional<A> answer(String task, Class<A> type, Supplier<A> asked);
}
