package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.oracle.Litmus;
import ripsaw.linearizability.oracle.Model;
import ripsaw.linearizability.oracle.Oracle;
import ripsaw.linearizability.oracle.Outcome;
import ripsaw.machine.order.MemoryModel;

/**
 * The famous shapes: what {@code MEMORY-MODELS.md} says of them is what oracle and explorer say.
 */
class ShapesTest {
  private static final Path PAGE = Path.of("MEMORY-MODELS.md");

  /** A line of the table. */
  record Shape(String name, Litmus litmus, String outcome, List<Boolean> allowed, String ra) {
    boolean isAllowed(Model model) {
      return allowed.get(model.ordinal());
    }

    boolean isIn(Set<Outcome> outcomes) {
      return outcomes.stream().anyMatch(each -> each.is(outcome));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Shape> shapes() {
    try {
      return Files.readAllLines(PAGE).stream()
          .filter(line -> line.contains("| `"))
          .map(ShapesTest::shape)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Shape shape(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    return new Shape(
        cells.get(1),
        Litmus.parse(cells.get(2).replace("`", "")),
        cells.get(3).replace("`", ""),
        cells.subList(4, 8).stream().map("yes"::equals).toList(),
        cells.get(8));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void thePageSaysWhatOracleAndExplorerSay(Shape shape) {
    for (Model model : Model.values()) {
      Set<Outcome> possible = Oracle.of(shape.litmus, model).outcomes();
      assertThat(shape.isIn(possible)).as("%s, oracle", model).isEqualTo(shape.isAllowed(model));
    }
    for (MemoryModel model : MemoryModel.values()) {
      assertThat(shape.isIn(Fuzz.explored(shape.litmus, model).seen()))
          .as("%s, explorer", model)
          .isEqualTo(shape.isAllowed(Model.of(model)));
    }
    assertThat(shape.ra)
        .isEqualTo(
            shape.isAllowed(Model.RA) == shape.isAllowed(Model.RC11)
                ? ""
                : shape.isAllowed(Model.RA) ? "weaker" : "stronger");
  }

  /** A table that is not read, or asks for outcomes that no program has, would agree with all. */
  @Test
  void theTableIsReadAndEachModelAllowsSomeAndForbidsSome() {
    assertThat(shapes()).hasSizeGreaterThan(75);
    for (Model model : Model.values()) {
      assertThat(shapes()).extracting(shape -> shape.isAllowed(model)).contains(true, false);
    }
  }
}
