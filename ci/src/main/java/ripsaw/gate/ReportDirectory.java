package ripsaw.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where a run leaves its report. A file is there whole or not at all, whenever the run is killed;
 * and what is there is of the last run, never of the one before it.
 */
final class ReportDirectory {
  static final String JSON = "gate.json";
  static final String JUNIT = "junit.xml";

  /** Of files that are being written. */
  private static final String UNFINISHED = ".unfinished-";

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
  static ReportDirectory open(Path directory) {
    if (directory.toString().isEmpty()) {
      throw new InputError("--report '' is empty: name a directory");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InputError("--report '" + directory + "' is a file: name a directory");
    }
    ReportDirectory report = new ReportDirectory(directory);
    try {
      Files.createDirectories(directory);
      Path probe = report.unfinished("probe");
      Files.writeString(probe, "");
      Files.delete(probe);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
      Files.deleteIfExists(directory.resolve(JSON));
      Files.deleteIfExists(directory.resolve(JUNIT));
    } catch (IOException e) {
      throw new InputError(
          "--report '" + directory + "' cannot be written to (" + e + "): name another directory");
    }
    return report;
  }

  /** Writes both files. That of the gate comes last: if it is there, the report is complete. */
  void write(String json, String junit) throws IOException {
    writeWhole(JUNIT, junit);
    writeWhole(JSON, json);
  }

  private void writeWhole(String name, String text) throws IOException {
    Path unfinished = unfinished(name);
    try (FileChannel file =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true); // or a crash of the machine could leave the name without the bytes
      Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** A name of this process's own: two runs into one directory do not write into one file. */
  private Path unfinished(String name) {
    return directory.resolve(UNFINISHED + ProcessHandle.current().pid() + "-" + name);
  }
}
