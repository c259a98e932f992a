package ripsaw.linearizability.bridge.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.linearizability.bridge.ConformancePage;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.machine.Shape;
import ripsaw.spec.tlc.Specification;

/** The CONFORMANCE pages of RemoteFree and ParkedWord are true. */
@OneSpecification
class KfreeConformanceTest {
  private static ConformancePage page() throws IOException {
    return new ConformancePage(
        "kfree",
        "RemoteFree",
        "ripsaw.dragonfly.kfree",
        "ripsaw.dragonfly.kfree.census",
        "ripsaw.dragonfly");
  }

  @Test
  void everyActionOfRemoteFreeHasItsRowAndNoOther() throws IOException {
    Specification specification =
        new Specification(
            "RemoteFree", RemoteFreeConfig.of(Shape.small(2, 2, 2), "reference").text());
    assertThat(page().firstColumn("Actions and methods"))
        .containsExactlyElementsOf(new TreeSet<>(specification.actions()));
  }

  @Test
  void everyPointStandsForActionsThatExist() throws IOException {
    Set<String> actions = page().firstColumn("Actions and methods");
    for (RemoteFreePoint point : RemoteFreePoint.values()) {
      assertThat(actions).containsAll(point.actions());
    }
  }

  @Test
  void everyVariableOfRemoteFreeHasItsRowAndNoOther() throws IOException {
    assertThat(page().namedVariables()).isEqualTo(page().variables());
  }

  @Test
  void everyFieldOfASlabHasItsRow() throws IOException {
    String module = page().module();
    String nothing = module.substring(module.indexOf("Nothing =="), module.indexOf("Fresh("));
    Set<String> fields = new TreeSet<>();
    for (Matcher field = Pattern.compile("(\\w+)\\s+\\|->").matcher(nothing); field.find(); ) {
      fields.add("slab[z]." + field.group(1));
    }
    assertThat(page().firstColumn("Variables and fields")).containsAll(fields);
    assertThat(fields).hasSize(9);
  }

  @Test
  void theActionsAndVariablesOfParkedWordAreNamed() throws IOException {
    ConformancePage page = new ConformancePage("kfree", "ParkedWord");
    assertThat(page.firstColumn("Variables")).isEqualTo(page.variables());
    String text = page.text();
    String actions = text.substring(text.indexOf("## Actions"), text.indexOf("## Variables"));
    String module = page.module();
    String next = module.substring(module.indexOf("\nNext =="), module.indexOf("\nSpec =="));
    Set<String> called = new TreeSet<>();
    for (Matcher action = Pattern.compile("([A-Z]\\w+)\\([ac]\\)").matcher(next); action.find(); ) {
      called.add(action.group(1));
    }
    called.removeAll(Set.of("Program", "Handler"));
    Set<String> named = ConformancePage.code(actions);
    named.remove("RemoteFree.tla");
    assertThat(named).isEqualTo(called);
  }

  @ParameterizedTest
  @CsvSource({"Actions and methods, 15", "Variables and fields, 15"})
  void everyMethodAndFieldNamedExists(String heading, int atLeast) throws IOException {
    page().checkMembers(heading, atLeast);
  }

  @Test
  void everyPropertyNamedIsInTheCatalogueAndInTheModule() throws IOException {
    page().checkProperties(10);
  }
}
