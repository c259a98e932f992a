package ripsaw.linearizability.bridge.kmallocobj;

import java.util.Set;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.machine.Shape;

/**
 * A configuration of {@code KmallocObj.tla} for a machine. Keep and Cap are what the machine says a
 * cpu may keep, as in the Java.
 *
 * @param shape of the machine; its cpus and addresses are numbers there
 * @param capacity objects of a slab
 * @param roles who does what
 * @param keep whole slabs that the poller leaves
 * @param anyPage whether pages are given out in any order
 * @param version as the module names it
 * @param fault as the museum names it, or {@link #NO_FAULT}
 */
record KmallocObjConfig(
    Shape shape, int capacity, Roles roles, int keep, boolean anyPage, String version, String fault)
    implements ModuleConfig {
  static final String REFERENCE = "reference";
  static final String MODULE = "KmallocObj";

  /** The versions in which the ticks are waited for once less. */
  private static final Set<String> KERNEL = Set.of("56c9ecc", "2026");

  /**
   * The cpus that do something: the first so many, or those from one on.
   *
   * @param allocators the first so many
   * @param firstFreer those from this on
   * @param firstPoller those from this on
   * @param firstReader those from this on
   * @param clock whether the ticks are followed
   */
  record Roles(int allocators, int firstFreer, int firstPoller, int firstReader, boolean clock) {}

  /** The machine as it is: every cpu does everything. */
  static KmallocObjConfig of(Shape shape, String version, String fault) {
    return new KmallocObjConfig(
        shape,
        shape.chunksPerSlab(),
        new Roles(shape.cpus(), 0, 0, 0, true),
        shape.cachedSlabs(),
        true,
        version,
        fault);
  }

  /** Small: cpu 0 allocates, the others free, and nobody polls. */
  static KmallocObjConfig ring(Shape shape, String fault) {
    int none = shape.cpus();
    Roles roles = new Roles(1, 1, none, none, false);
    return new KmallocObjConfig(shape, shape.chunksPerSlab(), roles, 0, false, REFERENCE, fault);
  }

  @Override
  public String module() {
    return MODULE;
  }

  @Override
  public Mapping mapping() {
    return new KmallocObjMapping(oldest());
  }

  /** The module's Oldest, which is its Grace. */
  private int oldest() {
    if (fault.equals("exis-sign")) {
      return 5;
    }
    return KERNEL.contains(version) || fault.equals("freeable-at-two") ? 1 : 2;
  }

  @Override
  public String text() {
    int cpus = shape.cpus();
    return """
    SPECIFICATION Spec
    CONSTANTS
      Cpus = %s
      Allocators = %s
      Freers = %s
      Pollers = %s
      Destroyers = {}
      Readers = %s
      Others = {}
      Second = FALSE
      Clock = %s
      Slabs = %s
      Capacity = %s
      Keep = %s
      Retire = 1
      Cap = %s
      Cached = {}
      Version = "%s"
      Fault = "%s"
      AnyPage = %s
      None = None
    """
        .formatted(
            Numbers.set(0, cpus),
            Numbers.set(0, roles.allocators),
            Numbers.set(roles.firstFreer, cpus),
            Numbers.set(roles.firstPoller, cpus),
            Numbers.set(roles.firstReader, cpus),
            constant(roles.clock),
            Numbers.set(0, shape.pages() / shape.slabPages()),
            capacity,
            keep,
            shape.cachedSlabs(),
            version,
            fault,
            constant(anyPage));
  }

  private static String constant(boolean value) {
    return value ? "TRUE" : "FALSE";
  }
}
