package ripsaw.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.Sources;
import ripsaw.spec.tla.TlcResult;

/**
 * Verdicts of earlier runs, which depend on nothing but text: on the modules, the configuration,
 * TLC and what reads its output. Only that a model without a fault holds, as is expected of it, is
 * kept: with a fault each is asked anew, for that is what shows that TLC is awake.
 *
 * <p>A file each, whose name is the digest of the text, and whose last line is the digest of the
 * lines before. A file that is not whole, or not as it was written, is none.
 */
public final class KeptVerdicts {
  private static final Pattern FILE =
      Pattern.compile(
          """
          (ripsaw verdict 1
          text: ([0-9a-f]{64})
          model: \\S+
          holds: ([0-9]{1,18}) generated, ([0-9]{1,18}) distinct, ([0-9]{1,9}) deep
          )end: ([0-9a-f]{64})
          """);

  private final Path directory;
  private final String tools;
  private final UnaryOperator<String> modules;

  /**
   * @param directory that need not be there
   */
  public KeptVerdicts(Path directory) {
    this(directory, Digest.ofTools(), Sources::module);
  }

  /**
   * @param tools that the verdicts depend on, besides the models
   * @param modules the text of each by its name
   */
  KeptVerdicts(Path directory, String tools, UnaryOperator<String> modules) {
    this.directory = directory;
    this.tools = tools;
    this.modules = modules;
  }

  /** What was found of a model before, if it was to hold and did. */
  public Optional<TlcResult> find(Model model) {
    if (!mayBeKept(model)) {
      return Optional.empty();
    }
    String text = text(model);
    try {
      Matcher file = FILE.matcher(Files.readString(directory.resolve(text)));
      if (!file.matches()
          || !file.group(2).equals(text)
          || !Digest.of(file.group(1)).equals(file.group(6))) {
        return Optional.empty();
      }
      TlcResult result =
          new TlcResult(
              TlcResult.Kind.HOLDS,
              "",
              Long.parseLong(file.group(3)),
              Long.parseLong(file.group(4)),
              Integer.parseInt(file.group(5)),
              Optional.empty());
      return isExpected(model, result) ? Optional.of(result) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps what was found of a model, if it is a complete run that came out as expected. */
  public void keep(Model model, TlcResult result) {
    if (!mayBeKept(model) || !isExpected(model, result)) {
      return;
    }
    String text = text(model);
    String lines =
        """
        ripsaw verdict 1
        text: %s
        model: %s
        holds: %d generated, %d distinct, %d deep
        """
            .formatted(text, model.name(), result.generated(), result.distinct(), result.depth());
    try {
      Files.createDirectories(directory);
      Path unfinished = Files.createTempFile(directory, ".unfinished-", "");
      Files.writeString(unfinished, lines + "end: " + Digest.of(lines) + "\n");
      Files.move(unfinished, directory.resolve(text), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Then the next run asks again.
    }
  }

  private static boolean mayBeKept(Model model) {
    return !model.fails() && !model.hasFault();
  }

  /** Of a model that is to hold: all its states were seen, and so many are there. */
  private static boolean isExpected(Model model, TlcResult result) {
    return model.expected().deviation(result, true).isEmpty();
  }

  /** All modules count, for one may build on another. */
  private String text(Model model) {
    StringBuilder text = new StringBuilder();
    for (String module : Manifest.load().modules()) {
      text.append(Digest.of(module, modules.apply(module)));
    }
    return Digest.of(tools, model.module(), model.configText(), text.toString());
  }
}
