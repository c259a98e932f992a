package ripsaw.subject;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.cache.Places;
import ripsaw.spec.Census;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;

/**
 * Allocators of one design: all that the checkers must know of them, and that is not the same for
 * every allocator. Found by {@link java.util.ServiceLoader}: name the implementing class in {@code
 * META-INF/services/ripsaw.subject.Family}. Two of one class are equal.
 */
public interface Family extends SubjectProvider {
  /** Every family on the class path. */
  static List<Family> all() {
    return ServiceLoader.load(Family.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** As a reader of a report knows it, as in {@code slab allocator}. */
  @Override
  String toString();

  /** What its allocators are judged by, the common properties first. */
  List<Property> properties();

  /** Which of the common verbs its programs may use; all of them if it does not say. */
  default Set<CommonVerb> commonVerbs() {
    return Set.of(CommonVerb.values());
  }

  /** Its own. */
  default List<FamilyVerb> verbs() {
    return List.of();
  }

  /**
   * Why a program may not have this verb on this cpu, in words that follow "has", as in {@code no
   * drain}; empty if it may.
   */
  default Optional<String> objection(FamilyVerb verb, int cpu) {
    return verbs().contains(verb) ? Optional.empty() : Optional.of("no " + verb.word());
  }

  /**
   * Bytes that may be outstanding of the limited type of a program; empty if its allocators know
   * one type only.
   */
  default OptionalLong limit() {
    return OptionalLong.of(256);
  }

  /** Whether callers say how many bytes they want; else what is granted is all alike. */
  default boolean hasSizes() {
    return true;
  }

  /** A machine in the words of a program, but for what makes no difference to its allocators. */
  default String inWords(Shape shape) {
    return shape.toString();
  }

  /** Whether a type is of objects of one size, which is then the most that may be asked for. */
  default boolean hasObjects() {
    return false;
  }

  /**
   * Pages that its allocators may keep though nothing in them is in use.
   *
   * @param types that there are
   */
  default long keptPages(Shape shape, int types) {
    return 0;
  }

  /** Programs for its allocators, smallest first. */
  List<NamedProgram> programs();

  /** What random programs do. */
  Workload workload();

  /** What the kernel does on such a machine when nobody calls; nothing if it does not say. */
  default Idle idle(Shape shape) {
    return Idle.NOTHING;
  }

  /** Where its protocol is delicate. */
  default List<CoverageGoal> goals() {
    return List.of();
  }

  /**
   * Whether programs may have several threads a cpu, and devices: its monitors must tell apart what
   * these have under way at the same time, or there would be alarms that mean nothing.
   */
  default boolean hasThreads() {
    return false;
  }

  /**
   * Whether callers may sleep until others free something. Beforehand there are no others: nobody
   * waits there.
   */
  default boolean callersSleep() {
    return false;
  }

  /** Bytes at most that a chunk takes beside those that were asked for, as a header. */
  default long overhead() {
    return 0;
  }

  /** Whether programs may take cpus offline and bring them back: see {@link CpuVerb}. */
  default boolean hasHotplug() {
    return false;
  }

  /** Who follows an execution of one of its allocators, from its start. */
  default List<Monitor> monitors(Monitor.Scene scene) {
    return List.of();
  }

  /** Properties that this checker cannot see in its allocators: no program of it comes there. */
  default Set<Property> unseenBy(Checker checker) {
    return Set.of();
  }

  /** Draws a census of one of its allocators. */
  default Diagram draw(Census census, Diagram.Names names) {
    return Diagram.EMPTY;
  }

  /** Counts a census of one of its allocators; empty if it shows nothing to count. */
  default Optional<Statistics> count(Census census, Shape shape) {
    return Optional.empty();
  }

  /**
   * Where the words of one of its allocators lie in its sources, for whoever counts cache lines;
   * where the machine has them if it does not say.
   */
  default Places places(Subject subject, Machine machine) {
    return machine::place;
  }

  /** Those of its allocators whose use of memory over weeks is worth a curve. */
  default List<Measured> measured() {
    return List.of();
  }

  /**
   * An allocator whose use of memory is measured.
   *
   * @param name of its curve
   * @param summary in words
   * @param magazines whether once more under magazines for each type and cpu
   * @param clock what the clock does to it, on one cpu
   * @param part of the load, and the machine for that
   */
  record Measured(
      String name,
      String summary,
      Subject subject,
      boolean magazines,
      BiConsumer<Allocator, Cpu> clock,
      Part part) {
    /** All of the load. */
    public Measured(
        String name,
        String summary,
        Subject subject,
        boolean magazines,
        BiConsumer<Allocator, Cpu> clock) {
      this(name, summary, subject, magazines, clock, Part.ALL);
    }

    /** The same under another name. */
    public Measured called(String other, String otherSummary) {
      return new Measured(other, otherSummary, subject, magazines, clock, part);
    }
  }

  /**
   * How much of a load an allocator gets, and on what machine.
   *
   * @param share one of so many objects
   * @param scale so many times its size an object has on the machine, as all else there
   * @param slabPages pages of a slab, which is what is held and given back
   * @param slabs of the machine
   * @param cachedSlabs that may be kept free: see {@link Shape#cachedSlabs}
   */
  record Part(int share, int scale, int slabPages, int slabs, int cachedSlabs) {
    /** All of it, on a machine of 128 KiB slabs. */
    public static final Part ALL = new Part(1, 1, 32, 512, 4);
  }
}
