package ripsaw.linearizability.bridge.vmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.linearizability.bridge.ConformancePage;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tlc.Specification;

/** The CONFORMANCE page of Vmem is true. */
@OneSpecification
class VmemConformanceTest {
  private static ConformancePage page() throws IOException {
    return new ConformancePage("vmem", "Vmem", "ripsaw.netbsd.vmem", "ripsaw.machine.smp");
  }

  @Test
  void everyActionAndVariableHasItsRowAndNoOther() throws IOException {
    Specification specification =
        Specification.of(Manifest.load().find("VmemBridge").orElseThrow());
    assertThat(page().firstColumn("Actions and methods"))
        .containsExactlyElementsOf(new TreeSet<>(specification.actions()));
    assertThat(page().namedVariables()).isEqualTo(page().variables());
  }

  @Test
  void everyPointStandsForActionsThatExist() throws IOException {
    Set<String> actions = page().firstColumn("Actions and methods");
    for (VmemPoint point : VmemPoint.values()) {
      assertThat(actions).containsAll(point.actions());
    }
  }

  @ParameterizedTest
  @CsvSource({"Actions and methods, 12", "Variables and fields, 4"})
  void everyMethodAndFieldNamedExists(String heading, int atLeast) throws IOException {
    page().checkMembers(heading, atLeast);
  }

  @Test
  void everyPropertyNamedIsInTheCatalogueAndInTheModule() throws IOException {
    page().checkProperties(4);
  }
}
