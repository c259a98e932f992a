package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.dragonfly.kfree.KfreeProperty;
import ripsaw.dragonfly.kmallocobj.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.dragonfly.kfree.KfreeEvent;
import ripsaw.dragonfly.kmallocobj.KmallocObjEvent;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Event;
import ripsaw.machine.Touch;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

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

  private static final String TOLD_OF_PAGES = "a census told what the allocator keeps in reserve";

  /** Of a location: touched by several cpus, and not by the one whose id is one less. */
  private static final int SEVERAL = 0x7f;

  private static final int WRITTEN = 0x80;

  private final Map<Event, Long> counts = new EnumMap<>(Event.class);
  private final Set<Property> exceeded = EnumSet.noneOf(Property.class);
  private final Map<Long, Integer> lastOwner = new HashMap<>();
  private long recreatedElsewhere;
  private final Map<String, Integer> askers = new HashMap<>();

  /** Of each location: who touched it, and whether it was written; a byte, as each run has them. */
  private byte[] touches = new byte[0];

  private long asked;
  private long granted;
  private long askedToFreeAfar;
  private long freedAfar;
  private long programsInParallel;
  private long contended;
  private boolean toldOfPages;

  void count(Cpu cpu, Event event, long address) {
    counts.merge(event, 1L, Long::sum);
    if (event == MachineEvent.SLAB_CREATED) {
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
    Arrays.fill(touches, (byte) 0);
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
      touches = Arrays.copyOf(touches, Math.max(1024, location + location / 4));
    }
    int before = touches[location];
    int who = before & SEVERAL;
    int now = who == 0 || who == cpu.id() + 1 ? cpu.id() + 1 : SEVERAL;
    now |= touch == Touch.WRITES ? WRITTEN : before & WRITTEN;
    touches[location] = (byte) now;
    contended = now == (SEVERAL | WRITTEN) ? 1 : 0;
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

  /**
   * A census was judged with nothing under way.
   *
   * @param everyOne whether it says what the allocator keeps in reserve
   */
  public void toldOfPages(boolean everyOne) {
    toldOfPages |= everyOne;
  }

  /** Whether anybody could see where all pages are. */
  public boolean isToldOfPages() {
    return toldOfPages;
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

  /**
   * The places where what the subject promises is delicate and that were never come to. An
   * allocator that has no slabs, say, does not promise what is only true of them.
   */
  public Set<String> missing(Subject subject) {
    Set<Property> promised = subject.promised();
    Set<String> missing = neverCame();
    require(promised, toldOfPages ? 1 : 0, TOLD_OF_PAGES, missing, CommonProperty.EVERY_PAGE);
    require(granted, GRANTED, missing);
    require(freedAfar, FREED_AFAR, missing);
    require(contended, CONTENDED, missing);
    require(
        promised,
        of(MachineEvent.SLAB_RIPPED),
        "a slab was ripped",
        missing,
        KfreeProperty.RIP_ONLY_WHEN_EMPTY,
        KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED);
    require(promised, of(KfreeEvent.PARKED), "a slab was parked", missing, KfreeProperty.PARKED_MARK);
    require(
        promised,
        of(MachineEvent.SIGNAL_TAKEN),
        "a signal was taken",
        missing,
        KfreeProperty.NO_STRANDING,
        CommonProperty.SIGNAL_DELIVERY);
    require(
        promised,
        recreatedElsewhere,
        "another cpu made a slab where a slab was ripped",
        missing,
        KfreeProperty.PAGE_TABLE);
    require(promised, of(KmallocObjEvent.TICKED), "the pseudo ticks went up", missing, KmallocObjProperty.GRACE_PERIOD);
    require(promised, of(KmallocObjEvent.CACHED), "a slab went to a cache", missing, KmallocObjProperty.CACHE_CAP);
    require(
        promised,
        of(MachineEvent.PAGES_FREED),
        "a slab was unmapped",
        missing,
        KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED);
    return missing;
  }

  /** Only if one of these properties is asked about. */
  private static void require(
      Set<Property> asked, long times, String place, Set<String> missing, Property... about) {
    if (Arrays.stream(about).anyMatch(asked::contains)) {
      require(times, place, missing);
    }
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
    toldOfPages |= other.toldOfPages;
  }
}
