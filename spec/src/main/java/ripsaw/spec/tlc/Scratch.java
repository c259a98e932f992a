package ripsaw.spec.tlc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A temporary directory, as for TLC's files, which may be many gigabytes; deleted with all in it.
 * If the process is killed before, one that makes another deletes it. It sees that by the lock on a
 * file, which ends with the process whatever its id, and in whatever container it ran.
 */
public final class Scratch implements AutoCloseable {
  /** Begins the names of these directories. */
  private static final String PREFIX = "ripsaw-tlc";

  private static final String LOCK = "in-use";

  /** Begins the name until there is the lock. */
  private static final String UNLOCKED = "ripsaw-new";

  /** What it takes to lock one, by far. */
  private static final Duration TO_LOCK = Duration.ofMinutes(1);

  /** Of one without a lock, which some file systems do not have. */
  private static final Duration WITHOUT_LOCK = Duration.ofDays(7);

  private static final AtomicBoolean LOOKED = new AtomicBoolean();

  /**
   * Those that are used to the end of the process. The collector closes the file of one that nobody
   * knows any more, and then its lock is gone.
   */
  private static final Set<Scratch> TO_THE_END = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;

  private Scratch(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Makes one; the first of a process deletes those of processes that were killed. */
  public static Scratch make() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    if (!LOOKED.getAndSet(true)) {
      deleteForsaken(parent);
    }
    return make(parent);
  }

  static Scratch make(Path parent) throws IOException {
    Path unlocked = Files.createTempDirectory(parent, UNLOCKED);
    Path file = unlocked.resolve(LOCK);
    FileChannel lock =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException("locked by somebody else: " + file);
      }
    } catch (IOException e) {
      Files.delete(file); // it would say that nobody uses the directory
    }
    // What has the name has the lock: nobody has to wait to see whether it is in use.
    String number = unlocked.getFileName().toString().substring(UNLOCKED.length());
    return new Scratch(Files.move(unlocked, parent.resolve(PREFIX + number)), lock);
  }

  public Path directory() {
    return directory;
  }

  /** Keeps it until the process ends, and deletes it then, if all else in it is deleted. */
  void deleteAtExit() {
    TO_THE_END.add(this);
    directory.toFile().deleteOnExit(); // what is registered first goes last
    directory.resolve(LOCK).toFile().deleteOnExit();
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      delete(directory);
    }
  }

  /** Deletes what was left in a directory; that it could not is nobody's trouble now. */
  static void deleteForsaken(Path parent) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path one : all) {
        deleteIfForsaken(one);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Somebody else's, or gone meanwhile: it is looked at again next time.
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, UNLOCKED + "*")) {
      for (Path one : all) {
        if (isOlder(one, TO_LOCK)) {
          delete(one);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Somebody else's, or gone meanwhile: it is looked at again next time.
    }
  }

  private static void deleteIfForsaken(Path one) {
    if (!Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path file = one.resolve(LOCK);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        if (isOlder(one, WITHOUT_LOCK)) {
          delete(one);
        }
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          delete(one);
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Another user's, in use by this process, or gone meanwhile.
    }
  }

  private static boolean isOlder(Path file, Duration age) throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(age));
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).compareTo(limit) < 0;
  }

  /** Files that others delete meanwhile do no harm; of a link, what it leads to is left alone. */
  static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
