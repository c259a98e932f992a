package ripsaw.spec.tlc;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
 * lines before. A file that is not whole, or not as it was written, is none. Its time is that of
 * its last use; what was of no use for a month is of texts that are gone, and is deleted.
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

  private static final Duration UNUSED = Duration.ofDays(30);

  private static final String UNFINISHED = ".unfinished-";

  /** Of the files that are made here, and of no other. */
  private static final Pattern OWN = Pattern.compile("[0-9a-f]{64}|\\.unfinished-[0-9]+");

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
    Path path = directory.resolve(text);
    try {
      Matcher file = FILE.matcher(Files.readString(path));
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
      if (!isExpected(model, result)) {
        return Optional.empty();
      }
      use(path);
      return Optional.of(result);
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
      Path unfinished = Files.createTempFile(directory, UNFINISHED, "");
      Files.writeString(unfinished, lines + "end: " + Digest.of(lines) + "\n");
      Files.move(unfinished, directory.resolve(text), StandardCopyOption.ATOMIC_MOVE);
      prune();
    } catch (IOException e) {
      // Then the next run asks again.
    }
  }

  private static void use(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It is deleted the sooner, or was just now.
    }
  }

  /** Whenever there is one more. */
  private void prune() throws IOException {
    FileTime oldest = FileTime.from(Instant.now().minus(UNUSED));
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            directory, file -> OWN.matcher(file.getFileName().toString()).matches())) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
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
