package ripsaw.linearizability.bridge.vmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.spec.tla.Expectation;
import ripsaw.subject.Catalogue;

/** The Java of arenas is driven along the edges of Vmem.tla. */
@OneSpecification
class VmemFollowsSpecTest {
  private static List<Named<EveryEdge>> everyEdge() {
    return new VmemBridge()
        .everyEdge().stream().map(edges -> Named.of(edges.model().name(), edges)).toList();
  }

  private static CodeFollowsSpec drive(String subject, String version, String fault)
      throws IOException {
    return Bridge.codeFollowsSpec(
        Catalogue.load().find(subject).orElseThrow(),
        VmemConfig.small(VmemBridge.ONE_PAGE, version, fault));
  }

  @ParameterizedTest
  @MethodSource("everyEdge")
  void theReferenceFollowsEveryEdgeOfTheStateGraphAndDoesNothingElse(EveryEdge edges)
      throws IOException {
    CodeFollowsSpec found = edges.drive();
    assertThat(found.difference()).isEmpty();
    assertThat(found.unmapped()).isEmpty();
    assertThat(found.covered()).isEqualTo(found.edges()).isGreaterThan(300);
    assertThat(found.holds()).isTrue();
    assertThat((long) found.states())
        .as("as many states as TLC counts")
        .isEqualTo(((Expectation.Holds) edges.model().expected()).states());
    assertThat(found.merged()).contains("set arena.in-use", "set tagN.link");
  }

  @Test
  void theVersionOf2008FollowsItsSpecification() throws IOException {
    CodeFollowsSpec found = drive("netbsd/vmem-2008", "2008", ModuleConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vmem-instant-fit-only",
        "vmem-next-not-absorbed",
        "vmem-bytes-not-counted",
        "vmem-nobody-woken",
        "vmem-no-second-look",
        "vmem-woken-before-the-release"
      })
  void aMutantInTheJavaAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = drive("museum/" + fault, VmemConfig.REFERENCE, ModuleConfig.NO_FAULT);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vmem-instant-fit-only", "vmem-bytes-not-counted", "vmem-no-second-look"})
  void aMutantInTheSpecificationAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = drive("netbsd/vmem-reference", VmemConfig.REFERENCE, fault);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference()).isPresent();
  }
}
