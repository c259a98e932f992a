package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.linux.slub.census.KeptSlabs;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** A node that lists an empty slab, and a monitor that is told what became of that. */
class KeptSlabsTest {
  private SlubScene scene;
  private long slab;

  private Monitor given(int toKeep, boolean isSequential) {
    scene = new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 2, 6).withCachedSlabs(toKeep));
    Cpu cpu = scene.cpu(0);
    long object = scene.allocate(cpu);
    slab = scene.slabOf(object).base();
    scene.free(cpu, object);
    scene.slub.flushAll(cpu, scene.cache);
    assertThat(scene.census().nodes().get(0).partial()).containsExactly(slab);
    Monitor kept = new KeptSlabs(scene.seen(isSequential));
    assertThat(tell(kept, SlubEvent.DEACTIVATED)).isEmpty();
    return kept;
  }

  private Optional<Violation> tell(Monitor kept, Event event) {
    return kept.happened(scene.cpu(0), event, slab, 0);
  }

  private static void isTold(Optional<Violation> violation) {
    assertThat(violation)
        .hasValueSatisfying(one -> assertThat(one.property()).isEqualTo(SlubProperty.KEPT_SLABS));
  }

  @Test
  void aSlabIsKeptOnlyWhileTheNodeHasFewer() {
    isTold(tell(given(1, true), SlubEvent.KEPT));
    assertThat(tell(given(2, true), SlubEvent.KEPT)).isEmpty();
  }

  @Test
  void aSlabIsDiscardedOnlyIfTheNodeHasEnough() {
    assertThat(tell(given(1, true), MachineEvent.SLAB_RIPPED)).isEmpty();
    isTold(tell(given(2, true), MachineEvent.SLAB_RIPPED));
  }

  @Test
  void whatTheNodeListedAtAnyTimeSinceMayHaveBeenSeen() {
    Monitor kept = given(1, true);
    scene.allocate(scene.cpu(1)); // takes the slab off the list
    assertThat(tell(kept, SlubEvent.UNLISTED)).isEmpty();
    assertThat(tell(kept, SlubEvent.KEPT)).isEmpty();
  }

  @Test
  void aSlabThatIsDiscardedLaterIsNoneThatWasGivenUp() {
    Monitor kept = given(2, true);
    assertThat(tell(kept, SlubEvent.KEPT)).isEmpty();
    assertThat(tell(kept, MachineEvent.SLAB_RIPPED)).isEmpty();
  }

  @Test
  void whereStoresAreSeenLateNothingIsSaid() {
    assertThat(tell(given(2, false), MachineEvent.SLAB_RIPPED)).isEmpty();
  }
}
