package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an entry of a manifest says of its configuration, and what it has of its base. */
class ConfigReaderTest {
  private static final String BASE =
      """
      [{"model": "A", "module": "M", "specification": "Spec", "why": "It is the first.",
        "with": {"c0": "c0", "c1": "c1", "Cpus": ["c0", "c1"], "Sets": [[], [1, -2]], "Size": 3,
                 "Fault": "none", "Any": true, "None": "None"},
        "invariants": ["One", "Two"], "properties": ["Three"], "symmetry": "Same",
        "constraint": "Few", "deadlock": false, "states": 5, "depth": 2, "runtime": "seconds"},
       {"model": "A_b", "base": "A", %s, "why": "It is the second.", "breaks": "Two", "length": 2,
        "runtime": "seconds"}]\
      """;

  private static Model second(String differs) throws Manifest.Malformed {
    return Manifest.parse(BASE.formatted(differs)).find("A_b").orElseThrow();
  }

  @Test
  void anEntryIsWrittenAsTlcReadsIt() throws Exception {
    Manifest manifest = Manifest.parse(BASE.formatted("\"subject\": \"s\""));
    String rest =
        """
        SPECIFICATION Spec
        CONSTANTS
          c0 = c0
          c1 = c1
          Cpus = {c0, c1}
          Sets = {{}, {1, -2}}
          Size = 3
          Fault = "none"
          Any = TRUE
          None = None
        INVARIANTS
          One
          Two
        PROPERTIES
          Three
        SYMMETRY Same
        CONSTRAINT Few
        CHECK_DEADLOCK FALSE
        """;
    assertThat(manifest.find("A").orElseThrow().configText())
        .isEqualTo("\\* It is the first.\n" + rest);
    assertThat(manifest.find("A_b").orElseThrow().configText())
        .isEqualTo("\\* It is the second.\n" + rest);
  }

  @Test
  void aConstantIsReplacedInItsPlaceOrDropped() throws Exception {
    Config config = second("\"with\": {\"c1\": null, \"Cpus\": [\"c0\"], \"New\": 7}").config();
    assertThat(config.constants())
        .containsEntry("Cpus", "{c0}")
        .containsEntry("Size", "3")
        .containsEntry("New", "7");
    assertThat(config.constants().keySet())
        .containsExactly("c0", "Cpus", "Sets", "Size", "Fault", "Any", "None", "New");
  }

  @Test
  void aTextIsAModelValueOnlyIfAConstantIsGivenItsOwnName() throws Exception {
    assertThat(second("\"with\": {\"c1\": null, \"Fault\": \"c0\"}").config().constants())
        .containsEntry("Cpus", "{c0, \"c1\"}")
        .containsEntry("Fault", "c0");
  }

  @Test
  void whoSaysWhatItChecksChecksNothingElse() throws Exception {
    Config config = second("\"invariants\": [\"Two\"]").config();
    assertThat(config.formulas()).containsExactly("Two");
    assertThat(config.symmetric()).isTrue();
    assertThat(second("\"properties\": [\"Four\"]").config().formulas()).containsExactly("Four");
  }

  @Test
  void whatIsNullIsNotThere() throws Exception {
    Config config = second("\"symmetry\": null, \"deadlock\": null").config();
    assertThat(config.symmetric()).isFalse();
    assertThat(config.mayEnd()).isFalse();
    assertThat(config.others()).containsExactly("Spec", "Few");
  }

  @Test
  void theModuleIsTheBasesUnlessItIsNamedAndTheSubjectNeverIs() throws Exception {
    assertThat(second("\"view\": \"V\"").module()).isEqualTo("M");
    assertThat(second("\"module\": \"N\"").module()).isEqualTo("N");
    assertThat(second("\"view\": \"V\"").subject()).isEmpty();
  }
}
