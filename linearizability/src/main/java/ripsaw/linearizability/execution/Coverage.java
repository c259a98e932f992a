package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CoverageGoal;
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

  private final Map<Event, Long> counts = new HashMap<>();
  private final Map<Event, Long> elsewhere = new HashMap<>();
  private final Set<Property> exceeded = new LinkedHashSet<>();

  /** Of each event that counts on another cpu than the last one: who was last at an address. */
  private final Map<Event, Map<Long, Integer>> last = new HashMap<>();

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

  /** Of a campaign, whose executions are {@linkplain #add added}. */
  public Coverage() {
    this(List.of());
  }

  /**
   * Of an execution.
   *
   * @param goals where the protocol is delicate
   */
  Coverage(List<CoverageGoal> goals) {
    goals.stream()
        .filter(CoverageGoal::elsewhere)
        .forEach(goal -> last.put(goal.event(), new HashMap<>()));
  }

  /**
   * What of it does not depend on this process, in numbers and names.
   *
   * @param counts of the events of a family's goals, in their order; so {@code elsewhere}
   * @param exceeded ids of properties
   */
  public record Told(
      List<Long> counts,
      List<Long> elsewhere,
      List<String> exceeded,
      long asked,
      long granted,
      long askedToFreeAfar,
      long freedAfar,
      long programsInParallel,
      long contended,
      boolean toldOfPages) {}

  /**
   * To be written down.
   *
   * @param goals of the family
   */
  public Told told(List<CoverageGoal> goals) {
    return new Told(
        goals.stream().map(goal -> of(goal.event())).toList(),
        goals.stream().map(goal -> elsewhere(goal.event())).toList(),
        exceeded.stream().map(Property::id).toList(),
        asked,
        granted,
        askedToFreeAfar,
        freedAfar,
        programsInParallel,
        contended,
        toldOfPages);
  }

  /**
   * One that was written down. It knows of no other event than those of the goals.
   *
   * @param goals the same
   */
  public static Coverage of(Told told, List<CoverageGoal> goals) {
    Coverage coverage = new Coverage();
    for (int i = 0; i < goals.size(); i++) {
      coverage.counts.put(goals.get(i).event(), told.counts.get(i));
      coverage.elsewhere.put(goals.get(i).event(), told.elsewhere.get(i));
    }
    told.exceeded.forEach(id -> coverage.exceeded.add(Property.byId(id).orElseThrow()));
    coverage.asked = told.asked;
    coverage.granted = told.granted;
    coverage.askedToFreeAfar = told.askedToFreeAfar;
    coverage.freedAfar = told.freedAfar;
    coverage.programsInParallel = told.programsInParallel;
    coverage.contended = told.contended;
    coverage.toldOfPages = told.toldOfPages;
    return coverage;
  }

  void count(Cpu cpu, Event event, long address) {
    counts.merge(event, 1L, Long::sum);
    Map<Long, Integer> lastOf = last.get(event);
    if (lastOf != null) {
      Integer before = lastOf.put(address, cpu.id());
      if (before != null && before != cpu.id()) {
        elsewhere.merge(event, 1L, Long::sum);
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

  /** How often this happened where another cpu had been the last to do so. */
  public long elsewhere(Event event) {
    return elsewhere.getOrDefault(event, 0L);
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
   *
   * @param checker who looked, and need not come to what it cannot see
   */
  public Set<String> missing(Subject subject, Checker checker) {
    Set<Property> promised = subject.promised();
    promised.removeAll(subject.family().unseenBy(checker));
    Set<String> missing = neverCame();
    if (promised.contains(CommonProperty.EVERY_PAGE)) {
      require(toldOfPages ? 1 : 0, TOLD_OF_PAGES, missing);
    }
    if (subject.family().commonVerbs().contains(CommonVerb.ALLOC)) {
      require(granted, GRANTED, missing);
      require(freedAfar, FREED_AFAR, missing);
    }
    require(contended, CONTENDED, missing);
    for (CoverageGoal goal : subject.family().goals()) {
      if (goal.about().stream().anyMatch(promised::contains)) {
        long times = goal.elsewhere() ? elsewhere(goal.event()) : of(goal.event());
        require(times, goal.place(), missing);
      }
    }
    return missing;
  }

  private static void require(long times, String place, Set<String> missing) {
    if (times == 0) {
      missing.add(place);
    }
  }

  /** What was judged of an execution after it was added. What it came to then does not count. */
  public void addJudgement(Coverage other) {
    exceeded.addAll(other.exceeded);
    toldOfPages |= other.toldOfPages;
  }

  /** Adds an execution to a campaign. */
  public void add(Coverage other) {
    other.counts.forEach((event, count) -> counts.merge(event, count, Long::sum));
    exceeded.addAll(other.exceeded);
    other.elsewhere.forEach((event, count) -> elsewhere.merge(event, count, Long::sum));
    asked += other.asked;
    granted += other.granted;
    askedToFreeAfar += other.askedToFreeAfar;
    freedAfar += other.freedAfar;
    programsInParallel += other.programsInParallel;
    contended += other.contended;
    toldOfPages |= other.toldOfPages;
  }
}
