package ripsaw.gate.lines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Operations of one kind. */
final class Tally {
  private static final int RARE = 20;

  private final List<Footprint> all = new ArrayList<>();
  private final Map<String, List<Footprint>> ways = new TreeMap<>();

  void add(Footprint one) {
    all.add(one);
    ways.computeIfAbsent(one.way(), way -> new ArrayList<>()).add(one);
  }

  int count() {
    return all.size();
  }

  /**
   * Each way that a twentieth of them went or more, the usual one first, and last all other ways
   * together.
   */
  List<Counts> counts() {
    List<Counts> counts = new ArrayList<>();
    List<Footprint> rare = new ArrayList<>();
    int rareWays = 0;
    for (List<Footprint> way : usualFirst()) {
      if (way.size() * RARE >= all.size()) {
        counts.add(Counts.of(1, way));
      } else {
        rare.addAll(way);
        rareWays++;
      }
    }
    if (rareWays > 0) {
      counts.add(Counts.of(rareWays, rare));
    }
    return counts;
  }

  private List<List<Footprint>> usualFirst() {
    return ways.values().stream()
        .sorted(Comparator.comparingInt((List<Footprint> way) -> way.size()).reversed())
        .toList();
  }

  /** How often this was counted in all of them, by what lies on the line. */
  Map<String, Integer> sum(Function<Footprint, Map<String, Integer>> figure) {
    return sum(all, figure);
  }

  private static Map<String, Integer> sum(
      List<Footprint> some, Function<Footprint, Map<String, Integer>> figure) {
    Map<String, Integer> sum = new TreeMap<>();
    some.forEach(
        one -> figure.apply(one).forEach((structure, n) -> sum.merge(structure, n, Integer::sum)));
    return sum;
  }

  /**
   * Means of some operations, by what lies on the lines.
   *
   * @param ways that they went: if it is one, each touched as many lines of each structure
   * @param operations how many they are
   * @param written distinct lines
   * @param readOnly distinct lines that were read and not written
   * @param transfers lines that came from another cpu's cache
   * @param invalidations copies in other caches that were made invalid
   */
  record Counts(
      int ways,
      int operations,
      Map<String, Double> written,
      Map<String, Double> readOnly,
      Map<String, Double> transfers,
      Map<String, Double> invalidations) {
    private static Counts of(int ways, List<Footprint> some) {
      return new Counts(
          ways,
          some.size(),
          means(some, Footprint::written),
          means(some, Footprint::readOnly),
          means(some, Footprint::transfers),
          means(some, Footprint::invalidations));
    }

    private static Map<String, Double> means(
        List<Footprint> some, Function<Footprint, Map<String, Integer>> figure) {
      return each(sum(some, figure), some.size());
    }
  }

  /** Each of these divided. */
  static Map<String, Double> each(Map<String, Integer> sums, int by) {
    Map<String, Double> each = new TreeMap<>();
    sums.forEach((structure, sum) -> each.put(structure, (double) sum / by));
    return each;
  }
}
