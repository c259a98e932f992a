package ripsaw.gate.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which task is whose. All shards come to the same without a word between them: the longest task
 * first, and among equals by the digest of the name, each goes to the shard that has least to do.
 */
final class Partition {
  private final Map<String, Integer> shards = new HashMap<>();

  /**
   * @param tasks each once, in any order
   * @param of how many shards there are
   */
  Partition(List<String> tasks, Efforts efforts, int of) {
    Map<String, String> digests = new HashMap<>();
    for (String task : tasks) {
      if (digests.put(task, Digests.of(task)) != null) {
        throw new IllegalArgumentException("two tasks have one name: " + task);
      }
    }
    List<String> longestFirst = new ArrayList<>(tasks);
    longestFirst.sort(
        Comparator.comparing((String task) -> -efforts.of(task)).thenComparing(digests::get));
    long[] loads = new long[of];
    for (String task : longestFirst) {
      int least =
          IntStream.range(0, of)
              .boxed()
              .min(Comparator.comparing((Integer shard) -> loads[shard]))
              .orElseThrow();
      loads[least] += efforts.of(task);
      shards.put(task, least + 1);
    }
  }

  /** From 1 on; 0 if there is no such task. */
  int shard(String task) {
    return shards.getOrDefault(task, 0);
  }

  /** In the order given. */
  static List<String> of(int shard, List<String> tasks, Partition partition) {
    return tasks.stream().filter(task -> partition.shard(task) == shard).toList();
  }
}
