package ripsaw.linearizability.bridge.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.machine.Shape;
import ripsaw.spec.tla.Expectation;
import ripsaw.subject.Catalogue;

/** The Java of SLUB is driven along the edges of Slub.tla. */
@OneSpecification
@Order(1)
class SlubFollowsSpecTest {
  private static final Shape TWO_SLABS = Shape.small(2, 2, 2).withCachedSlabs(1);

  private static List<Named<EveryEdge>> everyEdge() {
    return new SlubBridge()
        .everyEdge().stream().map(edges -> Named.of(edges.model().name(), edges)).toList();
  }

  private static CodeFollowsSpec drive(String subject, String version, String fault)
      throws IOException {
    return Bridge.codeFollowsSpec(
        Catalogue.load().find(subject).orElseThrow(), SlubConfig.small(TWO_SLABS, version, fault));
  }

  @ParameterizedTest
  @MethodSource("everyEdge")
  void theReferenceFollowsEveryEdgeOfTheStateGraphAndDoesNothingElse(EveryEdge edges)
      throws IOException {
    CodeFollowsSpec found = edges.drive();
    assertThat(found.difference()).isEmpty();
    assertThat(found.unmapped()).isEmpty();
    assertThat(found.covered()).isEqualTo(found.edges()).isGreaterThan(5_000);
    assertThat(found.holds()).isTrue();
    assertThat((long) found.states())
        .as("as many states as TLC counts")
        .isEqualTo(((Expectation.Holds) edges.model().expected()).states());
    assertThat(found.merged())
        .contains("set-opaque slabN.inuse", "set-opaque cpuN.cacheN.freelist")
        .noneMatch(access -> access.contains("nr_partial"));
  }

  @ParameterizedTest
  @CsvSource({
    "linux/2.6.23, 2.6.23",
    "linux/dfb4f096, dfb4f096",
    "linux/2.6.24, 2.6.24",
  })
  void aVersionFollowsItsSpecification(String subject, String version) throws IOException {
    CodeFollowsSpec found = drive(subject, version, SlubConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slub-never-frozen",
        "slub-thawed-late",
        "slub-free-uncounted",
        "slub-slab-uncounted",
        "slub-partial-unlisted",
        "slub-discarded-and-listed",
        "slub-slab-left-for-nothing",
        "slub-no-partial-looked-for"
      })
  void aMutantInTheJavaAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = drive("museum/" + fault, SlubConfig.REFERENCE, SlubConfig.NO_FAULT);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slub-thawed-late", "slub-free-uncounted", "slub-no-partial-looked-for"})
  void aMutantInTheSpecificationAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = drive("linux/slub-reference", SlubConfig.REFERENCE, fault);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = "slub-no-partial-looked-for")
  void aMutantInBothIsAsGoodAsNone(String fault) throws IOException {
    isAsGoodAsNone(fault);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = "slub-slab-left-for-nothing")
  void soIsAnother(String fault) throws IOException {
    isAsGoodAsNone(fault);
  }

  private static void isAsGoodAsNone(String fault) throws IOException {
    CodeFollowsSpec found = drive("museum/" + fault, SlubConfig.REFERENCE, fault);
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
  }
}
