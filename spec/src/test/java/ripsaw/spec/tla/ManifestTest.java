package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final Manifest MANIFEST = Manifest.load();

  /** As the tests of a module run: in its directory, or in the root. */
  private static Path home() {
    Path here = Path.of("tla");
    return Files.isDirectory(here) ? here : Path.of("spec", "tla");
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(wanted).toList();
    }
  }

  /** So a family adds a folder, and a line to the index. */
  @Test
  void everyFolderIsAFamilyAndHasItsModelsAndItsPage() throws IOException {
    List<Path> folders = files(home(), Files::isDirectory);
    assertThat(folders)
        .extracting(folder -> folder.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(Sources.families());
    assertThat(folders)
        .allSatisfy(
            folder -> {
              assertThat(folder.resolve("manifest.json")).exists();
              assertThat(folder.resolve("CONFORMANCE.md")).exists();
            });
  }

  @Test
  void everyModuleIsThereAndHasAModel() throws IOException {
    List<String> modules = new ArrayList<>();
    for (Path folder : files(home(), Files::isDirectory)) {
      files(folder, file -> file.toString().endsWith(".tla"))
          .forEach(file -> modules.add(file.getFileName().toString().replace(".tla", "")));
    }
    assertThat(modules).containsExactlyInAnyOrderElementsOf(MANIFEST.modules());
    for (String module : MANIFEST.modules()) {
      assertThat(MANIFEST.ofModule(module)).as(module).anyMatch(Model::fails);
    }
  }

  /** Two would overwrite each other where they are written, and users could not name them. */
  @Test
  void allModulesAndModelsCanBeWrittenIntoOneDirectory() {
    Map<String, String> files = MANIFEST.files();
    assertThat(files).hasSize(MANIFEST.modules().size() + MANIFEST.all().size());
    assertThat(files.get("Exis.tla")).contains("MODULE Exis ");
    for (Model model : MANIFEST.all()) {
      String text = files.get(model.name() + ".cfg");
      assertThat(text).as(model.name()).startsWith("\\* " + model.why().substring(0, 10));
      assertThat(Config.parse(text)).as(model.name()).isEqualTo(model.config());
    }
  }

  @Test
  void aModelWithAFaultBelongsToAFamilyThatHolds() {
    for (Model model : MANIFEST.all()) {
      Model sound = MANIFEST.find(model.sound()).orElseThrow(() -> new AssertionError(model));
      assertThat(sound.fails()).as(model.name()).isFalse();
      assertThat(sound.module()).as(model.name()).isEqualTo(model.module());
    }
  }

  @Test
  void onlyAModelWithAFaultFails() {
    assertThat(MANIFEST.all())
        .filteredOn(Model::fails)
        .allMatch(model -> !model.name().equals(model.sound()));
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
            .contains(Formula.of(violates.property()).orElseThrow());
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
    assertThat(model.expected()).isEqualTo(new Expectation.Violates("no-stranding", 10));
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
        "[{COMMON, `states`: 5, `depth`: 2, `length`: 3}]; A: 'length' does not belong to a model"
            + " that holds",
        "[{COMMON, `violates`: `listing`}]; A: expected a number above zero as its 'length'",
        "[{COMMON, `violates`: 7, `length`: 3}]; A: expected a text as its 'violates'",
        "[{COMMON, `violates`: `listing`, `length`: 3, `depth`: 2}]; A: 'depth' does not belong to"
            + " a model that fails",
        "[{HOLDS}, {HOLDS}]; A: is there twice",
        "[{`model`: `A`, `module`: `M`, `why`: ` `}]; A: expected a text as its 'specification'",
        "[{`model`: `A`, `module`: `M`, `specification`: `S`}]; A: checks nothing: it needs",
        "[{HOLDS, `why`: ` `}]; A: expected a text as its 'why'",
        "[{HOLDS, `invariants`: []}]; A: expected a list of names as its 'invariants'",
        "[{HOLDS, `properties`: [7, ``]}]; A: expected a list of names as its 'properties'",
        "[{HOLDS, `view`: 1}]; A: expected a text as its 'view'",
        "[{HOLDS, `deadlock`: `no`}]; A: expected true or false as its 'deadlock'",
        "[{HOLDS, `with`: {`Cpus`: 1.5}}]; A: expected a text, a whole number, true, false, or a"
            + " set",
        "[{HOLDS, `with`: {`Cpus`: [{}]}}]; A: expected a text, a whole number, true, false, or a"
            + " set",
        "[{HOLDS, `base`: `B`}]; A: no model before it is called 'B'",
        "[{HOLDS, `base`: `A`}]; A: no model before it is called 'A'"
      })
  void whatIsMalformedIsRefusedWithItsPlace(String json, String complaint) {
    String text =
        json.replace("HOLDS", "COMMON, `states`: 5, `depth`: 2")
            .replace(
                "COMMON",
                "`model`: `A`, `module`: `M`, `subject`: `s`, `runtime`: `r`, `why`: `w`,"
                    + " `specification`: `S`, `invariants`: [`I`]")
            .replace('`', '"');
    assertThatThrownBy(() -> Manifest.parse(text))
        .isInstanceOf(Manifest.Malformed.class)
        .hasMessageStartingWith(complaint);
  }
}
