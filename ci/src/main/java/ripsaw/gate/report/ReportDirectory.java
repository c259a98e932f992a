package ripsaw.gate.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.InputError;

/**
 * Where a run leaves its report. A file is there whole or not at all, whenever the run is killed;
 * and what is there is of the last run, never of the one before it.
 */
public final class ReportDirectory {
  static final String JSON = "gate.json";
  static final String JUNIT = "junit.xml";
  static final String HTML = "index.html";

  /** A directory in it, of pages. */
  public static final String PICTURES = "pictures";

  /** The option that names it, of every command that leaves a report. */
  public static final String REPORT = "--report";

  private final Path directory;

  private ReportDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Creates the directory if need be, makes sure that it can be written to, and deletes what an
   * earlier run left.
   *
   * @throws InputError if that cannot be done
   */
  public static ReportDirectory open(Path directory) {
    ReportDirectory report = open(REPORT, directory, List.of(JSON, JUNIT, HTML));
    try {
      if (Files.isDirectory(directory.resolve(PICTURES))) {
        deleteAll(directory.resolve(PICTURES), "*.html");
        deleteAll(directory.resolve(PICTURES), AtomicFile.UNFINISHED + "*");
      }
    } catch (IOException e) {
      throw unwritable(REPORT, directory, e);
    }
    return report;
  }

  /**
   * The same for a report of other files than the gate's, which stay.
   *
   * @param option that names the directory
   * @param files their names
   */
  public static ReportDirectory open(String option, Path directory, List<String> files) {
    if (directory.toString().isEmpty()) {
      throw new InputError(option + " '' is empty: name a directory");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InputError(option + " '" + directory + "' is a file: name a directory");
    }
    try {
      Files.createDirectories(directory);
      AtomicFile.probe(directory.resolve(files.get(0)));
      deleteAll(directory, AtomicFile.UNFINISHED + "*");
      for (String file : files) {
        Files.deleteIfExists(directory.resolve(file));
      }
    } catch (IOException e) {
      throw unwritable(option, directory, e);
    }
    return new ReportDirectory(directory);
  }

  private static InputError unwritable(String option, Path directory, IOException e) {
    return new InputError(
        option + " '" + directory + "' cannot be written to (" + e + "): name another directory");
  }

  private static void deleteAll(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /**
   * Writes all files. That of the gate comes last: if it is there, the report is complete.
   *
   * @param pictures pages by the names of their files
   */
  public void write(String json, String junit, String html, Map<String, String> pictures)
      throws IOException {
    if (!pictures.isEmpty()) {
      Files.createDirectories(directory.resolve(PICTURES));
    }
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      AtomicFile.write(directory.resolve(PICTURES).resolve(picture.getKey()), picture.getValue());
    }
    AtomicFile.write(directory.resolve(JUNIT), junit);
    AtomicFile.write(directory.resolve(HTML), html);
    AtomicFile.write(directory.resolve(JSON), json);
  }

  /** Writes one file. */
  public void write(String file, String text) throws IOException {
    AtomicFile.write(directory.resolve(file), text);
  }

  /** As it was given. */
  @Override
  public String toString() {
    return directory.toString();
  }
}
