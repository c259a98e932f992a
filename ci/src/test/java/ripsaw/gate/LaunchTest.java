package ripsaw.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.OtherJvm.Ended;
import ripsaw.gate.text.Build;

/** What {@code .mvn/Launch.java} writes for {@code ci/ripsaw}, and what becomes of a spoilt one. */
class LaunchTest {
  private static final List<String> PROPERTIES = List.of("ripsaw.gate.cli.Main", "properties");

  @TempDir private Path temp;

  private static String property(String name) throws IOException {
    String pom = Files.readString(ArchitectureTest.root().resolve("pom.xml"));
    String quoted = Pattern.quote(name);
    Matcher found = Pattern.compile("(?s)<" + quoted + ">(.*?)</" + quoted + ">").matcher(pom);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1).contains("${")
        ? found.group(1).replace("${ripsaw.export}", property("ripsaw.export"))
        : found.group(1);
  }

  private Path jar(Path directory, int number) {
    Path jar = temp.resolve(number + ".jar");
    int exitCode =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--file",
                jar.toString(),
                "-C",
                directory.toString(),
                ".");
    assertThat(exitCode).isZero();
    return jar;
  }

  private Ended java(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words);
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    int exitCode =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }

  /** As Maven does it: what a build leaves in directories is packed, all but the gate itself. */
  private void launch() throws Exception {
    Path classes = Path.of(Build.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> path = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path entry = Path.of(part);
      if (entry.equals(classes) || Files.isRegularFile(entry)) {
        path.add(part);
      } else if (Files.isDirectory(entry) && !entry.endsWith("test-classes")) {
        path.add(jar(entry, path.size()).toString());
      }
    }
    Ended ended =
        java(
            List.of(
                "-classpath",
                String.join(File.pathSeparator, path),
                ArchitectureTest.root().resolve(".mvn/Launch.java").toString(),
                ArchitectureTest.root().toString(),
                temp.resolve("ripsaw.launch").toString(),
                "2025-01-01T00:00:00Z",
                property("ripsaw.jvm.flags"),
                property("ripsaw.jvm.flags.short"),
                classes.toString(),
                jar(classes, -1).toString()));
    assertThat(ended).isEqualTo(new Ended(0, "", ""));
  }

  private List<String> plain() {
    return Stream.concat(Stream.of("@" + temp.resolve("ripsaw.launch")), PROPERTIES.stream())
        .toList();
  }

  private List<String> quick(String... flags) {
    List<String> words = new ArrayList<>();
    words.add("@" + temp.resolve("ripsaw.launch"));
    words.add("@" + temp.resolve("ripsaw.short"));
    words.addAll(List.of(flags));
    words.addAll(PROPERTIES);
    return words;
  }

  @Test
  void aShortCommandStartsFromACacheAndSaysTheSameWithASpoiltOne() throws Exception {
    launch();
    Path cache = temp.resolve("ripsaw.aot");
    byte[] whole = Files.readAllBytes(cache);
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith("ripsaw"))
          .containsExactlyInAnyOrder("ripsaw.launch", "ripsaw.short", "ripsaw.aot");
    }
    Ended plain = java(plain());
    assertThat(plain.out()).contains("conservation");
    assertThat(plain.exitCode()).isZero();
    assertThat(plain.err()).isEmpty();

    assertThat(java(quick())).isEqualTo(plain);
    Path log = temp.resolve("log");
    assertThat(java(quick("-Xlog:class+load:file=" + log))).isEqualTo(plain);
    assertThat(Files.readString(log).lines())
        .as("a cache that is of no use would be found out by nobody")
        .anyMatch(line -> line.contains("ripsaw.gate.cli.Main source: shared objects file"));

    for (byte[] spoilt :
        List.of(
            new byte[0],
            "not a cache at all".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(cache, spoilt);
      assertThat(java(quick())).as("%d bytes", spoilt.length).isEqualTo(plain);
    }
    Files.delete(cache);
    assertThat(java(quick())).as("none").isEqualTo(plain);

    Files.write(cache, whole);
    Path other = temp.resolve("-1.jar");
    Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(3600)));
    assertThat(java(quick())).as("of another build").isEqualTo(plain);
  }

  /** What is started as a short command must exist, and must not be a long one. */
  @Test
  void theLauncherKnowsWhichCommandsAreShort() throws IOException {
    String script = Files.readString(ArchitectureTest.root().resolve("ci/ripsaw"));
    Matcher words = Pattern.compile("'' \\| (.*)\\) return 0").matcher(script);
    assertThat(words.find()).isTrue();
    assertThat(words.group(1).split(" \\| "))
        .containsExactly("gate", "subjects", "properties", "explore", "stat", "replay", "accept");
  }
}
