package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.dragonfly.kfree.KfreeProperty;
import ripsaw.spec.Property;

class ManifestTest {
  private static final Manifest MANIFEST = Manifest.load();

  /** As the tests of a module run: in its directory, or in the root. */
  private static Path home() {
    Path here = Path.of("tla");
    return Files.isDirectory(here) ? here : Path.of("spec", "tla");
  }

  private static Stream<Path> files(String ending) throws IOException {
    return Files.list(home()).filter(file -> file.toString().endsWith(ending));
  }

  @Test
  void everyConfigurationIsAModelAndEveryModelHasOne() throws IOException {
    try (Stream<Path> files = files(".cfg")) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".cfg", "")))
          .containsExactlyInAnyOrderElementsOf(MANIFEST.all().stream().map(Model::name).toList());
    }
  }

  @Test
  void everyModuleIsThereAndHasAModel() throws IOException {
    try (Stream<Path> files = files(".tla")) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".tla", "")))
          .containsAll(MANIFEST.modules());
    }
    for (String module : MANIFEST.modules()) {
      assertThat(MANIFEST.ofModule(module)).as(module).anyMatch(Model::fails);
    }
  }

  @Test
  void aModelWithAFaultBelongsToAFamilyThatHolds() {
    for (Model model : MANIFEST.all()) {
      Model sound = MANIFEST.find(model.family()).orElseThrow(() -> new AssertionError(model));
      assertThat(sound.fails()).as(model.name()).isFalse();
      assertThat(sound.module()).as(model.name()).isEqualTo(model.module());
    }
  }

  @Test
  void onlyAModelWithAFaultFails() {
    assertThat(MANIFEST.all())
        .filteredOn(Model::fails)
        .allMatch(model -> !model.name().equals(model.family()));
  }

  @Test
  void everyModelChecksSomething() {
    assertThat(MANIFEST.all()).noneMatch(model -> model.config().formulas().isEmpty());
  }

  @Test
  void aModelThatFailsChecksThePropertyThatItViolates() {
    for (Model model : MANIFEST.all()) {
      if (model.expected() instanceof Expectation.Violates violates) {
        assertThat(model.config().formulas())
            .as(model.name())
            .contains(Formula.of(violates.property()));
      }
    }
  }

  /** TLC does not say which of several temporal formulas is violated. */
  @Test
  void aModelThatFailsByATemporalFormulaChecksNoOther() {
    assertThat(MANIFEST.all())
        .filteredOn(Model::fails)
        .allMatch(model -> model.config().properties().size() <= 1);
  }

  /** TLC's search for a loop may miss one there. */
  @Test
  void noTemporalFormulaIsCheckedUnderSymmetry() {
    assertThat(MANIFEST.all())
        .filteredOn(model -> model.config().symmetric())
        .isNotEmpty()
        .allMatch(model -> model.config().properties().isEmpty());
  }

  @Test
  void modelsAreFoundByNameModuleAndSubject() {
    Model model = MANIFEST.find("RemoteFree_df9daea_no-stranding").orElseThrow();
    assertThat(model.module()).isEqualTo("RemoteFree");
    assertThat(model.subject()).isEqualTo("dragonfly/df9daea");
    assertThat(model.expected()).isEqualTo(new Expectation.Violates(KfreeProperty.NO_STRANDING, 10));
    assertThat(MANIFEST.find("RemoteFree").orElseThrow().expected())
        .isEqualTo(new Expectation.Holds(202_294, 65));
    assertThat(MANIFEST.ofModule("RemoteFree")).contains(model);
    assertThat(MANIFEST.ofSubject("dragonfly/df9daea"))
        .contains(model)
        .allMatch(other -> other.subject().equals("dragonfly/df9daea"));
    assertThat(MANIFEST.find("NoSuchModel")).isEmpty();
    assertThat(MANIFEST.ofModule("NoSuchModule")).isEmpty();
    assertThat(MANIFEST.ofSubject("no/such")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{; line 1: Unexpected end-of-input",
        "[] []; line 1: Trailing token",
        "{}; expected a list of models",
        "[]; expected a list of models",
        "[7]; model 1: expected a text as its 'model'",
        "[{`model`: ` `}]; model 1: expected a text as its 'model'",
        "[{`model`: `A`}]; A: expected a text as its 'module'",
        "[{COMMON}]; A: expected a number above zero as its 'states'",
        "[{COMMON, `states`: 0}]; A: expected a number above zero as its 'states'",
        "[{COMMON, `states`: 1.5}]; A: expected a number above zero as its 'states'",
        "[{COMMON, `states`: 5}]; A: expected a number above zero as its 'depth'",
        "[{COMMON, `states`: 5, `depth`: 2, `length`: 3}]; A: 'length' does not belong to a model that holds",
        "[{COMMON, `violates`: `listing`}]; A: expected a number above zero as its 'length'",
        "[{COMMON, `violates`: `listin`, `length`: 3}]; A: there is no property 'listin'",
        "[{COMMON, `violates`: `listing`, `length`: 3, `depth`: 2}]; A: 'depth' does not belong to a model that fails",
        "[{HOLDS}, {HOLDS}]; A: is there twice"
      })
  void whatIsMalformedIsRefusedWithItsPlace(String json, String complaint) {
    String text =
        json.replace("HOLDS", "COMMON, `states`: 5, `depth`: 2")
            .replace("COMMON", "`model`: `A`, `module`: `M`, `subject`: `s`, `runtime`: `r`")
            .replace('`', '"');
    assertThatThrownBy(() -> Manifest.parse(text))
        .isInstanceOf(Manifest.Malformed.class)
        .hasMessageStartingWith(complaint);
  }
}
