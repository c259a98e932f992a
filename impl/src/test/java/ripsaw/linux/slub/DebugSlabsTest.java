package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ripsaw.linux.slub.census.DebugSlabs;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** A slab without checks, which somebody says is made now. */
class DebugSlabsTest {
  private final SlubScene scene = new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 2, 4));
  private final Monitor debug = new DebugSlabs(scene.seen(true));
  private long slab;

  @BeforeEach
  void aSlabWithoutChecks() {
    slab = scene.slabOf(scene.allocate(scene.cpu(0))).base();
  }

  private void says(Verb verb) {
    debug.begins(scene.cpu(0), verb);
    debug.returned(scene.cpu(0), verb);
  }

  private Optional<Violation> made() {
    return debug.happened(scene.cpu(1), MachineEvent.SLAB_CREATED, slab, scene.cache);
  }

  @Test
  void checksAreOffUntilSomebodySaysOtherwise() {
    assertThat(made()).isEmpty();
    says(SlubVerb.DEBUG_ON);
    assertThat(made())
        .hasValueSatisfying(one -> assertThat(one.property()).isEqualTo(SlubProperty.DEBUG_SLABS));
    says(SlubVerb.DEBUG_OFF);
    assertThat(made()).isEmpty();
  }

  @Test
  void whoBeganBeforeNeedNotKnow() {
    debug.begins(scene.cpu(1), CommonVerb.ALLOC);
    says(SlubVerb.DEBUG_ON);
    assertThat(made()).isEmpty();
    debug.returned(scene.cpu(1), CommonVerb.ALLOC);
    assertThat(made()).as("not certain until it is said alone").isEmpty();
    says(SlubVerb.DEBUG_ON);
    assertThat(made()).isPresent();
  }

  @Test
  void whoBeginsMeanwhileNeedNotKnowEither() {
    debug.begins(scene.cpu(0), SlubVerb.DEBUG_ON);
    debug.begins(scene.cpu(1), CommonVerb.ALLOC);
    debug.returned(scene.cpu(0), SlubVerb.DEBUG_ON);
    assertThat(made()).isEmpty();
  }

  @Test
  void whereStoresAreSeenLateNothingIsSaid() {
    Monitor late = new DebugSlabs(scene.seen(false));
    late.begins(scene.cpu(0), SlubVerb.DEBUG_ON);
    late.returned(scene.cpu(0), SlubVerb.DEBUG_ON);
    assertThat(late.happened(scene.cpu(1), MachineEvent.SLAB_CREATED, slab, scene.cache)).isEmpty();
  }
}
