package ripsaw.gate;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command as a user does who has something of their own on the class path, which no other
 * test meets.
 *
 * @param directory to run in
 * @param own what stands on the class path besides this test's
 */
public record OtherJvm(Path directory, Path own) {
  /** How a command ended. */
  public record Ended(int exitCode, String out, String err) {}

  public Ended ripsaw(String... args) throws IOException, InterruptedException {
    return java("ripsaw.gate.cli.Main", args);
  }

  /** The same as {@code ci/ripsaw} starts it with these classes. */
  public Ended ripsawWith(String classes, String... args) throws IOException, InterruptedException {
    return java(List.of("-Dripsaw.class-path=" + classes), "ripsaw.gate.cli.Main", args);
  }

  public Ended java(String main, String... args) throws IOException, InterruptedException {
    return java(List.of(), main, args);
  }

  private Ended java(List<String> flags, String main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    // Its end comes before the better compiler has paid.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(flags);
    String path = System.getProperty("java.class.path");
    command.addAll(List.of("-classpath", path + File.pathSeparator + own.toAbsolutePath()));
    command.add(main);
    command.addAll(List.of(args));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int exitCode =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }
}
