package ripsaw.linearizability.bridge.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Parts;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.dragonfly.kmallocobj.SlabCache;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.linearizability.bridge.StateGraph;
import ripsaw.linearizability.bridge.kmallocobj.OneObjectSlabs.KeepsNone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.spec.tla.Expectation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** The Java of kmalloc_obj is driven along the edges of KmallocObj.tla. */
@OneSpecification
@Order(2)
class KmallocObjFollowsSpecTest {
  /** With an address less than the model. */
  private static final Shape TWO_SLABS = Shape.small(2, 2, 2);

  private static final Map<String, StateGraph> GRAPHS = new HashMap<>();

  private static CodeFollowsSpec drive(EveryEdge edges) throws IOException {
    return drive(edges, edges.java());
  }

  /** To make a graph takes TLC longer than to find out that a mutant does not follow it. */
  private static CodeFollowsSpec drive(EveryEdge edges, Subject java) throws IOException {
    StateGraph graph = GRAPHS.get(edges.model().name());
    if (graph == null) {
      graph = edges.graph();
      GRAPHS.put(edges.model().name(), graph);
    }
    return edges.drive(java, graph);
  }

  private static List<Named<EveryEdge>> everyEdge() {
    return new KmallocObjBridge()
        .everyEdge().stream().map(edges -> Named.of(edges.model().name(), edges)).toList();
  }

  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  private static CodeFollowsSpec twoSlabs(String subject, String fault) throws IOException {
    return Bridge.codeFollowsSpec(subject(subject), KmallocObjConfig.ring(TWO_SLABS, fault));
  }

  @Test
  void theReferenceFollowsTheGraphOfTwoSlabs() throws IOException {
    CodeFollowsSpec found = twoSlabs("dragonfly/kmalloc_obj-reference", KmallocObjConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.unmapped()).isEmpty();
    assertThat(found.covered()).isEqualTo(found.edges()).isGreaterThan(1_000);
    assertThat(found.holds()).isTrue();
  }

  /** {@code ci/ripsaw bridge} does so, too. */
  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("everyEdge")
  void theReferenceFollowsEveryEdgeOfTheStateGraphAndDoesNothingElse(EveryEdge edges)
      throws IOException {
    CodeFollowsSpec found = drive(edges);
    assertThat(found.difference()).isEmpty();
    assertThat(found.unmapped()).isEmpty();
    assertThat(found.covered()).isEqualTo(found.edges()).isGreaterThan(100_000);
    assertThat(found.holds()).isTrue();
    assertThat((long) found.states())
        .as("as many states as TLC counts")
        .isEqualTo(((Expectation.Holds) edges.model().expected()).states());
    assertThat(found.merged())
        .contains("get-opaque slabN.aindex")
        .noneMatch(access -> access.contains("xindex") && !access.startsWith("set-opaque"))
        .noneMatch(access -> access.endsWith(".armed") || access.endsWith(".remote"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xindex-before-store", "findex-not-atomic", "slot-kept"})
  void aMutantInTheJavaAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = twoSlabs("museum/" + fault, KmallocObjConfig.NO_FAULT);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  /** They show once a slab is kept beside two others. */
  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"tail-kept", "count-forgotten", "alternate-dropped", "setlive-forgotten"})
  void soDoesOneThatShowsWithThreeSlabs(String fault) throws IOException {
    CodeFollowsSpec found = drive(KmallocObjBridge.ring(), subject("museum/" + fault));
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  /** One edge of the reference overridden, in what the poller and the clock do. */
  private enum PollersMutant {
    FREEABLE_AT_TWO(
        (machine, parts) ->
            parts.with(
                new Exis(machine) {
                  @Override
                  protected boolean isFreeable(long ticksLeft) {
                    return ticksLeft <= -2;
                  }
                })),
    CLEAR_FIRST(
        (machine, parts) ->
            parts.with(
                new Exis(machine) {
                  @Override
                  protected void advance(Cpu cpu) {
                    disarm(cpu);
                    increment(cpu);
                  }
                })),
    XINDEX_IGNORED(
        (machine, parts) ->
            parts.with(
                new Ring(machine.memory()) {
                  @Override
                  public boolean isFinished(Cpu cpu, long slab) {
                    return isWhole(cpu, slab);
                  }
                })),
    CACHE_PUSH_PLAIN(
        (machine, parts) ->
            parts.with(
                new SlabCache(machine) {
                  @Override
                  protected boolean publish(Cpu cpu, long list, long head, long slab) {
                    memory.setVolatile(cpu, list, slab);
                    return true;
                  }
                })),
    TERMINATE_AGAIN(
        (machine, parts) ->
            parts.with(
                new Exis(machine) {
                  @Override
                  public boolean isFreeable(Cpu cpu, long slab) {
                    terminate(cpu, slab);
                    return super.isFreeable(cpu, slab);
                  }
                })),
    WRONG_ORIGIN(
        (machine, parts) ->
            parts.with(
                new SlabCache(machine) {
                  @Override
                  protected Cpu receiver(Cpu cpu, long slab) {
                    return cpu;
                  }
                }));

    private final BiFunction<Machine, Parts, Parts> other;

    PollersMutant(BiFunction<Machine, Parts, Parts> other) {
      this.other = other;
    }

    private Subject subject() {
      return OneObjectSlabs.of(
          name(),
          machine -> other.apply(machine, KmallocObjSubjects.reference(machine)),
          KeepsNone::new);
    }
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource
  void soDoesOneInWhatThePollerAndTheClockDo(PollersMutant mutant) throws IOException {
    CodeFollowsSpec found = drive(KmallocObjBridge.poller(), mutant.subject());
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xindex-before-store", "findex-not-atomic", "slot-kept"})
  void aMutantInTheSpecificationAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = twoSlabs("dragonfly/kmalloc_obj-reference", fault);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xindex-before-store", "findex-not-atomic"})
  void aMutantInBothIsAsGoodAsNone(String fault) throws IOException {
    assertThat(twoSlabs("museum/" + fault, fault).holds()).isTrue();
  }
}
