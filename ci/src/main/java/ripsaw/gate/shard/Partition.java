package ripsaw.gate.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ripsaw.spec.kept.Digest;

/**
 * Which task is whose. All shards come to the same without a word between them: the longest task
 * first, and among equals by the digest of the name, each goes to the shard that has least to do.
 *
 * <p>Mutants of one subject stay together in lots: before the first of them is asked about, seconds
 * go into what the programs of the subject come to.
 */
final class Partition {
  /** Mutants at most in a lot: they take some times as long as what is made ready for them. */
  private static final int MOST_IN_A_LOT = 64;

  private final Map<String, Integer> shards = new HashMap<>();

  /** Tasks that stay together. */
  private record Lot(String digest, long effort, List<String> tasks) {}

  /** What a shard has to do so far. */
  private record Load(int shard, long effort) {}

  /**
   * @param tasks each once, in any order
   * @param of how many shards there are
   */
  Partition(List<String> tasks, Efforts efforts, int of) {
    List<Lot> longestFirst = lots(tasks, efforts);
    longestFirst.sort(Comparator.comparing((Lot lot) -> -lot.effort).thenComparing(Lot::digest));
    PriorityQueue<Load> leastFirst =
        new PriorityQueue<>(Comparator.comparing(Load::effort).thenComparing(Load::shard));
    IntStream.rangeClosed(1, of).forEach(shard -> leastFirst.add(new Load(shard, 0)));
    for (Lot lot : longestFirst) {
      Load least = leastFirst.remove();
      leastFirst.add(new Load(least.shard, least.effort + lot.effort));
      lot.tasks.forEach(task -> shards.put(task, least.shard));
    }
  }

  private static List<Lot> lots(List<String> tasks, Efforts efforts) {
    Map<String, String> byDigest = new TreeMap<>();
    for (String task : tasks) {
      if (byDigest.put(Digest.of(task), task) != null) {
        throw new IllegalArgumentException("two tasks have one name: " + task);
      }
    }
    Map<String, List<String>> together = new TreeMap<>();
    byDigest.forEach(
        (digest, task) ->
            together
                .computeIfAbsent(
                    task.startsWith(Work.MUTANT)
                        ? task.substring(0, task.indexOf(' ', Work.MUTANT.length()))
                        : task,
                    any -> new ArrayList<>())
                .add(task));
    List<Lot> lots = new ArrayList<>();
    for (List<String> all : together.values()) {
      int pieces = Math.ceilDiv(all.size(), MOST_IN_A_LOT);
      for (int piece = 0; piece < pieces; piece++) {
        List<String> some =
            all.subList(all.size() * piece / pieces, all.size() * (piece + 1) / pieces);
        lots.add(
            new Lot(Digest.of(some.getFirst()), some.stream().mapToLong(efforts::of).sum(), some));
      }
    }
    return lots;
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
