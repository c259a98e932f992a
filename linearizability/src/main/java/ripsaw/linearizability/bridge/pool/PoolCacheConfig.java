package ripsaw.linearizability.bridge.pool;

import java.util.Set;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.Numbers;
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
        program.cpusThat(one -> one.verb() == CommonVerb.ALLOC),
        program.cpusThat(one -> one.verb() == CommonVerb.FREE),
        program.cpusThat(one -> one.verb() == PoolVerb.INVALIDATE),
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
            Numbers.set(0, shape.cpus()),
            Numbers.set(getters),
            Numbers.set(putters),
            Numbers.set(invalidators),
            Numbers.set(0, shape.pages() / shape.slabPages()),
            Math.min(shape.chunksPerSlab(), shape.slabBytes() / BYTES),
            groupSize,
            2 * shape.cpus() + 1,
            shape.cachedSlabs(),
            version,
            fault,
            anyPage ? "TRUE" : "FALSE");
  }
}
