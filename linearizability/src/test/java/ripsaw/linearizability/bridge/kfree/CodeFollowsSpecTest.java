package ripsaw.linearizability.bridge.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tlc.Specification;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

@OneSpecification
class CodeFollowsSpecTest {
  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  private static CodeFollowsSpec oneSlab(String subject, String version, String fault)
      throws IOException {
    return Bridge.codeFollowsSpec(subject(subject), KfreeBridge.small(version, fault));
  }

  /** {@code ci/ripsaw bridge} does so, too. */
  @Tag("nightly")
  @Test
  void theReferenceFollowsEveryEdgeOfTheStateGraphAndDoesNothingElse() throws IOException {
    CodeFollowsSpec found = KfreeBridge.twoSlabs().drive();
    assertThat(found.difference()).isEmpty();
    assertThat(found.unmapped()).isEmpty();
    assertThat(found.covered()).isEqualTo(found.edges()).isGreaterThan(200_000);
    assertThat(found.holds()).isTrue();
    assertThat((long) found.states())
        .as("as many states as TLC counts")
        .isEqualTo(((Expectation.Holds) KfreeBridge.twoSlabs().model().expected()).states());
  }

  @ParameterizedTest
  @CsvSource({"dragonfly/reference, reference", "dragonfly/df9daea, V2"})
  void aVersionFollowsItsSpecificationWithOneSlabMistakesIncluded(String subject, String version)
      throws IOException {
    followsWithOneSlab(subject, version);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({
    "dragonfly/pin-link-read, pin-link-read",
    "dragonfly/28135cc, V1a",
    "dragonfly/f86fcbe, V3"
  })
  void soDoTheOthers(String subject, String version) throws IOException {
    followsWithOneSlab(subject, version);
  }

  private static void followsWithOneSlab(String subject, String version) throws IOException {
    CodeFollowsSpec found = oneSlab(subject, version, RemoteFreeConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
    assertThat(found.merged())
        .contains("get-acquire pagetable[N]", "set-opaque cpuN.typeN.count")
        .noneMatch(access -> access.endsWith(".remote"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unpark-forgotten",
        "signal-dropped",
        "blind-unpark",
        "never-marked",
        "owner-slot",
        "no-validation"
      })
  void aMutantInTheJavaAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found =
        oneSlab("museum/" + fault, RemoteFreeConfig.REFERENCE, RemoteFreeConfig.NO_FAULT);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unpark-forgotten",
        "signal-dropped",
        "blind-unpark",
        "never-marked",
        "no-validation",
        "no-relist"
      })
  void aMutantInTheSpecificationAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = oneSlab("dragonfly/reference", RemoteFreeConfig.REFERENCE, fault);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference()).isPresent();
  }

  @Test
  void aMutantInBothIsAsGoodAsNone() throws IOException {
    CodeFollowsSpec found = oneSlab("museum/unpark-forgotten", "reference", "unpark-forgotten");
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
  }

  @Test
  void theModuleIsReadAsIfNoOtherHadBeenReadBefore() throws IOException {
    for (FamilyBridge family : FamilyBridge.all()) {
      ModuleConfig other = family.small(ModuleConfig.NO_FAULT);
      assertThat(new Specification(other.module(), other.text()).initial()).hasSize(1);
    }
    assertThat(oneSlab("dragonfly/reference", "reference", "none").holds()).isTrue();
  }
}
