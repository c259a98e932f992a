package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.linux.slub.census.Flushes;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Shape;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;

/** Somebody who says, or does not say, that he has closed a cache. */
class FlushesTest {
  private static final long CACHE = 512;

  private final SlubScene scene =
      new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 2, 4).withCachedSlabs(1));
  private final Cpu cpu = scene.cpu(0);
  private final Monitor flushes = new Flushes(scene.seen(true));

  private String closed() {
    return flushes
        .happened(cpu, SlubEvent.CLOSED, CACHE, scene.cache)
        .filter(violation -> violation.property() == SlubProperty.CLOSE)
        .map(Violation::detail)
        .orElse("");
  }

  @Test
  void aClosedCacheIsNotThereAnyMore() {
    assertThat(closed()).isEqualTo("cache0 is closed, and still there");
  }

  @Test
  void aClosedCacheHasNoSlabs() {
    scene.allocate(cpu);
    scene.slub.destroyType(cpu, scene.cache);
    assertThat(closed()).startsWith("closed with ");
  }

  @Test
  void nothingIsSaidOfOneThatIsClosed() {
    scene.slub.destroyType(cpu, scene.cache);
    assertThat(closed()).isEmpty();
    flushes.returned(cpu, CommonVerb.DESTROY_TYPE);
    assertThat(scene.watch.violations).isEmpty();
  }

  @Test
  void whoReturnsWithoutAWordHasClosedNothing() {
    flushes.returned(cpu, CommonVerb.DESTROY_TYPE);
    assertThat(scene.watch.violations)
        .singleElement()
        .hasToString("close: cpu0 has closed nothing");
  }

  @Test
  void otherCallsCloseNothing() {
    flushes.returned(cpu, CommonVerb.FREE);
    assertThat(scene.watch.violations).isEmpty();
  }
}
