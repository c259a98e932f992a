package ripsaw.gate.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import ripsaw.gate.text.InputError;
import ripsaw.subject.UserClasses;

/**
 * The option that hands over classes. The script {@code ci/ripsaw} reads it, too, and starts Java
 * with them: so they are loaded as all others are, in workers, too.
 */
final class ClassPathOption {
  static final String NAME = "--class-path";

  private static final String SHORT = "-cp";

  @Option(
      names = {SHORT, NAME},
      paramLabel = "CLASSES",
      scope = ScopeType.INHERIT,
      description =
          "Directories and jars of your own, with ':' between them: a ripsaw.own.Heap is a subject"
              + " by the name of its class, and so is what a SubjectProvider or a Family there"
              + " brings.")
  private String classPath;

  /** Whether these words are the option and its value. */
  static boolean isFirstOf(String word) {
    return word.equals(SHORT) || word.equals(NAME);
  }

  /**
   * @throws InputError if there are no such classes, or Java was started without them
   */
  void check() {
    if (classPath == null) {
      return;
    }
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (entry.isEmpty() || !Files.isDirectory(path) && !Files.isRegularFile(path)) {
        throw new InputError(
            "%s '%s': '%s' is no directory and no jar: compile your classes first, as by 'mvn test-compile'"
                .formatted(SHORT, classPath, entry));
      }
    }
    if (!System.getProperty(UserClasses.PROPERTY, "").equals(classPath)) {
      throw new InputError("%s is read by the script ci/ripsaw: start this by it".formatted(SHORT));
    }
  }
}
