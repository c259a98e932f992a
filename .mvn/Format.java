import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that every Java file is formatted by google-java-format, or formats it.
 *
 * <p>That formatter parses with the javac of the JVM it runs on. Maven's formatter plugins run it
 * inside Maven, on whatever old JDK that may be; this program runs it on the project's own JDK, so
 * that all of its language can be used.
 */
final class Format {
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean fix = args[0].equals("fix");
    Path root = Path.of(args[1]);
    Path formatter = Path.of(args[2]);

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(formatter.toString());
    command.addAll(fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(javaFilesIn(root));
    int exit = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor();

    if (exit != 0 && !fix) {
      System.err.println(
          "[ERROR] The files above are not formatted. To fix: mvn -N verify -Dripsaw.format=fix");
    }
    System.exit(exit);
  }

  private static List<String> javaFilesIn(Path root) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName().toString();
            return name.equals("target") || name.equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(root.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }
}
