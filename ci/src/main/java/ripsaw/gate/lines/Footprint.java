package ripsaw.gate.lines;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ripsaw.machine.cache.Coherence.Cost;
import ripsaw.machine.cache.Line;

/** What one operation touched, and what that moved between caches. */
final class Footprint {
  private final Set<Line> touched = new HashSet<>();
  private final Set<Line> written = new HashSet<>();
  private final Map<String, Integer> transfers = new TreeMap<>();
  private final Map<String, Integer> invalidations = new TreeMap<>();

  void add(Line line, boolean writes, Cost cost) {
    touched.add(line);
    if (writes) {
      written.add(line);
    }
    add(transfers, line, cost.transfers());
    add(invalidations, line, cost.invalidations());
  }

  private static void add(Map<String, Integer> counts, Line line, int count) {
    if (count > 0) {
      counts.merge(line.structure(), count, Integer::sum);
    }
  }

  /** How many distinct lines it wrote, by what lies on them. */
  Map<String, Integer> written() {
    return counts(written);
  }

  /** How many distinct lines it read and did not write. */
  Map<String, Integer> readOnly() {
    Set<Line> read = new HashSet<>(touched);
    read.removeAll(written);
    return counts(read);
  }

  private static Map<String, Integer> counts(Set<Line> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    lines.forEach(line -> counts.merge(line.structure(), 1, Integer::sum));
    return counts;
  }

  /** Lines that came from another cpu's cache. */
  Map<String, Integer> transfers() {
    return transfers;
  }

  /** Copies in other caches that it made invalid. */
  Map<String, Integer> invalidations() {
    return invalidations;
  }

  /** Two operations that touch as much of the same went the same way. */
  String way() {
    return written() + " " + readOnly();
  }
}
