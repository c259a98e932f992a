package ripsaw.spec.tlc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.spec.kept.Digest;
import ripsaw.spec.kept.KeptFiles;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.Sources;
import ripsaw.spec.tla.TlcResult;

/**
 * Verdicts of earlier runs, which depend on nothing but text: on the modules, the configuration,
 * TLC and what reads its output. Only that a model without a fault holds, as is expected of it, is
 * kept: with a fault each is asked anew, for that is what shows that TLC is awake.
 */
public final class KeptVerdicts {
  private static final Pattern LINES =
      Pattern.compile(
          """
          model: \\S+
          holds: ([0-9]{1,18}) generated, ([0-9]{1,18}) distinct, ([0-9]{1,9}) deep
          """);

  private final KeptFiles files;
  private final String tools;
  private final UnaryOperator<String> modules;

  /**
   * @param directory that need not be there
   */
  public KeptVerdicts(Path directory) {
    this(directory, TlcDigest.ofTools(), Sources::module);
  }

  /**
   * @param tools that the verdicts depend on, besides the models
   * @param modules the text of each by its name
   */
  KeptVerdicts(Path directory, String tools, UnaryOperator<String> modules) {
    this.files = new KeptFiles(directory);
    this.tools = tools;
    this.modules = modules;
  }

  /** What was found of a model before, if it was to hold and did. */
  public Optional<TlcResult> find(Model model) {
    if (!mayBeKept(model)) {
      return Optional.empty();
    }
    String digest = digest(model);
    Optional<TlcResult> found =
        files.find(digest).flatMap(KeptVerdicts::read).filter(result -> isExpected(model, result));
    found.ifPresent(any -> files.use(digest));
    return found;
  }

  private static Optional<TlcResult> read(String text) {
    Matcher lines = LINES.matcher(text);
    return lines.matches()
        ? Optional.of(
            new TlcResult(
                TlcResult.Kind.HOLDS,
                "",
                Long.parseLong(lines.group(1)),
                Long.parseLong(lines.group(2)),
                Integer.parseInt(lines.group(3)),
                Optional.empty()))
        : Optional.empty();
  }

  /** Keeps what was found of a model, if it is a complete run that came out as expected. */
  public void keep(Model model, TlcResult result) {
    if (mayBeKept(model) && isExpected(model, result)) {
      files.keep(
          digest(model),
          """
          model: %s
          holds: %s generated, %s distinct, %s deep
          """
              .formatted(model.name(), result.generated(), result.distinct(), result.depth()));
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
  private String digest(Model model) {
    StringBuilder text = new StringBuilder();
    for (String module : Manifest.load().modules()) {
      text.append(Digest.of(module, modules.apply(module)));
    }
    return Digest.of(tools, model.module(), model.configText(), text.toString());
  }
}
