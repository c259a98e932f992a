package rivals;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fray: its jars, which Maven copies, its agent for the JVM, and a JDK of its own, which it makes
 * of the one that runs this.
 */
public final class FrayHome {
  public static final String VERSION = "0.9.2";

  /** What makes the JDK, and all that this needs. */
  private static final List<String> MAKERS =
      List.of("fray-instrumentation-", "fray-runtime-", "kotlin-", "asm-", "annotations-");

  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.management,jdk.attach,jdk.zipfs,jdk.jfr,jdk.httpserver,jdk.jdi";

  /** It cannot be had. The message is one line. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(String message) {
      super(message);
    }
  }

  private final Path home;

  private FrayHome(Path home) {
    this.home = home;
  }

  /**
   * Makes it below {@code ci/target}, whole or not at all, unless it is there.
   *
   * @param root of the checkout
   */
  public static FrayHome make(Path root) throws IOException, InterruptedException, Unavailable {
    String name = "fray-" + VERSION + "-jdk-" + System.getProperty("java.version");
    Path target = root.resolve("ci/target");
    FrayHome there = new FrayHome(target.resolve(name));
    if (!Files.isDirectory(there.home)) {
      Path begun = Files.createTempDirectory(target, "fray-");
      FrayHome made = new FrayHome(begun);
      try {
        made.copyJars(root);
        made.unpackAgent();
        made.makeJdk();
        Files.move(begun, there.home, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        made.delete();
      }
    }
    return there;
  }

  /** What was begun and did not come to its end; nothing if it did. */
  private void delete() throws IOException {
    if (Files.exists(home)) {
      try (Stream<Path> all = Files.walk(home)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private Path lib() {
    return home.resolve("lib");
  }

  private Path agent() {
    return home.resolve("libjvmti.so");
  }

  private void copyJars(Path root) throws IOException, InterruptedException, Unavailable {
    run(
        "Maven cannot get its jars",
        List.of(
            "mvn",
            "-q",
            "-B",
            "-f",
            root.resolve("ci/bench/fray/pom.xml").toString(),
            "-Dfray.version=" + VERSION,
            "dependency:copy-dependencies",
            "-DoutputDirectory=" + lib()));
  }

  private void unpackAgent() throws IOException {
    Path jar = lib().resolve("fray-jvmti-linux-x8664-" + VERSION + ".jar");
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Files.copy(inside.getPath("libjvmti.so"), agent());
    }
  }

  private void makeJdk() throws IOException, InterruptedException, Unavailable {
    String makers =
        jars().stream()
            .filter(jar -> MAKERS.stream().anyMatch(jar.getFileName().toString()::startsWith))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    run(
        "jlink cannot make its JDK",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "-J-javaagent:" + lib().resolve("fray-instrumentation-jdk-" + VERSION + ".jar"),
            "-J--module-path=" + makers,
            "-J--class-path=" + makers,
            "-J--add-modules=org.pastalab.fray.instrumentation.jdk",
            "--add-modules=" + MODULES,
            "--release-info",
            "add:IMPLEMENTOR=Fray",
            "--fray-instrumentation",
            "--output=" + home.resolve("jdk")));
  }

  private static void run(String failure, List<String> command)
      throws IOException, InterruptedException, Unavailable {
    Path log = Files.createTempFile("fray", ".log");
    int code;
    try {
      code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new Unavailable("Fray " + VERSION + " is not to be had: " + e.getMessage());
    }
    List<String> said = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    Files.delete(log);
    if (code != 0) {
      String first = said.isEmpty() ? "it ended " + code : said.get(0).strip();
      throw new Unavailable("Fray " + VERSION + " is not to be had: " + failure + ": " + first);
    }
  }

  /** The jars that a program under Fray needs on its class path. */
  public List<Path> jars() throws IOException {
    try (Stream<Path> all = Files.list(lib())) {
      return all.sorted().toList();
    }
  }

  /** Its java, and what that is to be started with. */
  public List<String> java() {
    Path instrumentation = lib().resolve("fray-instrumentation-agent-" + VERSION + ".jar");
    List<String> command = new ArrayList<>();
    command.add(home.resolve("jdk/bin/java").toString());
    command.add("-ea");
    command.add("-agentpath:" + agent());
    command.add("-javaagent:" + instrumentation);
    command.add("-Dfray.workDir=" + home);
    return command;
  }

  /** Where it may write what it likes. */
  public Path reports() {
    return home.resolve("reports");
  }
}
