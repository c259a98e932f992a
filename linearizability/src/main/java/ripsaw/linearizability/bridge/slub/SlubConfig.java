package ripsaw.linearizability.bridge.slub;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Task;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;

/**
 * A configuration of {@code Slub.tla} for a program: nobody acts there who does not in the program.
 *
 * @param shape of the machine; its cpus and addresses are numbers there
 * @param roles who does what
 * @param debug whether the cache has consistency checks
 * @param anyPage whether pages are given out in any order
 * @param version as the module names it
 * @param fault as the museum names it, or {@link #NO_FAULT}
 */
record SlubConfig(
    Shape shape, Roles roles, boolean debug, boolean anyPage, String version, String fault)
    implements ModuleConfig {
  static final String REFERENCE = "reference";
  static final String MODULE = "Slub";

  /** Bytes of an object: of the one cache. */
  static final int BYTES = 64;

  /**
   * The cpus that do something.
   *
   * @param allocators whose program allocates
   * @param freers whose program frees
   * @param seconds that have another thread
   * @param irqs that have a device's interrupt
   * @param migrants whose program may go on on another cpu
   * @param shrinkers whose program shrinks the cache
   */
  record Roles(
      Set<Integer> allocators,
      Set<Integer> freers,
      Set<Integer> seconds,
      Set<Integer> irqs,
      Set<Integer> migrants,
      Set<Integer> shrinkers) {
    static Roles of(Program program) {
      return new Roles(
          program.cpusThat(one -> one.verb() == CommonVerb.ALLOC),
          program.cpusThat(one -> one.verb() == CommonVerb.FREE),
          tasks(program, task -> !task.isInterrupt() && task.thread() != 0),
          both(
              tasks(program, Task::isInterrupt),
              program.cpusThat(
                  one ->
                      one.verb() == CommonVerb.ALLOC_IN_INTERRUPT
                          || one.verb() == CommonVerb.FREE_IN_INTERRUPT)),
          tasks(program, Task::roams),
          program.cpusThat(one -> one.verb() == SlubVerb.SHRINK));
    }

    private static Set<Integer> tasks(Program program, Predicate<Task> is) {
      return program.tasks().stream()
          .filter(is)
          .map(Task::cpu)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
      Set<Integer> all = new TreeSet<>(some);
      all.addAll(others);
      return all;
    }
  }

  static SlubConfig of(Program program, String version, String fault) {
    boolean debug =
        program.before().stream().anyMatch(step -> step.operation().verb() == SlubVerb.DEBUG_ON);
    return new SlubConfig(program.shape(), Roles.of(program), debug, true, version, fault);
  }

  /** Small: cpu 0 allocates, both free, as in the model that the Java is driven along. */
  static SlubConfig small(Shape shape, String version, String fault) {
    Set<Integer> none = Set.of();
    Roles roles = new Roles(Set.of(0), Set.of(0, 1), none, none, none, none);
    return new SlubConfig(shape, roles, false, false, version, fault);
  }

  @Override
  public String module() {
    return MODULE;
  }

  @Override
  public Mapping mapping() {
    return SlubMapping.INSTANCE;
  }

  /** Objects of a slab: what the machine allows, and what a slab has room for. */
  private int capacity() {
    return Math.min(shape.chunksPerSlab(), shape.slabBytes() / BYTES);
  }

  private static Set<Integer> numbers(int count, Predicate<Integer> which) {
    return IntStream.range(0, count)
        .boxed()
        .filter(which)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public String text() {
    int slabs = shape.pages() / shape.slabPages();
    Set<Integer> cpus = numbers(shape.cpus(), any -> true);
    Set<Integer> far = numbers(slabs, slab -> shape.nodeOfPage(slab * shape.slabPages()) > 0);
    List<String> sets =
        List.of(
            set("Cpus", cpus),
            set("Allocators", roles.allocators),
            set("Freers", roles.freers),
            set("Seconds", roles.seconds),
            set("Irqs", roles.irqs),
            set("Migrants", roles.migrants),
            set("Flushers", Set.of()),
            set("Shrinkers", roles.shrinkers),
            set("Hotplug", Set.of()),
            set("FarCpus", numbers(shape.cpus(), cpu -> shape.nodeOfCpu(cpu) > 0)),
            set("FarSlabs", far),
            set("Slabs", numbers(slabs, any -> true)));
    return """
    SPECIFICATION Spec
    CONSTANTS
      %s
      Capacity = %s
      MinPartial = %s
      Flight = 0
      Debug = %s
      Version = "%s"
      Fault = "%s"
      AnyPage = %s
      None = None
    """
        .formatted(
            String.join("\n  ", sets),
            capacity(),
            shape.cachedSlabs(),
            constant(debug),
            version,
            fault,
            constant(anyPage));
  }

  private static String set(String name, Set<Integer> numbers) {
    return name + " = " + Numbers.set(numbers);
  }

  private static String constant(boolean value) {
    return value ? "TRUE" : "FALSE";
  }
}
