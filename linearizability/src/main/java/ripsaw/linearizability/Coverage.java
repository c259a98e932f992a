package ripsaw.linearizability;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Family;
import ripsaw.spec.Property;

/**
 * Whether an execution, or a whole campaign, came to the places where the protocol is delicate. A
 * campaign that never ripped a slab has shown nothing about ripping.
 */
public final class Coverage {
  private final Map<Event, Long> counts = new EnumMap<>(Event.class);
  private final Set<Property> exceeded = EnumSet.noneOf(Property.class);
  private final Map<Long, Integer> lastOwner = new HashMap<>();
  private long recreatedElsewhere;

  void count(Cpu cpu, Event event, long address) {
    counts.merge(event, 1L, Long::sum);
    if (event == Event.SLAB_CREATED) {
      Integer before = lastOwner.put(address, cpu.id());
      if (before != null && before != cpu.id()) {
        recreatedElsewhere++;
      }
    }
  }

  void exceeded(Property property) {
    exceeded.add(property);
  }

  public long of(Event event) {
    return counts.getOrDefault(event, 0L);
  }

  /** Slabs created where a slab of another cpu had been. */
  public long recreatedElsewhere() {
    return recreatedElsewhere;
  }

  /** Properties that the subject does not promise, and did not keep. */
  public Set<Property> exceeded() {
    return exceeded;
  }

  /** The places where the protocol of this family is delicate and that were never come to. */
  public Set<String> missing(Family family) {
    Set<String> missing = new TreeSet<>();
    require(of(Event.SLAB_RIPPED), "a slab was ripped", missing);
    switch (family) {
      case KFREE:
        require(of(Event.PARKED), "a slab was parked", missing);
        require(of(Event.SIGNAL_TAKEN), "a signal was taken", missing);
        require(recreatedElsewhere, "another cpu made a slab where a slab was ripped", missing);
        break;
      case KMALLOC_OBJ:
        require(of(Event.TICKED), "the pseudo ticks went up", missing);
        require(of(Event.CACHED), "a slab went to a cache", missing);
        require(of(Event.PAGES_FREED), "a slab was unmapped", missing);
        break;
    }
    return missing;
  }

  private static void require(long times, String place, Set<String> missing) {
    if (times == 0) {
      missing.add(place);
    }
  }

  /** Adds an execution to a campaign. */
  public void add(Coverage other) {
    other.counts.forEach((event, count) -> counts.merge(event, count, Long::sum));
    exceeded.addAll(other.exceeded);
    recreatedElsewhere += other.recreatedElsewhere;
  }
}
