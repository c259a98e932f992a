package ripsaw.gate.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Writes files that are there whole or not at all, whenever the process is killed. */
public final class AtomicFile {
  /** Begins the names of files that are being written. */
  public static final String UNFINISHED = ".unfinished-";

  private AtomicFile() {}

  /**
   * Writes or replaces a file, in UTF-8. Of a link, what it leads to is replaced.
   *
   * @throws FileSystemException with the file and why it is as it was
   */
  public static void write(Path file, String text) throws IOException {
    write(Map.of(file, text));
  }

  /**
   * The same for several files, of which none is replaced before all are on the disk. While they
   * are replaced, one after another, the last is not there.
   */
  static void write(Map<Path, String> texts) throws IOException {
    SequencedMap<Path, Path> unfinished = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, String> one : texts.entrySet()) {
        Path target = target(one.getKey());
        unfinished.put(unfinished(target), target);
        put(unfinished.lastEntry().getKey(), one);
      }
      if (unfinished.size() > 1) {
        Files.deleteIfExists(unfinished.lastEntry().getValue());
      }
      for (Map.Entry<Path, Path> one : unfinished.entrySet()) {
        Files.move(one.getKey(), one.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path file : unfinished.keySet()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Onto the disk, or a crash of the machine could leave the name without the bytes. */
  private static void put(Path unfinished, Map.Entry<Path, String> text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getValue().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // A disk that is full does not say for which file.
      throw new FileSystemException(text.getKey().toString(), null, e.getMessage());
    }
  }

  /** Whether a file could be written there, without touching one that is there. */
  public static void probe(Path file) throws IOException {
    Path probe = unfinished(target(file));
    Files.writeString(probe, "");
    Files.delete(probe);
  }

  /**
   * Before any work is done for a file that was asked for.
   *
   * @param option that names it
   * @param file null if it was not asked for
   * @throws InputError if it cannot be written
   */
  public static void check(String option, Path file) {
    if (file == null) {
      return;
    }
    if (file.toString().isEmpty()) {
      throw new InputError(option + " '' is empty: name a file");
    }
    if (Files.isDirectory(file)) {
      throw new InputError(option + " '" + file + "' is a directory: name a file");
    }
    try {
      probe(file);
    } catch (NoSuchFileException e) {
      throw new InputError(
          option
              + " '"
              + file
              + (Files.isSymbolicLink(file)
                  ? "' is a link that leads to nothing: name another file"
                  : "' cannot be written: its directory is not there, make it first"));
    } catch (IOException e) {
      throw new InputError(
          option + " '" + file + "' cannot be written (" + e + "): name another file");
    }
  }

  /** What is to be replaced: never a device, a pipe, or what its owner wants to stay. */
  private static Path target(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return file;
    }
    Path target = file.toRealPath();
    if (!Files.isRegularFile(target)) {
      throw new FileSystemException(file.toString(), null, "it is no regular file");
    }
    if (!Files.isWritable(target) || !isForWriting(target)) {
      throw new FileSystemException(file.toString(), null, "it is read-only");
    }
    return target;
  }

  /** The administrator may write to any file, and so is asked what the owner may. */
  private static boolean isForWriting(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null
        || view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE);
  }

  /** A name of this process's own: two runs into one directory do not write into one file. */
  private static Path unfinished(Path file) {
    return file.resolveSibling(
        UNFINISHED + ProcessHandle.current().pid() + "-" + file.getFileName());
  }
}
