package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ripsaw.linux.slub.census.Shrinks;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Shape;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** A cache whose node keeps an empty slab, and somebody who says that he has shrunk it. */
class ShrinksTest {
  private static final long CACHE = 512;

  private final SlubScene scene =
      new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 2, 4).withCachedSlabs(1));
  private long slab;

  @BeforeEach
  void anEmptySlabIsKept() {
    Cpu cpu = scene.cpu(0);
    scene.free(cpu, scene.allocate(cpu));
    scene.slub.flushAll(cpu, scene.cache);
    assertThat(scene.census().nodes().get(0).partial()).hasSize(1);
    slab = scene.census().nodes().get(0).partial().get(0);
    assertThat(scene.census().slab(slab).orElseThrow().inuse()).isZero();
  }

  private Optional<Violation> shrunk(boolean isSequential, SlubEvent... meanwhile) {
    Monitor shrinks = new Shrinks(scene.seen(isSequential));
    assertThat(tell(shrinks, SlubEvent.FLUSH_ENDED, CACHE)).isEmpty();
    for (SlubEvent event : meanwhile) {
      assertThat(tell(shrinks, event, slab)).isEmpty();
    }
    return tell(shrinks, SlubEvent.SHRUNK, CACHE);
  }

  private Optional<Violation> tell(Monitor shrinks, Event event, long address) {
    return shrinks.happened(scene.cpu(0), event, address, scene.cache);
  }

  @Test
  void aShrinkThatLeavesAnEmptySlabIsTold() {
    assertThat(shrunk(true))
        .hasValueSatisfying(
            violation -> {
              assertThat(violation.property()).isEqualTo(SlubProperty.SHRINK);
              assertThat(violation.toString()).contains("%#x".formatted(slab));
            });
  }

  @Test
  void whatAnotherTookOffTheListIsNotMissed() {
    assertThat(shrunk(true, SlubEvent.UNLISTED)).isEmpty();
  }

  @Test
  void aSlabThatComesBackToTheListIsTheBusinessOfTheNextShrink() {
    assertThat(shrunk(true, SlubEvent.UNLISTED, SlubEvent.LISTED)).isEmpty();
  }

  @Test
  void whoFreesByMistakeMayHaveTheSlabLocked() {
    assertThat(shrunk(true, SlubEvent.MISUSED)).isEmpty();
  }

  @Test
  void whereStoresAreSeenLateNothingIsSaid() {
    assertThat(shrunk(false)).isEmpty();
  }

  @Test
  void aSlabInUseStays() {
    scene.allocate(scene.cpu(1));
    assertThat(shrunk(true)).isEmpty();
  }
}
