package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/**
 * The gate as a user runs it, with all checkers. The whole museum is the gate's own affair, which
 * is asked at each push beside this build.
 */
class WholeGateTest {
  private static JsonNode pass(String... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream()),
            WorkerCommand.worker(),
            Map.of());
    JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(exitCode).as(report.path("reasons").toPrettyString()).isZero();
    return report;
  }

  @Tag("nightly")
  @Test
  void theMuseumIsKilledAsDeclaredAndTheReferencesHold() throws IOException {
    JsonNode report = pass("gate", "--json");
    Catalogue catalogue = Catalogue.load();
    assertThat(texts(report.path("museum"), "fault"))
        .as("all but some of the equivalent ones")
        .containsSubsequence(
            catalogue.mutants().stream()
                .filter(fault -> !fault.isEquivalent())
                .map(Mutant::id)
                .toList())
        .isSubsetOf(catalogue.mutants().stream().map(Mutant::id).toList())
        .anyMatch(
            id ->
                catalogue.mutants().stream().anyMatch(f -> f.id().equals(id) && f.isEquivalent()));
    assertThat(texts(report.path("subjects"), "id"))
        .containsExactlyElementsOf(catalogue.references().stream().map(Subject::id).toList());
    for (JsonNode subject : report.path("subjects")) {
      Family family = catalogue.find(subject.path("id").asText()).orElseThrow().family();
      assertThat(texts(subject.path("properties"), "property"))
          .containsExactlyInAnyOrderElementsOf(
              family.properties().stream().filter(Property::isChecked).map(Property::id).toList());
    }
  }

  /** Of one family, which is the smallest: nightly runs the whole. */
  @Tag("nightly")
  @Test
  void inFullEveryCheckerCatchesAMutantOfEachPropertyThatItHasAVerdictOf() throws IOException {
    JsonNode report = pass("gate", "--json", "--full", "--mutants", "2", "blackbox/bitmap");
    assertThat(report.path("tier").asText()).isEqualTo("full");
    assertThat(report.path("left")).isEmpty();
    Set<String> caught = new HashSet<>();
    for (JsonNode fault : report.path("museum")) {
      String property = fault.path("property").asText();
      fault.path("foundBy").fieldNames().forEachRemaining(by -> caught.add(property + " " + by));
    }
    Set<String> cells = new HashSet<>();
    for (JsonNode line : report.path("subjects").path(0).path("properties")) {
      String property = line.path("property").asText();
      line.path("verdicts").fieldNames().forEachRemaining(by -> cells.add(property + " " + by));
      assertThat(line.path("borrowing")).as(property).isEmpty();
    }
    assertThat(cells).hasSizeGreaterThan(30);
    assertThat(caught).containsAll(cells);
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }
}
