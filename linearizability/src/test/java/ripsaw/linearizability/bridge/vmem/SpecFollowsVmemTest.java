package ripsaw.linearizability.bridge.vmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.subject.Catalogue;

/** What the Java of arenas does is in Vmem.tla. */
@OneSpecification
class SpecFollowsVmemTest {
  private static final String REFERENCE = "netbsd/vmem-reference";
  private static final VmemBridge BRIDGE = new VmemBridge();

  private static Followed follow(String subject, String version, String fault) throws IOException {
    return Bridge.specFollowsCode(
        Catalogue.load().find(subject).orElseThrow(),
        BRIDGE.programs(),
        program -> VmemConfig.of(program, version, fault));
  }

  @Test
  void everyExecutionThatTheExplorerMakesOfTheSuiteIsABehaviour() throws IOException {
    Followed found = follow(REFERENCE, VmemConfig.REFERENCE, ModuleConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.programs()).isEqualTo(BRIDGE.programs().size()).isGreaterThan(7);
    assertThat(found.executions()).isGreaterThan(100);
    assertThat(found.points()).isGreaterThan(1_000);
    assertThat(found.states()).isGreaterThan(100);
  }

  @Tag("nightly")
  @Test
  void theVersionOf2008BehavesAsItsDoes() throws IOException {
    Followed found = follow("netbsd/vmem-2008", "2008", ModuleConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vmem-instant-fit-only", "vmem-no-second-look", "vmem-import-not-told"})
  void aMutantInTheJavaAloneDoesWhatTheSpecificationCannot(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"vmem-woken-before-the-release", "vmem-one-woken"})
  void soDoesEachOfTheOthers(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  private static void isSeenInTheJavaAlone(String fault) throws IOException {
    Followed found = follow("museum/" + fault, VmemConfig.REFERENCE, ModuleConfig.NO_FAULT);
    assertThat(found.difference()).hasValueSatisfying(text -> assertThat(text).contains("cpu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vmem-instant-fit-only", "vmem-one-woken"})
  void aMutantInTheSpecificationAloneCannotDoWhatTheJavaDoes(String fault) throws IOException {
    assertThat(follow(REFERENCE, VmemConfig.REFERENCE, fault).difference()).isPresent();
  }
}
