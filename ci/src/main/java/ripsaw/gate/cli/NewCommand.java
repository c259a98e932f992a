package ripsaw.gate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;

/** Writes a Maven project with a test of an allocator, for somebody to begin with. */
@Command(
    name = "new",
    description =
        "Write a Maven project with a test of an allocator of your own, into the directory NAME.",
    footer = {
      "",
      "It needs ripsaw-junit in the local repository: 'mvn -q install -DskipTests' in this"
          + " checkout. Its test is red until the allocator in it is mended."
    })
final class NewCommand implements Callable<Integer> {
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final int LONGEST = 40;

  private final PrintStream out;

  @Parameters(
      paramLabel = "NAME",
      description =
          "Of the directory, the artefact and, without hyphens, the package: small letters, digits"
              + " and hyphens.")
  private String name;

  NewCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    String types = name.replace("-", "");
    if (!name.matches(NAME) || name.length() > LONGEST || !SourceVersion.isName(types)) {
      throw new InputError(
          "'%s' is no name: give at most %s small letters, digits and hyphens, and no word of Java, as my-heap"
              .formatted(name, LONGEST));
    }
    Path directory = Path.of(name);
    requireFree(directory);
    // Renamed into place, so that it is there whole or not at all.
    Path unfinished = Path.of(AtomicFile.UNFINISHED + ProcessHandle.current().pid() + "-" + name);
    try {
      for (Map.Entry<String, String> file : files(types).entrySet()) {
        Path to = unfinished.resolve(file.getKey());
        Files.createDirectories(to.getParent());
        Files.writeString(to, file.getValue());
      }
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw taken(directory); // just now
    } catch (FileSystemException e) {
      throw new InputError(
          "'%s' cannot be written here (%s): go to another directory".formatted(name, e));
    } finally {
      delete(unfinished);
    }
    out.println("made: " + directory.resolve("pom.xml"));
    out.println("next: cd %s && mvn test".formatted(name));
    return ExitCode.PASS;
  }

  private static void requireFree(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw taken(directory);
        }
      }
    } else if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new InputError("'%s' is a file: give another name".formatted(directory));
    }
  }

  private static InputError taken(Path directory) {
    return new InputError(
        "'%s' is there, and not empty: give another name, or empty it".formatted(directory));
  }

  private Map<String, String> files(String types) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", text("pom.xml", types));
    files.put("src/test/java/" + types + "/TreiberTest.java", text("TreiberTest.java", types));
    files.put(".gitignore", text("gitignore", types));
    files.put("README.md", text("README.md", types));
    return files;
  }

  private String text(String template, String types) throws IOException {
    try (InputStream in = NewCommand.class.getResourceAsStream("project/" + template + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@NAME@", name)
          .replace("@PACKAGE@", types)
          .replace("@VERSION@", Build.version());
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(directory)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
