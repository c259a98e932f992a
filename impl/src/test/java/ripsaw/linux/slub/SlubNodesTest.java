package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/** Two nodes of memory, with a cpu each. */
class SlubNodesTest {
  static List<Subject> versions() {
    return SlubSubjects.all();
  }

  private static SlubScene scene(Subject version) {
    return new SlubScene(version, Shape.small(2, 2, 6).withCachedSlabs(1).withNodes(2));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCpuHasMemoryOfItsOwnNode(Subject version) {
    SlubScene scene = scene(version);
    assertThat(scene.slabOf(scene.allocate(scene.cpu(0))).node()).isZero();
    assertThat(scene.slabOf(scene.allocate(scene.cpu(1))).node()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whoAsksForAnotherNodesMemoryLeavesItsSlab(Subject version) {
    SlubScene scene = scene(version);
    long near = scene.allocate(scene.cpu(0));
    scene.slub.prefer(scene.cpu(0), 1);
    long far = scene.allocate(scene.cpu(0));
    assertThat(scene.slabOf(far).node()).isEqualTo(1);
    assertThat(scene.slabOf(near).frozen()).isFalse();
    assertThat(scene.watch.count(SlubEvent.LEFT)).isEqualTo(1);
    assertThat(scene.census().nodes().get(0).partial()).hasSize(1);
  }
}
