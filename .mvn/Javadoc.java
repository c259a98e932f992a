import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * Fails on what javadoc finds wrong with a module's comments: those of private elements too, but
 * none need be there.
 *
 * <p>Maven runs this program on the JDK that it compiles with and with the module's class path, so
 * the tool and the path are simply this program's own.
 */
final class Javadoc {
  public static void main(String[] args) {
    String module = args[0];
    Path sources = Path.of(args[1], "src", "main", "java");
    Path pages = Path.of(args[2], "javadoc");
    String export = args[3];

    if (!Files.isDirectory(sources)) {
      return; // The root.
    }
    int errors =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-quiet",
                "-Xdoclint:all,-missing",
                "-Werror",
                "-private",
                "-notimestamp",
                "--add-exports",
                export,
                "-classpath",
                System.getProperty("java.class.path"),
                "-sourcepath",
                sources.toString(),
                "-subpackages",
                "ripsaw",
                "-d",
                pages.toString());
    if (errors != 0) {
      System.err.println("[ERROR] " + module + ": javadoc found errors in comments");
      System.exit(1);
    }
    System.out.println("[INFO] " + module + ": javadoc found nothing wrong");
  }
}
