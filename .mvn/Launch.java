import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the file that {@code ci/ripsaw} starts the gate from.
 *
 * <p>Maven runs this program on the JDK that it chose and with the gate's class path, so both are
 * simply this program's own. The file is a java argument file. Its first two lines are comments for
 * the launcher: the java to run, and the checkout that was built.
 */
final class Launch {
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]).toRealPath();
    Path file = Path.of(args[1]);
    Instant buildBegan = Instant.parse(args[2]);
    String flags = args[3];

    List<String> lines = new ArrayList<>();
    lines.add("# " + Path.of(System.getProperty("java.home"), "bin", "java"));
    lines.add("# " + root);
    lines.addAll(List.of(flags.strip().split("\\s+")));
    lines.add(quoted("-Dripsaw.launch=" + file));
    lines.add("-classpath");
    lines.add(quoted(System.getProperty("java.class.path")));

    // Renamed into place: whoever reads the file reads all of it.
    Path unfinished = Files.createTempFile(file.getParent(), "ripsaw", ".launch");
    Files.write(unfinished, lines);
    // As old as the build's beginning: a source saved while Maven ran is newer and is built again.
    Files.setLastModifiedTime(unfinished, FileTime.from(buildBegan));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** One word of an argument file, in which a backslash escapes. */
  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
