package ripsaw.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;

class FamilyCodeTest {
  private static boolean counts(String name) {
    return FamilyCode.counts(name, "com/acme/", List.of("com/acme/pool/", "org/other/"));
  }

  @Test
  void itsOwnCodeTheMachinesAndTheCheckersCountAndTheLibraries() {
    assertThat(counts("com/acme/Heap.class")).isTrue();
    assertThat(counts("com/acme/mutants/Torn.class")).isTrue();
    assertThat(counts("ripsaw/machine/Cpu.class")).isTrue();
    assertThat(counts("ripsaw/linearizability/explore/Explorer.class")).isTrue();
    assertThat(counts("net/jqwik/api/Property.class")).isTrue();
    assertThat(counts("META-INF/services/org.junit.platform.engine.TestEngine")).isTrue();
    assertThat(counts("ripsaw/gate/worker/Worker.class")).isTrue();
    assertThat(counts("ripsaw/gate/check/Limits.class")).isTrue();
  }

  @Test
  void otherFamiliesAndWhatReportsDoNot() {
    assertThat(counts("org/other/Heap.class")).isFalse();
    assertThat(counts("ripsaw/gate/report/HtmlReport.class")).isFalse();
    assertThat(counts("META-INF/services/ripsaw.subject.Family")).isFalse();
  }

  /** Rather asked once too often. */
  @Test
  void aFamilyBelowItsOwnPackageCounts() {
    assertThat(counts("com/acme/pool/Pool.class")).isTrue();
  }

  @Test
  void eachFamilyHasItsOwnDigestTheSameEachTime() {
    List<Family> families = Catalogue.load().families();
    assertThat(families.stream().map(FamilyCode::digest).distinct()).hasSize(families.size());
    assertThat(FamilyCode.digest(families.get(0))).isEqualTo(FamilyCode.digest(families.get(0)));
  }
}
