package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Readme;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/**
 * The gate as a user runs it, with all checkers. This is what makes the build red if an edge of a
 * reference breaks, or a checker loses its teeth; and if the README's tables are not its own.
 */
class WholeGateTest {
  @TempDir private Path tables;

  @Test
  void theMuseumIsKilledAsDeclaredAndTheReferencesHold() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            new String[] {"gate", "--json", "--budget", "60m", "--markdown", tables.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream()),
            WorkerCommand.worker(),
            Map.of());
    JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(exitCode).as(report.path("reasons").toPrettyString()).isZero();

    assertThat(Readme.tables())
        .isNotEmpty()
        .allSatisfy((file, table) -> assertThat(tables.resolve(file)).content().isEqualTo(table));

    Catalogue catalogue = Catalogue.load();
    assertThat(texts(report.path("museum"), "fault"))
        .containsExactlyElementsOf(catalogue.mutants().stream().map(Mutant::id).toList());
    assertThat(texts(report.path("subjects"), "id"))
        .containsExactlyElementsOf(catalogue.references().stream().map(Subject::id).toList());
    for (JsonNode subject : report.path("subjects")) {
      Family family = catalogue.find(subject.path("id").asText()).orElseThrow().family();
      assertThat(texts(subject.path("properties"), "property"))
          .containsExactlyInAnyOrderElementsOf(
              family.properties().stream().filter(Property::isChecked).map(Property::id).toList());
    }
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }
}
