package ripsaw.linearizability.bridge.kmallocobj;

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

/** The CONFORMANCE pages of KmallocObj and Exis are true. */
@OneSpecification
class KmallocObjConformanceTest {
  private static ConformancePage page(String module) throws IOException {
    return new ConformancePage(
        "kmallocobj", module, "ripsaw.dragonfly.kmallocobj", "ripsaw.dragonfly");
  }

  @ParameterizedTest
  @CsvSource({"KmallocObj, KmallocObjBridge", "Exis, Exis"})
  void everyActionAndVariableHasItsRowAndNoOther(String module, String model) throws IOException {
    ConformancePage page = page(module);
    Specification specification = Specification.of(Manifest.load().find(model).orElseThrow());
    assertThat(page.firstColumn("Actions and methods"))
        .containsExactlyElementsOf(new TreeSet<>(specification.actions()));
    assertThat(page.namedVariables()).isEqualTo(page.variables());
  }

  @Test
  void everyPointStandsForActionsThatExist() throws IOException {
    Set<String> actions = page("KmallocObj").firstColumn("Actions and methods");
    for (KmallocObjPoint point : KmallocObjPoint.values()) {
      assertThat(actions).containsAll(point.actions());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KmallocObj, Actions and methods, 40",
    "KmallocObj, Variables and fields, 15",
    "Exis, Actions and methods, 10",
    "Exis, Variables and fields, 2"
  })
  void everyMethodAndFieldNamedExists(String module, String heading, int atLeast)
      throws IOException {
    page(module).checkMembers(heading, atLeast);
  }

  @ParameterizedTest
  @CsvSource({"KmallocObj, 10", "Exis, 1"})
  void everyPropertyNamedIsInTheCatalogueAndInTheModule(String module, int atLeast)
      throws IOException {
    page(module).checkProperties(atLeast);
  }
}
