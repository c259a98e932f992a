package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ripsaw.linux.slub.census.NodeChoices;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Two nodes with a cpu each; node 1 lists one slab, and is to keep one. */
class NodeChoicesTest {
  private final SlubScene scene =
      new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 2, 8).withNodes(2).withCachedSlabs(1));
  private final Cpu cpu0 = scene.cpu(0);
  private final Cpu cpu1 = scene.cpu(1);
  private long listed;
  private Monitor choices;

  @BeforeEach
  void node1ListsASlab() {
    List<Long> objects = scene.allocate(cpu1, 3);
    scene.free(cpu1, objects.get(0));
    listed = scene.slabOf(objects.get(0)).base();
    assertThat(scene.census().nodes().get(1).partial()).containsExactly(listed);
    choices = new NodeChoices(scene.seen(true));
  }

  private long pageOf(int node) {
    return scene.machine.pageAddresses().stream()
        .filter(page -> scene.machine.nodeOf(page) == node)
        .findFirst()
        .orElseThrow();
  }

  private void asks(Cpu cpu, Verb verb) {
    choices.begins(cpu, verb);
    choices.returned(cpu, verb);
  }

  private Optional<Violation> tell(Cpu cpu, Event event, long address) {
    return choices.happened(cpu, event, address, scene.cache);
  }

  private static void isTold(Optional<Violation> violation) {
    assertThat(violation)
        .hasValueSatisfying(one -> assertThat(one.property()).isEqualTo(SlubProperty.NODE_CHOICE));
  }

  @Test
  void aSlabIsMadeOfTheNodeThatIsAskedFor() {
    asks(cpu0, SlubVerb.NODE_1);
    choices.begins(cpu0, CommonVerb.ALLOC);
    tell(cpu0, MachineEvent.LOCK_MISSED, listed);
    assertThat(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(1))).isEmpty();
    isTold(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(0)));
  }

  @Test
  void noSlabIsMadeWhileTheNodeListsOneThatIsNotBusy() {
    choices.begins(cpu1, CommonVerb.ALLOC);
    assertThat(tell(cpu1, MachineEvent.SLAB_CREATED, pageOf(1)))
        .hasValueSatisfying(
            one -> assertThat(one.toString()).contains("node1 has a slab to spare"));
    tell(cpu1, MachineEvent.LOCK_MISSED, listed);
    assertThat(tell(cpu1, MachineEvent.SLAB_CREATED, pageOf(1))).as("it was busy").isEmpty();
  }

  @Test
  void besideACallOfAnotherCpuNobodyKnowsWhoseSlabItIs() {
    choices.begins(cpu0, CommonVerb.FREE);
    choices.begins(cpu1, CommonVerb.ALLOC);
    assertThat(tell(cpu1, MachineEvent.SLAB_CREATED, pageOf(1))).isEmpty();
  }

  @Test
  void whoAsksForNoNodeGetsHisOwn() {
    asks(cpu0, SlubVerb.NODE_1);
    asks(cpu0, SlubVerb.ANY_NODE);
    choices.begins(cpu0, CommonVerb.ALLOC);
    isTold(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(1)));
  }

  @Test
  void pagesThatCameBackSinceTheCallBeganNeedNotHaveBeenSeen() {
    choices.begins(cpu0, CommonVerb.ALLOC);
    tell(cpu1, MachineEvent.PAGES_FREED, pageOf(0));
    assertThat(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(1))).isEmpty();
  }

  @Test
  void memoryThatCameSinceTheCallBeganNeedNotHaveBeenSeen() {
    asks(cpu0, SlubVerb.NODE_1);
    choices.begins(cpu0, CommonVerb.ALLOC);
    tell(cpu1, MachineEvent.MEMORY_CAME, 0);
    tell(cpu0, MachineEvent.LOCK_MISSED, listed);
    assertThat(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(0))).isEmpty();
  }

  /** It was seen so: a thread asked for pages where it had gone, and those at home came back. */
  @Test
  void aThreadThatWentOnElsewhereIsUnderWayWhereItBegan() {
    choices.begins(cpu1, CommonVerb.ALLOC);
    tell(cpu0, MachineEvent.PAGES_FREED, pageOf(0));
    choices.begins(cpu1, CommonVerb.ALLOC);
    assertThat(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(1))).isEmpty();
  }

  @Test
  void threadsThatAskForDifferentNodesAreNotToldApart() {
    asks(cpu1, SlubVerb.NODE_0);
    choices.begins(cpu0, CommonVerb.ALLOC);
    choices.begins(cpu1, CommonVerb.ALLOC);
    assertThat(tell(cpu1, MachineEvent.SLAB_CREATED, pageOf(1))).isEmpty();
  }

  @Test
  void theFarNodeKeepsWhatItIsToKeep() {
    choices.begins(cpu0, CommonVerb.ALLOC);
    isTold(tell(cpu0, SlubEvent.TAKEN, listed));
  }

  @Test
  void theListOfTheNodeThatIsAskedForIsNotPassedOverUnlessALockWasMissed() {
    choices = new NodeChoices(scene.seen(true));
    choices.begins(cpu1, CommonVerb.ALLOC);
    isTold(tell(cpu1, SlubEvent.TAKEN, pageOf(0)));
    choices.begins(cpu1, CommonVerb.ALLOC);
    tell(cpu1, MachineEvent.LOCK_MISSED, listed);
    assertThat(tell(cpu1, SlubEvent.TAKEN, pageOf(0)))
        .hasValueSatisfying(one -> assertThat(one.toString()).contains("which is to keep"));
  }

  private List<Violation> granted(Cpu began) {
    choices.granted(began, cpu1, listed);
    List<Violation> told = List.copyOf(scene.watch.violations);
    scene.watch.violations.clear();
    return told;
  }

  @Test
  void aCpuDoesNotGoOnWithItsSlabIfAnotherNodeIsAskedFor() {
    asks(cpu1, SlubVerb.NODE_0);
    choices.begins(cpu1, CommonVerb.ALLOC);
    assertThat(granted(cpu1))
        .singleElement()
        .satisfies(one -> assertThat(one.property()).isEqualTo(SlubProperty.NODE_CHOICE));
    tell(cpu1, MachineEvent.SLAB_CREATED, listed);
    assertThat(granted(cpu1)).as("the one that it has just got").isEmpty();
  }

  @Test
  void ofACallBesideAnotherOrThatWentOnElsewhereNothingIsCertain() {
    asks(cpu1, SlubVerb.NODE_0);
    asks(cpu0, SlubVerb.NODE_0);
    choices.begins(cpu0, CommonVerb.ALLOC);
    assertThat(granted(cpu0)).as("began on the other").isEmpty();
    choices.begins(cpu1, CommonVerb.ALLOC);
    choices.begins(cpu1, CommonVerb.ALLOC);
    assertThat(granted(cpu1)).as("beside another").isEmpty();
  }

  @Test
  void whereStoresAreSeenLateNothingIsSaid() {
    choices = new NodeChoices(scene.seen(false));
    choices.begins(cpu0, CommonVerb.ALLOC);
    assertThat(tell(cpu0, SlubEvent.TAKEN, listed)).isEmpty();
    assertThat(tell(cpu0, MachineEvent.SLAB_CREATED, pageOf(1))).isEmpty();
  }
}
