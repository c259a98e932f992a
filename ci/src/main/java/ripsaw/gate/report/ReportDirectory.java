package ripsaw.gate.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.OwnFiles;

/**
 * Where a run leaves its report. A file is there whole or not at all, whenever the run is killed.
 * What an earlier run left is replaced when the new one is whole; what others left never is.
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

  private final List<String> files;

  private ReportDirectory(Path directory, List<String> files) {
    this.directory = directory;
    this.files = files;
  }

  /**
   * Creates the directory if need be, and makes sure that it can be written to. What an earlier run
   * left there stays until there is another.
   *
   * @throws InputError if that cannot be done, or what is there is of somebody else
   */
  public static ReportDirectory open(Path directory) {
    ReportDirectory report = open(REPORT, directory, List.of(JSON, JUNIT, HTML));
    Path pictures = directory.resolve(PICTURES);
    if (Files.exists(pictures) && !Files.isDirectory(pictures)) {
      throw new InputError(
          REPORT + " '" + directory + "' has a file '" + PICTURES + "': name another directory");
    }
    try {
      if (Files.isDirectory(pictures)) {
        deleteUnfinished(pictures);
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(pictures, "*.html")) {
          for (Path page : pages) {
            requireFree(REPORT, directory, PICTURES + "/" + page.getFileName());
          }
        }
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
   * @param files the names of all that there may be
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
      for (String file : files) {
        requireFree(option, directory, file);
        AtomicFile.probe(directory.resolve(file));
      }
      deleteUnfinished(directory);
    } catch (IOException e) {
      throw unwritable(option, directory, e);
    }
    return new ReportDirectory(directory, files);
  }

  private static void requireFree(String option, Path directory, String file) throws IOException {
    if (!new OwnFiles(directory).isFree(file)) {
      throw new InputError(
          "%s '%s' has a '%s' that no run of ours wrote: delete it, or name another directory"
              .formatted(option, directory, file));
    }
  }

  private static InputError unwritable(String option, Path directory, IOException e) {
    return new InputError(
        option + " '" + directory + "' cannot be written to (" + e + "): name another directory");
  }

  private static void deleteUnfinished(Path directory) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, AtomicFile.UNFINISHED + "*")) {
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
    Map<String, String> texts = new LinkedHashMap<>();
    pictures.forEach((name, page) -> texts.put(PICTURES + "/" + name, page));
    texts.put(JUNIT, junit);
    texts.put(HTML, html);
    texts.put(JSON, json);
    new OwnFiles(directory)
        .write(texts, name -> files.contains(name) || name.startsWith(PICTURES + "/"));
  }

  /**
   * Writes all files of a report that is not the gate's.
   *
   * @param texts by the names of the files
   */
  public void write(Map<String, String> texts) throws IOException {
    new OwnFiles(directory).write(texts, files::contains);
  }

  /** As it was given. */
  @Override
  public String toString() {
    return directory.toString();
  }
}
