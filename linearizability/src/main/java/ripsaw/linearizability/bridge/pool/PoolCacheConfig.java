package ripsaw.linearizability.bridge.pool;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.netbsd.pool.PoolVerb;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.subject.CommonVerb;

/**
 * A configuration of {@code PoolCache.tla} for a machine: nobody acts there who does not in the
 * program.
 *
 * @param shape of the machine; its cpus and addresses are numbers there
 * @param getters cpus whose program gets objects
 * @param putters whose program puts them
 * @param invalidators whose program invalidates the cache
 * @param groupSize objects of a group
 * @param anyPage whether pages are given out in any order
 * @param version as the module names it
 * @param fault as the museum names it, or {@link #NO_FAULT}
 */
record PoolCacheConfig(
    Shape shape,
    Set<Integer> getters,
    Set<Integer> putters,
    Set<Integer> invalidators,
    int groupSize,
    boolean anyPage,
    String version,
    String fault)
    implements ModuleConfig {
  static final String REFERENCE = "reference";
  static final String MODULE = "PoolCache";

  /** Bytes of an object: of the one cache. */
  static final int BYTES = 64;

  static PoolCacheConfig of(Program program, String version, String fault) {
    return new PoolCacheConfig(
        program.shape(),
        who(program, one -> one.verb() == CommonVerb.ALLOC),
        who(program, one -> one.verb() == CommonVerb.FREE),
        who(program, one -> one.verb() == PoolVerb.INVALIDATE),
        PoolWords.GROUP_OBJECTS,
        true,
        version,
        fault);
  }

  /** Small: cpu 0 gets, and both put. */
  static PoolCacheConfig small(Shape shape, String version, String fault) {
    return new PoolCacheConfig(
        shape, Set.of(0), Set.of(0, 1), Set.of(), PoolWords.GROUP_OBJECTS, false, version, fault);
  }

  private static Set<Integer> who(Program program, Predicate<Operation> does) {
    Set<Integer> cpus = new TreeSet<>();
    program.before().stream()
        .filter(step -> does.test(step.operation()))
        .forEach(step -> cpus.add(step.cpu()));
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      if (program.cpus().get(cpu).stream().anyMatch(does)) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }

  @Override
  public String module() {
    return MODULE;
  }

  @Override
  public Mapping mapping() {
    return PoolCacheMapping.INSTANCE;
  }

  @Override
  public String text() {
    return """
    SPECIFICATION Spec
    CONSTANTS
      Cpus = %s
      Getters = %s
      Putters = %s
      Invalidators = %s
      Pages = %s
      PageItems = %s
      GroupSize = %s
      Groups0 = %s
      HighWater = %s
      Version = "%s"
      Fault = "%s"
      Dwells = FALSE
      AnyPage = %s
      AnyOrder = TRUE
      None = None
    """
        .formatted(
            set(first(shape.cpus())),
            set(getters),
            set(putters),
            set(invalidators),
            set(first(shape.pages() / shape.slabPages())),
            Math.min(shape.chunksPerSlab(), shape.slabBytes() / BYTES),
            groupSize,
            2 * shape.cpus() + 1,
            shape.cachedSlabs(),
            version,
            fault,
            anyPage ? "TRUE" : "FALSE");
  }

  private static Set<Integer> first(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private static String set(Set<Integer> numbers) {
    return new TreeSet<>(numbers)
        .stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }
}
