package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void theFormulasAreReadOffAndNothingElse() {
    Config config =
        Config.parse(
            """
            \\* INVARIANT Commented
            SPECIFICATION Spec
            (* PROPERTY
               Commented *)
            CONSTANTS A = {a, b}  B <- C
            INVARIANTS One \\* Two
              Three
            PROPERTIES Four Five
            SYMMETRY Symmetric
            INVARIANT Six
            CHECK_DEADLOCK FALSE
            PROPERTY Seven\
            """);
    assertThat(config.invariants()).containsExactly("One", "Three", "Six");
    assertThat(config.properties()).containsExactly("Four", "Five", "Seven");
    assertThat(config.formulas()).containsExactly("One", "Three", "Six", "Four", "Five", "Seven");
    assertThat(config.others()).containsExactly("Spec", "Symmetric");
    assertThat(config.constants()).containsExactly(Map.entry("A", "{a, b}"), Map.entry("B", "C"));
    assertThat(config.symmetric()).isTrue();
    assertThat(config.mayEnd()).isTrue();
  }

  /** A regular expression would take hours. */
  @Test
  void theTimeToReadAFileGrowsWithItAndNoFaster() {
    String words = "x".repeat(1 << 20);
    String begun = "(*".repeat(1 << 20);
    String comment = "(* " + words + " *)";
    Config config = Config.parse(comment + "INVARIANT A CONSTANTS B = " + words + " " + begun);
    assertThat(config.invariants()).containsExactly("A");
    assertThat(config.constants()).containsOnlyKeys("B");
  }

  @Test
  void anEmptyFileAsksForNothing() {
    Config config = Config.parse("");
    assertThat(config.formulas()).isEmpty();
    assertThat(config.constants()).isEmpty();
    assertThat(config.symmetric()).isFalse();
    assertThat(config.mayEnd()).isFalse();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Config config =
        Config.parse(
            """
            CONSTANTS A = {a, b}  B <- C
            SYMMETRY Symmetric CONSTRAINT Few
            PROPERTIES Four Five INVARIANT One
            SPECIFICATION Spec CHECK_DEADLOCK FALSE\
            """);
    String text = config.text("why " + "it is so ".repeat(20).strip());
    assertThat(Config.parse(text)).isEqualTo(config);
    assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    assertThat(text).startsWith("\\* why it is so it").contains("\nINVARIANTS\n  One\n");
  }
}
