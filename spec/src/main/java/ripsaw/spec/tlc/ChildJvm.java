package ripsaw.spec.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program of TLC's in a JVM of its own. Gone when this is closed, and when our JVM ends. */
final class ChildJvm implements AutoCloseable {
  /**
   * What does not fit TLC keeps in files. It asks for a quarter of this at once, whatever the size
   * of the model.
   */
  private static final String HEAP = "-Xmx1g";

  private final Process process;
  private final Thread out;
  private final Thread err;

  private ChildJvm(List<String> words, Path directory, Consumer<String> out, Consumer<String> err)
      throws IOException {
    process = new ProcessBuilder(words).directory(directory.toFile()).start();
    this.out = follow(process.getInputStream(), out);
    this.err = follow(process.getErrorStream(), err);
  }

  /**
   * A run of a program.
   *
   * @param main one of TLC's main classes
   * @param properties of the JVM, as {@code -Da=b}, and its flags
   * @param directory where it works, and leaves what it forgets to delete
   * @param out gets each line of its standard output
   * @param err gets each line of its standard error
   * @throws MissingTlc if there is no TLC to be run
   * @throws IOException if the process cannot be started
   */
  static ChildJvm of(
      String main,
      List<String> properties,
      List<String> args,
      Path directory,
      Consumer<String> out,
      Consumer<String> err)
      throws IOException, MissingTlc {
    List<String> words = words(main, properties, directory);
    words.add(TlcChild.class.getName());
    words.add(main);
    words.addAll(args);
    return new ChildJvm(words, directory, out, err);
  }

  /** A {@link SeriesChild}; the parameters as above. */
  static ChildJvm series(
      List<String> flags, Path directory, Consumer<String> out, Consumer<String> err)
      throws IOException, MissingTlc {
    List<String> words = words(Tlc.MAIN, flags, directory);
    words.add(SeriesChild.class.getName());
    return new ChildJvm(words, directory, out, err);
  }

  private static List<String> words(String main, List<String> properties, Path directory)
      throws MissingTlc {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // One thread each collects garbage, for two models are checked at a time.
    words.addAll(List.of("-XX:+UseSerialGC", HEAP));
    // TLC unpacks its standard modules there, and leaves them.
    words.add("-Djava.io.tmpdir=" + directory);
    words.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
    words.addAll(properties);
    words.add("-classpath");
    words.add(classPath(main));
    return words;
  }

  private static String classPath(String main) throws MissingTlc {
    return jar(main) + System.getProperty("path.separator") + home(ChildJvm.class);
  }

  /** The jar of one of TLC's main classes. */
  static Path jar(String main) throws MissingTlc {
    try {
      return home(Class.forName(main, false, ChildJvm.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new MissingTlc();
    }
  }

  /** The directory or jar that a class is from. */
  static Path home(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return whether it has ended within this time, and all it printed was passed on
   */
  boolean await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    out.join();
    err.join();
    return true;
  }

  /** Of a process that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Writes a line to its standard input. */
  void say(String line) throws IOException {
    Writer in = process.outputWriter(StandardCharsets.UTF_8);
    in.write(line + "\n");
    in.flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    // Its directory can be deleted only when it writes no more.
    while (process.isAlive() || out.isAlive() || err.isAlive()) {
      try {
        process.waitFor();
        out.join();
        err.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread follow(InputStream stream, Consumer<String> listener) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                in.lines().forEach(listener);
              } catch (IOException | UncheckedIOException e) {
                // A killed process closes its pipes under the reader: as good as the end.
              }
            });
  }
}
