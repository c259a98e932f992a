import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Writes the files that {@code ci/ripsaw} starts the gate from.
 *
 * <p>Maven runs this program on the JDK that it chose and with the gate's class path, so both are
 * simply this program's own. The file is a java argument file. Its first two lines are comments for
 * the launcher: the java to run, and the checkout that was built. Another holds what a command that
 * is soon over is started with besides, and a cache of its classes, loaded and linked, is made by a
 * run of one.
 */
final class Launch {
  /** It comes to more of the code than others: to the explorer, a violation, a repro, a picture. */
  private static final List<String> REHEARSED =
      List.of(
          "ripsaw.gate.cli.Main",
          "explore",
          "dragonfly/df9daea",
          "--program",
          "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toRealPath();
    Path file = Path.of(args[1]);
    Instant buildBegan = Instant.parse(args[2]);
    String flags = args[3];
    String shortFlags = args[4];
    Path classes = Path.of(args[5]);
    Path jar = Path.of(args[6]);

    List<String> lines = new ArrayList<>();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    lines.add("# " + java);
    lines.add("# " + root);
    lines.addAll(List.of(flags.strip().split("\\s+")));
    lines.add(quoted("-Dripsaw.launch=" + file));
    lines.add("-classpath");
    // Packed as the others are: a cache of classes can have none of a directory.
    List<String> path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(part -> Path.of(part).equals(classes) ? jar.toString() : part)
            .toList();
    lines.add(quoted(String.join(File.pathSeparator, path)));

    // Renamed into place: whoever reads the file reads all of it.
    Path unfinished = Files.createTempFile(file.getParent(), "ripsaw", ".launch");
    Files.write(unfinished, lines);
    Path cache = file.resolveSibling("ripsaw.aot");
    List<String> more = List.of(shortFlags.strip().split("\\s+"));
    rehearse(java, unfinished, more, cache);
    List<String> quick = new ArrayList<>(more);
    quick.add(quoted("-XX:AOTCache=" + cache));
    Files.write(file.resolveSibling("ripsaw.short"), quick);
    // As old as the build's beginning: a source saved while Maven ran is newer and is built again.
    Files.setLastModifiedTime(unfinished, FileTime.from(buildBegan));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Runs a command once, so that the JVM writes the cache. Without it a command is slower and no
   * less right, so that it could not be made is no error.
   */
  private static void rehearse(Path java, Path launch, List<String> flags, Path cache)
      throws IOException, InterruptedException {
    Path unfinished = Files.createTempFile(cache.getParent(), "ripsaw", ".aot");
    Path repro = Files.createTempFile(cache.getParent(), "ripsaw", ".repro");
    List<String> words = new ArrayList<>(List.of(java.toString(), "@" + launch));
    words.addAll(flags);
    words.add("-XX:AOTCacheOutput=" + unfinished);
    words.addAll(REHEARSED);
    words.addAll(List.of("--repro", repro.toString()));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    if (ended && Files.size(unfinished) > 0) {
      Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.deleteIfExists(cache);
      System.out.println("[INFO] no cache of classes was made: short commands start slower");
    }
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(Path.of(unfinished + ".config"));
    Files.deleteIfExists(repro);
  }

  /** One word of an argument file, in which a backslash escapes. */
  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
