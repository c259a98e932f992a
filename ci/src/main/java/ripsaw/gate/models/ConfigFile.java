package ripsaw.gate.models;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.InputFile;
import ripsaw.gate.text.Suggestion;
import ripsaw.spec.tla.Config;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Vocabulary;

/**
 * A configuration of the user's for TLC. What TLC would take without a word, and then check nothing
 * or something else, is an error here.
 */
public final class ConfigFile {
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  private final Path file;
  private final String module;
  private final Vocabulary vocabulary;

  private ConfigFile(Path file, String module) {
    this.file = file;
    this.module = module;
    this.vocabulary = new Vocabulary(module);
  }

  /**
   * Its text.
   *
   * @throws InputError if there is none
   */
  public static String text(Path file) {
    return InputFile.text("--cfg ", file, "name another file");
  }

  /**
   * @param module that it is for, one of this build
   * @throws InputError with the file, what is wrong there, and the mend
   */
  public static void check(Path file, String text, String module) {
    new ConfigFile(file, module).check(Config.parse(text));
  }

  private void check(Config config) {
    if (config.formulas().isEmpty()) {
      throw wrong(
          "has no INVARIANT and no PROPERTY, so nothing would be checked: add one, as 'INVARIANT"
              + " %s'",
          vocabulary.definitions().stream()
              .filter(name -> Formula.id(name).isPresent())
              .findFirst()
              .orElse("Inv"));
    }
    Stream.concat(config.formulas().stream(), config.others().stream())
        .forEach(name -> known("definition", name, vocabulary.definitions()));
    config.constants().forEach(this::check);
  }

  private void check(String constant, String given) {
    Set<String> names = new TreeSet<>(vocabulary.constants());
    if (!given.equals(constant)) { // else it is a model value, whatever the module has
      known(
          "constant",
          constant,
          vocabulary.definitions().contains(constant) ? Set.of(constant) : names);
    }
    Set<String> values = vocabulary.values(constant);
    Matcher strings = STRING.matcher(given);
    while (!values.isEmpty() && strings.find()) {
      if (!values.contains(strings.group(1))) {
        throw wrong(
            "%s = %s: %s knows no %s of this name: did you mean \"%s\"?",
            constant, strings.group(), module, constant, Suggestion.of(strings.group(1), values));
      }
    }
  }

  private void known(String kind, String name, Set<String> names) {
    if (!names.contains(name)) {
      throw wrong(
          "'%s' is no %s of %s: did you mean '%s'?",
          name, kind, module, Suggestion.of(name, names));
    }
  }

  private InputError wrong(String how, Object... parts) {
    return new InputError("--cfg " + file + ": " + how.formatted(parts));
  }
}
