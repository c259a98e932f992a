package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.Cpu;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/** Each version, and cpus that go offline and come back. */
class SlubHotplugTest {
  private SlubScene scene;

  static List<Subject> versions() {
    return SlubSubjects.all();
  }

  private void start(Subject version) {
    scene = new SlubScene(version, Shape.small(2, 3, 6));
  }

  private void offline() {
    Cpu dead = scene.cpu(1);
    scene.machine.takeOffline(scene.cpu(0), dead, () -> scene.slub.offline(scene.cpu(0), dead));
    scene.judge();
  }

  private void online() {
    Cpu back = scene.cpu(1);
    scene.machine.bringBack(scene.cpu(0), back, () -> scene.slub.online(scene.cpu(0), back));
    scene.judge();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theSlabOfACpuThatGoesIsListedWithAllThatWasFreeInIt(Subject version) {
    start(version);
    long object = scene.allocate(scene.cpu(1));
    offline();
    assertThat(scene.census().cpuSlabs()).allMatch(one -> one.page() == 0);
    assertThat(scene.slabOf(object).frozen()).isFalse();
    assertThat(scene.slabOf(object).regular()).hasSize(2);
    assertThat(scene.census().nodes().get(0).partial())
        .containsExactly(scene.slabOf(object).base());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whoFlushesForAnotherKeepsHisOwnSlab(Subject version) {
    start(version);
    long mine = scene.allocate(scene.cpu(0));
    scene.allocate(scene.cpu(1));
    offline();
    assertThat(scene.census().ownersOf(scene.slabOf(mine).base())).containsExactly(0);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aShrinkDoesNotWaitForACpuThatIsOffline(Subject version) {
    start(version);
    long object = scene.allocate(scene.cpu(1));
    offline();
    scene.free(scene.cpu(0), object);
    scene.shrink(scene.cpu(0));
    assertThat(scene.census().slabs()).isEmpty();
    assertThat(scene.cpu(1).hasSignals()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCpuThatIsBackBeginsWithoutASlab(Subject version) {
    start(version);
    List<Long> objects = scene.allocate(scene.cpu(1), 2);
    offline();
    online();
    assertThat(scene.census().cpuSlabs()).allMatch(one -> one.page() == 0);
    objects.forEach(object -> scene.free(scene.cpu(1), object));
    assertThat(scene.census().slabs()).as("it was no cpu's, and empty").isEmpty();
    scene.allocate(scene.cpu(1));
  }
}
