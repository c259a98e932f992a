package ripsaw.linearizability.bridge.vmem;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.subject.CommonVerb;

/**
 * A configuration of {@code Vmem.tla} for a machine: nobody acts there who does not in the program.
 *
 * @param shape of the machine; its cpus and pages are numbers there
 * @param allocators cpus whose program allocates
 * @param freers cpus whose program frees
 * @param sizes that are asked for, in quanta of the specification
 * @param quanta of a page there
 * @param anyPage whether the source gives pages out in any order
 * @param version as the module names it
 * @param fault as the museum names it, or {@link #NO_FAULT}
 */
record VmemConfig(
    Shape shape,
    Set<Integer> allocators,
    Set<Integer> freers,
    Set<Integer> sizes,
    int quanta,
    boolean anyPage,
    String version,
    String fault)
    implements ModuleConfig {
  static final String REFERENCE = "reference";
  static final String MODULE = "Vmem";

  static VmemConfig of(Program program, String version, String fault) {
    int quantum = (int) VmemCensus.QUANTUM;
    return new VmemConfig(
        program.shape(),
        program.cpusThat(one -> one.verb() == CommonVerb.ALLOC),
        program.cpusThat(one -> one.verb() == CommonVerb.FREE),
        program.allOperations().stream()
            .filter(one -> one.verb() == CommonVerb.ALLOC)
            .map(one -> (int) Math.ceilDiv(one.bytes(), quantum))
            .collect(Collectors.toCollection(TreeSet::new)),
        program.shape().pageBytes() / quantum,
        true,
        version,
        fault);
  }

  /** Small: cpu 0 allocates ranges of one and of three quanta of four, and both free. */
  static VmemConfig small(Shape shape, String version, String fault) {
    return new VmemConfig(shape, Set.of(0), Set.of(0, 1), Set.of(1, 3), 4, false, version, fault);
  }

  @Override
  public String module() {
    return MODULE;
  }

  @Override
  public Mapping mapping() {
    return new VmemMapping(shape.pageBytes() / quanta);
  }

  @Override
  public String text() {
    return """
    SPECIFICATION Spec
    CONSTANTS
      Cpus = %s
      Allocators = %s
      Freers = %s
      Sizes = %s
      Pages = %s
      Quanta = %s
      Version = "%s"
      Fault = "%s"
      AnyPage = %s
      None = None
    """
        .formatted(
            Numbers.set(0, shape.cpus()),
            Numbers.set(allocators),
            Numbers.set(freers),
            Numbers.set(sizes),
            Numbers.set(0, shape.pages()),
            quanta,
            version,
            fault,
            anyPage ? "TRUE" : "FALSE");
  }
}
