package ripsaw.spec.kept;

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
import java.util.regex.Pattern;

/**
 * Texts of earlier runs, a file each, whose name is the {@link Digest} of all that the text depends
 * on. It begins with that digest, and its last line is the digest of the lines before: a file that
 * is not whole, not as it was written, or another's is none.
 *
 * <p>A file's time is that of its last use; what was of no use for a month depends on what is gone,
 * and is deleted. Several processes may share a directory.
 */
public final class KeptFiles {
  private static final String HEAD = "ripsaw kept 1: ";
  private static final String END = "end: ";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final String UNFINISHED = ".unfinished-";

  /** Of the files that are made here, and of no other. */
  private static final Pattern OWN = Pattern.compile("[0-9a-f]{20}|\\.unfinished-[0-9]+");

  private final Path directory;

  /**
   * @param directory that need not be there
   */
  public KeptFiles(Path directory) {
    this.directory = directory;
  }

  /** The text that was kept under this digest; empty if none was, or it is of no use any more. */
  public Optional<String> find(String digest) {
    try {
      String file = Files.readString(directory.resolve(digest));
      String head = head(digest);
      int end = file.lastIndexOf(END);
      return file.startsWith(head)
              && end >= head.length()
              && file.equals(signed(file.substring(0, end)))
          ? Optional.of(file.substring(head.length(), end))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What is kept under this digest was of use, and is not deleted for another month. */
  public void use(String digest) {
    try {
      Files.setLastModifiedTime(directory.resolve(digest), FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It is deleted the sooner, or was just now.
    }
  }

  /**
   * Keeps a text, if it can: whoever finds nothing asks again.
   *
   * @param lines each with its end
   */
  public void keep(String digest, String lines) {
    try {
      Files.createDirectories(directory);
      Path unfinished = Files.createTempFile(directory, UNFINISHED, "");
      Files.writeString(unfinished, signed(head(digest) + lines));
      Files.move(unfinished, directory.resolve(digest), StandardCopyOption.ATOMIC_MOVE);
      prune();
    } catch (IOException e) {
      // Then the next run asks again.
    }
  }

  private static String head(String digest) {
    return HEAD + digest + "\n";
  }

  private static String signed(String lines) {
    return lines + END + Digest.of(lines) + "\n";
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
}
