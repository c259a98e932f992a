package ripsaw.gate.text;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import ripsaw.spec.kept.Digest;

/**
 * The files of a directory that runs of this program wrote there. A list in it has their digests:
 * what is not in the list, or was changed since, is somebody else's, and is neither replaced nor
 * deleted.
 */
public final class OwnFiles {
  private static final String LIST = ".ripsaw-wrote";

  private final Path directory;

  /**
   * @param directory that is there
   */
  public OwnFiles(Path directory) {
    this.directory = directory;
  }

  /** Whether a file of this name could be written without a loss. */
  public boolean isFree(String name) throws IOException {
    return isFree(listed(), name);
  }

  private boolean isFree(Set<String> listed, String name) {
    Path file = directory.resolve(name);
    return !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOwn(listed, name);
  }

  /**
   * Writes files, and then deletes own ones that they take the place of. Nothing is replaced before
   * all are there whole. The last is the sign that all are: until then there is none.
   *
   * @param texts by names, slashes in them
   * @param old says which names are taken the place of
   */
  public void write(Map<String, String> texts, Predicate<String> old) throws IOException {
    Set<String> before = listed();
    for (String name : texts.keySet()) {
      if (!isFree(before, name)) {
        throw new FileSystemException(
            directory.resolve(name).toString(), null, "it is there, and no run of ours wrote it");
      }
    }
    Set<String> both = new TreeSet<>(before);
    Map<Path, String> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> both.add(line(name, text)));
    // First, so that a run that is killed among the others leaves none that nobody knows.
    files.put(directory.resolve(LIST), list(both));
    for (Map.Entry<String, String> one : texts.entrySet()) {
      Path file = directory.resolve(one.getKey());
      Files.createDirectories(file.getParent());
      files.put(file, one.getValue());
    }
    AtomicFile.write(files);
    Set<String> after = new TreeSet<>(both);
    for (String line : both) {
      String name = line.substring(line.indexOf(' ') + 1);
      if (texts.containsKey(name)) {
        after.removeIf(own -> own.equals(line) && !line.equals(line(name, texts.get(name))));
      } else if (old.test(name)) {
        if (isOwn(before, name)) {
          Files.deleteIfExists(directory.resolve(name));
        }
        after.remove(line);
      }
    }
    AtomicFile.write(directory.resolve(LIST), list(after));
  }

  private boolean isOwn(Set<String> listed, String name) {
    try {
      return listed.contains(line(name, Files.readString(directory.resolve(name))));
    } catch (IOException e) {
      return false; // not even a text
    }
  }

  private Set<String> listed() throws IOException {
    Path list = directory.resolve(LIST);
    return Files.exists(list) ? new TreeSet<>(Files.readAllLines(list)) : Set.of();
  }

  private static String list(Set<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static String line(String name, String text) {
    return Digest.of(text) + " " + name;
  }
}
