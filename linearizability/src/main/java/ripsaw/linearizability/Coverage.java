package ripsaw.linearizability;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Touch;
import ripsaw.spec.Family;
import ripsaw.spec.Property;

/**
 * Whether an execution, or a whole campaign, came to the places where the protocol is delicate. A
 * campaign that never ripped a slab has shown nothing about ripping.
 */
public final class Coverage {
  private static final String GRANTED = "a chunk was granted";
  private static final String FREED_AFAR =
      "a chunk was freed on another cpu than the one that asked for it";
  private static final String CONTENDED =
      "two cpus met at a word, a page or a lock that one of them writes";

  private static final int WRITTEN = 1 << 31;

  private final Map<Event, Long> counts = new EnumMap<>(Event.class);
  private final Set<Property> exceeded = EnumSet.noneOf(Property.class);
  private final Map<Long, Integer> lastOwner = new HashMap<>();
  private long recreatedElsewhere;
  private final Map<String, Integer> askers = new HashMap<>();

  /** Of each location: a bit for each cpu that touched it, and whether one of them wrote it. */
  private int[] touches = new int[512];

  private long asked;
  private long granted;
  private long askedToFreeAfar;
  private long freedAfar;
  private long programsInParallel;
  private long contended;

  void count(Cpu cpu, Event event, long address) {
    counts.merge(event, 1L, Long::sum);
    if (event == Event.SLAB_CREATED) {
      Integer before = lastOwner.put(address, cpu.id());
      if (before != null && before != cpu.id()) {
        recreatedElsewhere++;
      }
    }
  }

  /**
   * A caller asks for memory.
   *
   * @param name that it will have
   */
  void asked(Cpu cpu, String name, long bytes) {
    askers.put(name, cpu.id());
    asked += bytes > 0 ? 1 : 0;
  }

  /** It got some. */
  void granted() {
    granted++;
  }

  /**
   * A caller frees what has this name.
   *
   * @param held whether anything has
   */
  void freed(Cpu cpu, String name, boolean held) {
    Integer asker = askers.get(name);
    if (asker != null && asker != cpu.id()) {
      askedToFreeAfar++;
      freedAfar += held ? 1 : 0;
    }
  }

  /** The subject is up: what was touched so far no other cpu could meet. */
  void begins() {
    Arrays.fill(touches, 0);
    contended = 0;
  }

  /** More than one cpu has something to do from here on. */
  void inParallel() {
    programsInParallel++;
  }

  /** The subject touches a word, a page or a lock. */
  void touched(Cpu cpu, int location, Touch touch) {
    if (contended > 0) {
      return;
    }
    if (location >= touches.length) {
      touches = Arrays.copyOf(touches, 2 * location);
    }
    touches[location] |= 1 << cpu.id() | (touch == Touch.WRITES ? WRITTEN : 0);
    if (touches[location] < 0 && Integer.bitCount(touches[location] & ~WRITTEN) > 1) {
      contended = 1;
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

  /** What the programs ask of any allocator and that never came about. */
  public Set<String> neverCame() {
    Set<String> missing = new TreeSet<>();
    if (asked > 0) {
      require(granted, GRANTED, missing);
    }
    if (askedToFreeAfar > 0) {
      require(freedAfar, FREED_AFAR, missing);
    }
    if (programsInParallel > 0) {
      require(contended, CONTENDED, missing);
    }
    return missing;
  }

  /** The places where the protocol of this family is delicate and that were never come to. */
  public Set<String> missing(Family family) {
    Set<String> missing = new TreeSet<>();
    require(granted, GRANTED, missing);
    require(freedAfar, FREED_AFAR, missing);
    require(contended, CONTENDED, missing);
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
    asked += other.asked;
    granted += other.granted;
    askedToFreeAfar += other.askedToFreeAfar;
    freedAfar += other.freedAfar;
    programsInParallel += other.programsInParallel;
    contended += other.contended;
  }
}
