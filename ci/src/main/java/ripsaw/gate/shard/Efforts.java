package ripsaw.gate.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ripsaw.gate.text.InputError;
import ripsaw.gate.worker.WorkerCommand;

/**
 * What tasks took once: a file of the repository, so that all machines know the same. A line has
 * milliseconds, rounded to a power of two, and a task; or a kind of task, and then they are the
 * median of those.
 *
 * <pre>
 *   # a comment
 *   512 jqwik
 *   32768 jqwik subject dragonfly/reference
 * </pre>
 *
 * <p>Tasks that take no more than twice the median of their kind are left out, as what is to be
 * balanced is the long ones.
 */
public final class Efforts {
  private static final String HEAD =
      "# What tasks took, in milliseconds: 'ripsaw merge --effort' writes this, and shards are"
          + " balanced by it.\n";

  /** Nobody measured any. */
  public static final Efforts NONE = new Efforts(Map.of());

  private final Map<String, Long> millis;
  private final long usual;

  private Efforts(Map<String, Long> millis) {
    this.millis = new TreeMap<>(millis);
    List<Long> kinds =
        millis.entrySet().stream()
            .filter(one -> isKind(one.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    this.usual = kinds.isEmpty() ? 1 : median(kinds);
  }

  /** That of the checkout that this process was started from, if there is one. */
  public static Optional<Path> home() {
    return WorkerCommand.checkout()
        .map(checkout -> checkout.resolve("ci").resolve("effort.txt"))
        .filter(Files::exists);
  }

  /**
   * @throws InputError if the file cannot be read, or a line of it means nothing
   */
  public static Efforts load(Path file) {
    Map<String, Long> millis = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (!line.matches("[1-9][0-9]{0,11} .+")) {
          throw new InputError(
              file + ": '" + line + "' is no effort: write '<milliseconds> <task>'");
        }
        int blank = line.indexOf(' ');
        millis.put(line.substring(blank + 1), Long.valueOf(line.substring(0, blank)));
      }
    } catch (IOException e) {
      throw new InputError(file + " cannot be read (" + e + "): write it anew");
    }
    return new Efforts(millis);
  }

  /** Milliseconds, at least 1. */
  long of(String task) {
    Long known = millis.get(task);
    return known != null ? known : millis.getOrDefault(kind(task), usual);
  }

  /** These, and instead of what they say of the same kinds and tasks, what was measured now. */
  public Efforts with(Collection<ShardFile.Answered> measured) {
    Map<String, Long> now = new TreeMap<>(millis);
    Map<String, List<Long>> kinds = new TreeMap<>();
    measured.forEach(
        one ->
            kinds
                .computeIfAbsent(kind(one.task()), any -> new ArrayList<>())
                .add(rounded(one.took())));
    kinds.forEach((kind, took) -> now.put(kind, median(took)));
    for (ShardFile.Answered one : measured) {
      long took = rounded(one.took());
      if (took > 2 * now.get(kind(one.task()))) {
        now.put(one.task(), took);
      } else {
        now.remove(one.task());
      }
    }
    return new Efforts(now);
  }

  /** Lines. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    millis.forEach((task, took) -> text.append(took).append(' ').append(task).append('\n'));
    return text.toString();
  }

  private static boolean isKind(String task) {
    return task.indexOf(' ') < 0;
  }

  private static String kind(String task) {
    return isKind(task) ? task : task.substring(0, task.indexOf(' '));
  }

  private static long rounded(long took) {
    return 1L << Math.round(Math.log(Math.max(1, took)) / Math.log(2));
  }

  private static long median(List<Long> some) {
    List<Long> sorted = new ArrayList<>(some);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
