package ripsaw.linearizability.bridge.slub;

import java.util.List;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.linux.slub.SlubFamily;
import ripsaw.machine.Shape;
import ripsaw.subject.Family;

/** {@code Slub.tla} and Linux's SLUB. */
public final class SlubBridge implements FamilyBridge {
  /** As the models say that the Java is driven along. */
  private static final Shape TWO_SLABS = Shape.small(2, 2, 2).withCachedSlabs(1);

  @Override
  public Family family() {
    return new SlubFamily();
  }

  @Override
  public String module() {
    return SlubConfig.MODULE;
  }

  @Override
  public Mapping mapping() {
    return SlubMapping.INSTANCE;
  }

  @Override
  public String reference() {
    return "linux/slub-reference";
  }

  @Override
  public String canary() {
    return "slub-no-partial-looked-for";
  }

  @Override
  public List<EveryEdge> everyEdge() {
    return List.of(frees(), threads());
  }

  /** Both cpus free what one allocates. */
  static EveryEdge frees() {
    return EveryEdge.of("SlubBridge", SlubMapping.INSTANCE, TWO_SLABS);
  }

  /** With another thread on a cpu, which comes while the first waits for pages. */
  static EveryEdge threads() {
    return EveryEdge.of("SlubBridgeThreads", SlubMapping.INSTANCE, TWO_SLABS);
  }

  @Override
  public ModuleConfig small(String fault) {
    return SlubConfig.small(TWO_SLABS, SlubConfig.REFERENCE, fault);
  }

  @Override
  public ModuleConfig whole(Program program, String fault) {
    return SlubConfig.of(program, SlubConfig.REFERENCE, fault);
  }

  /** Those of the explorer's suite that the module has words for. */
  @Override
  public List<Program> programs() {
    return Suite.of(new SlubFamily()).stream()
        .map(Suite::program)
        .filter(SlubMapping.INSTANCE::canFollow)
        .toList();
  }
}
