package ripsaw.linearizability.bridge.slub;

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

/** The CONFORMANCE page of Slub is true. */
@OneSpecification
class SlubConformanceTest {
  private static ConformancePage page() throws IOException {
    return new ConformancePage("slub", "Slub", "ripsaw.linux.slub");
  }

  @Test
  void everyActionAndVariableHasItsRowAndNoOther() throws IOException {
    Specification specification =
        Specification.of(Manifest.load().find("SlubBridge").orElseThrow());
    assertThat(page().firstColumn("Actions and methods"))
        .containsExactlyElementsOf(new TreeSet<>(specification.actions()));
    assertThat(page().namedVariables()).isEqualTo(page().variables());
  }

  @Test
  void everyPointStandsForActionsThatExist() throws IOException {
    Set<String> actions = page().firstColumn("Actions and methods");
    for (SlubPoint point : SlubPoint.values()) {
      assertThat(actions).containsAll(point.actions());
    }
  }

  @ParameterizedTest
  @CsvSource({"Actions and methods, 25", "Variables and fields, 10"})
  void everyMethodAndFieldNamedExists(String heading, int atLeast) throws IOException {
    page().checkMembers(heading, atLeast);
  }

  @Test
  void everyPropertyNamedIsInTheCatalogueAndInTheModule() throws IOException {
    page().checkProperties(15);
  }
}
