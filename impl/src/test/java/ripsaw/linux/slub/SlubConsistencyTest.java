package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/** Debug slabs: a mistake is reported, and nothing is changed. */
class SlubConsistencyTest {
  /** But the one whose cpu takes a debug slab to be of a node, which a census shows. */
  static List<Subject> versions() {
    return SlubSubjects.all().stream()
        .filter(version -> !version.id().equals("linux/dfb4f096"))
        .toList();
  }

  private static SlubScene debugging(Subject version) {
    SlubScene scene = new SlubScene(version, Shape.small(2, 3, 4));
    scene.slub.debug(scene.cpu(0), true);
    return scene;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aDebugSlabGivesItsObjectsOneByOne(Subject version) {
    SlubScene scene = debugging(version);
    long object = scene.allocate(scene.cpu(0));
    assertThat(scene.slabOf(object).debug()).isTrue();
    assertThat(scene.slabOf(object).own()).isEmpty();
    assertThat(scene.slabOf(object).inuse()).isEqualTo(1);
    scene.free(scene.cpu(0), object);
    assertThat(scene.slabOf(object).regular()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aDoubleFreeIsReportedAndChangesNothing(Subject version) {
    SlubScene scene = debugging(version);
    scene.free(scene.cpu(0), scene.allocate(scene.cpu(0)));
    scene.slub.freeAgain(scene.cpu(0), scene.cache);
    assertThat(scene.watch.count(SlubEvent.REPORTED)).isEqualTo(1);
    scene.judge();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aPointerToNoObjectIsReportedAndChangesNothing(Subject version) {
    SlubScene scene = debugging(version);
    scene.allocate(scene.cpu(0));
    scene.slub.freeForeign(scene.cpu(0), scene.cache);
    assertThat(scene.watch.count(SlubEvent.REPORTED)).isEqualTo(1);
    scene.judge();
  }
}
