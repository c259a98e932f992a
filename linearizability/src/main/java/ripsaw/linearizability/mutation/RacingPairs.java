package ripsaw.linearizability.mutation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.machine.Cpu;

/**
 * Pairs of places whose accesses to one word came one after the other, on two cpus, one of them a
 * store, and no store to the word between them: what an order of two cpus is about. Those of one
 * execution after another, in the order in which they are made.
 */
final class RacingPairs {
  /** An access, by its cpu and the number of its place. */
  private record Visit(int cpu, int spot) {}

  private static final class Word {
    private Visit write;
    private final List<Visit> reads = new ArrayList<>();
  }

  /** Two places, in this order. */
  private record Numbers(int first, int then) {}

  private final Set<Numbers> pairs = new HashSet<>();
  private final Map<Long, Word> words = new HashMap<>();

  /** An execution begins. */
  void begin() {
    words.clear();
  }

  /**
   * Just after an access.
   *
   * @param spot the number of its line
   * @param writes whether it has changed the word, or could have
   */
  void accessed(Cpu cpu, long address, int spot, boolean writes) {
    Word word = words.computeIfAbsent(address, any -> new Word());
    Visit now = new Visit(cpu.id(), spot);
    pair(word.write, now);
    if (writes) {
      word.reads.forEach(read -> pair(read, now));
      word.reads.clear();
      word.write = now;
    } else if (!word.reads.contains(now)) {
      word.reads.add(now);
    }
  }

  private void pair(Visit first, Visit then) {
    if (first != null && first.cpu != then.cpu) {
      pairs.add(new Numbers(first.spot, then.spot));
    }
  }

  /**
   * What was seen, in no order.
   *
   * @param spots by their numbers
   */
  Stream<RacingPair> in(List<Probes.Spot> spots) {
    return pairs.stream().map(pair -> new RacingPair(spots.get(pair.first), spots.get(pair.then)));
  }
}
