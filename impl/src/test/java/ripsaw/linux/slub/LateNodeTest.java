package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linux.slub.mutants.SlubMutants;
import ripsaw.machine.Cpu;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/** Each version, on a machine that has no memory of its last node at first. */
class LateNodeTest {
  private static final Shape TWO_NODES = Shape.small(2, 2, 6).withNodes(2);

  private SlubScene scene;
  private Cpu cpu;

  static Iterable<Subject> versions() {
    return SlubSubjects.all();
  }

  private void start(Subject version) {
    scene = new SlubScene(version, TWO_NODES);
    cpu = scene.cpu(0);
    scene.slub.bootWithoutLastNode(cpu);
    scene.slub.prefer(cpu, 1);
  }

  private int nodeOf(long object) {
    return scene.machine.nodeOf(object);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whoAsksForItGetsTheOthersUntilItComes(Subject version) {
    start(version);
    long before = scene.allocate(cpu);
    long fills = scene.allocate(cpu);
    assertThat(nodeOf(before)).isZero();
    scene.shrink(cpu);
    scene.slub.lastNodeComes(cpu);
    long after = scene.allocate(cpu);
    assertThat(nodeOf(after)).isEqualTo(1);
    scene.free(cpu, before);
    scene.free(cpu, fills);
    scene.free(cpu, after);
    scene.shrink(cpu);
    assertThat(scene.machine.mappedPages()).as("pages in use").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itStaysIfSomeOfItWasGivenOut(Subject version) {
    scene = new SlubScene(version, TWO_NODES);
    cpu = scene.cpu(0);
    scene.slub.prefer(cpu, 1);
    scene.free(cpu, scene.allocate(cpu));
    scene.slub.bootWithoutLastNode(cpu);
    assertThat(nodeOf(scene.allocate(cpu))).isEqualTo(1);
    scene.shrink(cpu);
  }

  @Test
  void oneNodeIsNoLastOne() {
    scene = new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 2, 6));
    scene.slub.bootWithoutLastNode(scene.cpu(0));
    scene.allocate(scene.cpu(0));
  }

  /**
   * b9049e234401: "Fix a panic due to access NULL pointer of kmem_cache_node at discard_slab()".
   */
  @Test
  void withoutItsStructureAllIsWellUntilASlabOfItGoes() {
    start(
        SlubMutants.all().stream()
            .map(one -> one.subject())
            .filter(one -> one.id().equals("museum/slub-node-without-structure"))
            .findFirst()
            .orElseThrow());
    scene.slub.lastNodeComes(cpu);
    scene.free(cpu, scene.allocate(cpu));
    assertThatThrownBy(() -> scene.shrink(cpu))
        .hasMessage("cache0 has no kmem_cache_node of node1");
  }
}
