import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks that every Java file is as google-java-format writes it ({@code check}), or makes it so
 * ({@code apply}).
 *
 * <p>The formatter parses with the javac of the JVM that it runs on. So Maven runs this program on
 * the JDK that it compiles with; its own may be older than the syntax of the sources.
 */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean apply =
        switch (args[0]) {
          case "apply" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("neither check nor apply: " + args[0]);
        };
    Path root = Path.of(args[1]);
    List<Path> files = sourcesIn(root);

    List<Callable<String>> tasks = new ArrayList<>();
    files.forEach(file -> tasks.add(() -> complaint(root, file, apply)));
    List<String> complaints;
    try (ExecutorService cpus =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      complaints =
          cpus.invokeAll(tasks).stream().map(Future::resultNow).filter(Objects::nonNull).toList();
    }

    complaints.forEach(complaint -> System.err.println("[ERROR] " + complaint));
    if (files.isEmpty()) {
      System.err.println("[ERROR] no Java file in " + root);
    }
    if (!complaints.isEmpty() || files.isEmpty()) {
      System.exit(1);
    }
    System.out.println("[INFO] Java files as google-java-format writes them: " + files.size());
  }

  /** Every Java file but what a build has made. */
  private static List<Path> sourcesIn(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            return name.equals("target") || name.equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  /** What is wrong with the file and still is, or null. */
  private static String complaint(Path root, Path file, boolean apply) throws IOException {
    String found = Files.readString(file);
    String formatted;
    try {
      formatted = new Formatter().formatSourceAndFixImports(found);
    } catch (FormatterException e) {
      return root.relativize(file) + ": " + e.getMessage().lines().findFirst().orElse("");
    }
    if (formatted.equals(found)) {
      return null;
    }
    if (!apply) {
      return root.relativize(file)
          + " is not formatted; mvn -q -N -Dripsaw.format=apply verify does it";
    }
    Files.writeString(file, formatted);
    return null;
  }
}
