package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  @Test
  void everyModelSpeaksOfWhatItsModuleHas() {
    Map<String, Vocabulary> vocabularies = new HashMap<>();
    for (Model model : Manifest.load().all()) {
      Vocabulary vocabulary = vocabularies.computeIfAbsent(model.module(), Vocabulary::new);
      Config config = model.config();
      assertThat(vocabulary.definitions())
          .as(model.name())
          .containsAll(config.formulas())
          .containsAll(config.others());
      config
          .constants()
          .forEach(
              (name, given) -> {
                assertThat(name.equals(given) || vocabulary.constants().contains(name))
                    .as(model.name() + " " + name)
                    .isTrue();
                Matcher strings = STRING.matcher(given);
                while (strings.find()) {
                  assertThat(vocabulary.values(name))
                      .as(model.name() + " " + name)
                      .contains(strings.group(1));
                }
              });
    }
  }

  @Test
  void aConstantMayBeWhatItIsComparedWithAndNoOtherString() {
    Vocabulary vocabulary = new Vocabulary("ParkedWord");
    assertThat(vocabulary.values("Fault"))
        .containsExactly("blind-park", "blind-unpark", "never-marked", "none", "signal-dropped");
    assertThat(vocabulary.values("Without")).contains("none", "spell").doesNotContain("idle");
    assertThat(vocabulary.values("Ring")).isEmpty();
    assertThat(new Vocabulary("KmallocObj").values("Version"))
        .containsExactly("2026", "56c9ecc", "e9dbfea", "reference");
  }

  @Test
  void aModuleHasWhatItExtendsHas() {
    Vocabulary vocabulary = new Vocabulary("RemoteFreeParkedWord");
    assertThat(vocabulary.definitions()).contains("Refines", "NoStranding");
    assertThat(vocabulary.constants()).contains("Fault");
    assertThat(vocabulary.values("Fault")).contains("no-relist", "none");
  }

  @Test
  void aModuleThatIsNotThereHasNone() {
    assertThatThrownBy(() -> new Vocabulary("Nope")).hasMessage("there is no Nope.tla");
  }
}
