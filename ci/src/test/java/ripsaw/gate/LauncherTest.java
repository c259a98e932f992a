package ripsaw.gate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.OtherJvm.Ended;

/** The script {@code ci/ripsaw}, in a checkout that looks as if it had been built. */
@Order(2)
class LauncherTest {
  private static final String VIOLATION =
      "explore dragonfly/df9daea --repro a.repro"
          + " --program 'before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a'";

  @TempDir private Path temp;

  private Path checkout;

  @BeforeEach
  void build() throws IOException {
    checkout = temp.toRealPath().resolve("checkout");
    for (String source : List.of(".mvn", "ci/src/main", "ci/target", "spec/tla")) {
      Files.createDirectories(checkout.resolve(source));
    }
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("ci/pom.xml"), "<project/>");
    Files.copy(ArchitectureTest.root().resolve("ci/ripsaw"), checkout.resolve("ci/ripsaw"));
    // By way of a link, so that Java must be able to read the checkout's own name.
    Path link = Files.createSymbolicLink(checkout.resolve("ci/target/root"), Path.of("/"));
    String path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(part -> link + part)
            .collect(joining(File.pathSeparator));
    List<String> launch = new ArrayList<>();
    launch.add("# " + Path.of(System.getProperty("java.home"), "bin", "java"));
    launch.add("# " + checkout);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.matches("-agent.*|-javaagent.*|-Xm.*"))
        .forEach(launch::add);
    launch.add("-classpath");
    launch.add('"' + path + '"');
    Files.write(checkout.resolve("ci/target/ripsaw.launch"), launch);
    Files.writeString(checkout.resolve("ci/target/ripsaw.short"), "-XX:TieredStopAtLevel=1");
  }

  /** JUnit would warn of the link. */
  @AfterEach
  void clean() throws Exception {
    run("rm -f -- */ci/target/root", Map.of());
  }

  private Process start(String script, Map<String, String> environment) throws IOException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", script)
            .directory(temp.toFile())
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("err").toFile());
    bash.environment().put("CHECKOUT", checkout.toString());
    bash.environment().putAll(environment);
    return bash.start();
  }

  private Ended run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    int exitCode = start(script, environment).waitFor();
    return new Ended(
        exitCode, Files.readString(temp.resolve("out")), Files.readString(temp.resolve("err")));
  }

  private Ended ripsaw(String words) throws IOException, InterruptedException {
    return run("\"$CHECKOUT\"/ci/ripsaw " + words, Map.of());
  }

  @Test
  void theExitCodeIsTheGates() throws Exception {
    assertThat(ripsaw("properties").exitCode()).isZero();
    assertThat(ripsaw(VIOLATION).exitCode()).isEqualTo(1);
    assertThat(ripsaw("explore nobody").exitCode()).isEqualTo(64);
    assertThat(ripsaw("properties > /dev/full").exitCode()).isEqualTo(2);
  }

  @Test
  void helpIsThereBeforeAnythingIsBuilt() throws Exception {
    Files.createDirectories(checkout.resolve("ci/help"));
    Files.writeString(checkout.resolve("ci/help/ripsaw.txt"), "all\n");
    Files.writeString(checkout.resolve("ci/help/explore.txt"), "one\n");
    Files.delete(checkout.resolve("ci/target/ripsaw.launch"));
    assertThat(ripsaw("--help").out()).isEqualTo("all\n");
    assertThat(ripsaw("help").out()).isEqualTo("all\n");
    assertThat(ripsaw("explore --suite -h").out()).isEqualTo("one\n");
    assertThat(ripsaw("help explore").out()).isEqualTo("one\n");
  }

  @Test
  void javaIsStartedWithTheClassesThatWereHandedOver() throws Exception {
    Files.createDirectories(temp.resolve("my own"));
    for (String option : List.of("-cp 'my own'", "--class-path 'my own'", "-cp='my own'")) {
      assertThat(ripsaw("subjects " + option).err()).isEmpty();
    }
    assertThat(ripsaw("-cp 'my own' gate").err())
        .contains("no subject in my own: name the class of a ripsaw.own.Heap");
    assertThat(ripsaw("subjects -cp nowhere").exitCode()).isEqualTo(64);
    assertThat(ripsaw("-cp 'my own' " + VIOLATION).out())
        .endsWith("replay: " + checkout + "/ci/ripsaw replay -cp 'my own' a.repro\n");
  }

  @Test
  void aClassThatEndsJavaIsNoPass() throws Exception {
    compile(
        "Ends",
        """
        public class Ends implements ripsaw.own.Heap {
          public Ends(ripsaw.own.World world) {
            System.exit(0);
          }

          public long alloc(ripsaw.machine.Cpu cpu) {
            return 0;
          }

          public void free(ripsaw.machine.Cpu cpu, long block) {}
        }
        """);
    for (String command : List.of("gate", "explore Ends --suite", "subjects")) {
      Ended ended = ripsaw(command + " -cp .");
      assertThat(ended.exitCode()).as(command).isEqualTo(64);
      assertThat(ended.out()).as(command).isEmpty();
      assertThat(ended.err())
          .startsWith("ripsaw: a class of your own ends Java, in Ends.<init>(Ends.java:3): let it")
          .hasLineCount(1);
    }
  }

  @Test
  void aProviderThatEndsJavaIsNoPass() throws Exception {
    compile(
        "Provides",
        """
        public class Provides implements ripsaw.subject.SubjectProvider {
          public java.util.List<ripsaw.subject.Subject> subjects() {
            System.exit(0);
            return java.util.List.of();
          }
        }
        """);
    Path services = Files.createDirectories(temp.resolve("META-INF/services"));
    Files.writeString(services.resolve("ripsaw.subject.SubjectProvider"), "Provides");
    Ended ended = ripsaw("gate -cp .");
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("ripsaw: Java ended before ").hasLineCount(1);
  }

  private void compile(String name, String text) throws IOException {
    Path source = Files.writeString(temp.resolve(name + ".java"), text);
    String path = System.getProperty("java.class.path");
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", temp.toString(), source.toString());
    assertThat(errors).isZero();
  }

  @Test
  void javaThatDoesNotStartIsNoViolation() throws Exception {
    for (String flags : List.of("-Xno-such-flag", "-Xmx1m", "-Xss1k", "-XX:MaxMetaspaceSize=1m")) {
      Ended ended = run("\"$CHECKOUT\"/ci/ripsaw " + VIOLATION, Map.of("JAVA_TOOL_OPTIONS", flags));
      assertThat(ended.exitCode()).as(flags).isEqualTo(2);
      assertThat(ended.err().lines().filter(line -> line.startsWith("ripsaw: ")))
          .as(flags)
          .singleElement()
          .asString()
          .contains("JAVA_TOOL_OPTIONS");
    }
  }

  @Test
  void memoryThatRunsOutIsOneLineAndNoViolation() throws Exception {
    Ended ended = run("\"$CHECKOUT\"/ci/ripsaw " + VIOLATION, Map.of("JDK_JAVA_OPTIONS", "-Xmx5m"));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).doesNotContain("\tat ").contains("JAVA_TOOL_OPTIONS");
  }

  @Test
  void aWorkingDirectoryThatIsGoneIsRefused() throws Exception {
    Ended ended =
        run("mkdir gone; cd gone; rmdir ../gone; \"$CHECKOUT\"/ci/ripsaw properties", Map.of());
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("ripsaw: the working directory is not there any more");
  }

  @Test
  void tooFewFilesAreRefused() throws Exception {
    Ended ended = run("ulimit -n 40; \"$CHECKOUT\"/ci/ripsaw properties", Map.of());
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("(ulimit -n 256)").hasLineCount(1);
  }

  @Test
  void aCheckoutWhoseNameIsNotInAsciiRunsInTheLocaleOfC() throws Exception {
    // This JVM may be in that locale, too, and then has no such names.
    String moved =
        """
        other=${CHECKOUT%/*}/$'pr\\xc3\\xbcfung'
        mv -- "$CHECKOUT" "$other"
        sed -i "s|$CHECKOUT|$other|g" "$other/ci/target/ripsaw.launch"
        "$other/ci/ripsaw"\s\
        """;
    Ended ended = run("unset LANG LC_CTYPE; export LC_ALL=C\n" + moved + VIOLATION, Map.of());
    assertThat(ended.err()).doesNotContain("ripsaw: ");
    assertThat(ended.out()).contains("no-stranding");
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void theTemporaryFoldersAreWhereTmpdirSaysAndThoseOfAKilledRunGoWithTheNext() throws Exception {
    Path folders = Files.createDirectory(temp.resolve("folders"));
    String spec = "exec \"$CHECKOUT\"/ci/ripsaw spec RemoteFree_df9daea_no-stranding";
    Map<String, String> there = Map.of("TMPDIR", folders.toString());
    Process killed = start(spec, there);
    while (killed.isAlive() && !hasLocked(folders)) {
      Thread.sleep(10);
    }
    ProcessHandle java = java(killed);
    java.destroyForcibly();
    killed.waitFor();
    java.onExit().get(10, TimeUnit.MINUTES);
    run(spec, there);
    assertThat(folders).isEmptyDirectory();
    assertThat(run(spec, Map.of("TMPDIR", "not/there")).exitCode()).isEqualTo(64);
  }

  /** Until it has its lock, and this name, a folder is left alone for a minute. */
  private static boolean hasLocked(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("ripsaw-tlc"));
    }
  }

  /** Maven is a script here that says that it was asked, and leaves what it finds. */
  private Ended rebuilt() throws Exception {
    return run(
        """
        mkdir bin saved
        cp "$CHECKOUT"/ci/target/ripsaw.launch saved
        printf '%s\\n' '#!/bin/sh' 'cp "$SAVED"/ripsaw.launch "$CHECKOUT"/ci/target' > bin/mvn
        chmod +x bin/mvn
        PATH=$PWD/bin:$PATH SAVED=$PWD/saved "$CHECKOUT"/ci/ripsaw properties
        """,
        Map.of());
  }

  @Test
  void aSourceThatWasReplacedByAnOlderOneIsBuilt() throws Exception {
    Path source = Files.writeString(checkout.resolve("ci/src/main/A.java"), "class A {}");
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    Files.setLastModifiedTime(source, FileTime.from(old));
    Files.setLastModifiedTime(source.getParent(), FileTime.from(old));
    assertThat(ripsaw("properties").err()).isEmpty();
    Files.writeString(source, "class B {}");
    Files.setLastModifiedTime(source, FileTime.from(old));
    Ended ended = rebuilt();
    assertThat(ended.err()).contains("building (a source has changed").hasLineCount(1);
    assertThat(ended.exitCode()).isZero();
    assertThat(ripsaw("properties").err()).isEmpty();
  }

  @Test
  void jarsThatAreGoneAreBuiltAnew() throws Exception {
    Path launch = checkout.resolve("ci/target/ripsaw.launch");
    String whole = Files.readString(launch);
    Files.writeString(launch, whole.replace("root/", "gone/"));
    Ended ended = rebuilt();
    assertThat(ended.err()).contains("building (").contains("a jar is gone");
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  /** It resets colours before the first line, though it was asked for none. */
  @Test
  void whatMavenComplainsOfIsSaid() throws Exception {
    Ended ended =
        run(
            """
            rm "$CHECKOUT"/ci/target/ripsaw.launch
            mkdir bin
            printf '%s\\n' '#!/bin/sh' 'printf "\\033[0m\\033[0m[ERROR] no repository\\n[ERROR] \\n"' \\
              'exit 1' > bin/mvn
            chmod +x bin/mvn
            PATH=$PWD/bin:$PATH "$CHECKOUT"/ci/ripsaw properties
            """,
            Map.of());
    assertThat(ended.err()).isEqualTo("[ERROR] no repository\nripsaw: the build failed\n");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  /** A limit on the size of files stands for the disk: Java is told of both alike. */
  @Test
  void aDiskThatIsFullIsOneLineAndNothingIsLost() throws Exception {
    assertThat(ripsaw(VIOLATION).exitCode()).isEqualTo(1);
    Files.createDirectory(temp.resolve("corpus"));
    String full = "set -o pipefail; (ulimit -f 0; \"$CHECKOUT\"/ci/ripsaw %s) 2>&1 | cat";
    Ended shrink = run(full.formatted("shrink a.repro"), Map.of());
    assertThat(shrink.exitCode()).isEqualTo(2);
    assertThat(shrink.out())
        .doesNotContain("\tat ")
        .contains("\nsubject: ")
        .endsWithIgnoringCase("a.small.repro: File too large\n");
    Ended accept = run(full.formatted("accept a.repro --corpus corpus"), Map.of());
    assertThat(accept.exitCode()).isEqualTo(2);
    assertThat(accept.out())
        .doesNotContain("\tat ")
        .contains("\nripsaw accept: a file could not be read or written: ", "no-stranding.repro: ");
    assertThat(temp.resolve("corpus")).isEmptyDirectory();
    assertThat(temp.resolve("a.small.repro")).doesNotExist();
  }

  @Test
  void aPassThatNobodyCouldReadIsNone() throws Exception {
    for (String words : List.of("--version", "properties", "--help")) {
      assertThat(ripsaw(words + " <&- >&- 2>&-").exitCode()).as(words).isEqualTo(2);
    }
    assertThat(ripsaw(VIOLATION + " <&- >&- 2>&-").exitCode()).isEqualTo(1);
  }

  /** Whatever signal the script gets: SIGKILL it cannot hand on. */
  @Test
  void javaEndsWithTheScript() throws Exception {
    for (String signal : List.of("INT", "TERM", "KILL")) {
      Process script =
          start(
              // A shell that runs a build in the background has it ignore an interrupt, with all
              // below.
              "exec env --default-signal \"$CHECKOUT\"/ci/ripsaw explore dragonfly/reference"
                  + " --generate 3x3 --budget 1h",
              Map.of());
      ProcessHandle java = java(script);
      new ProcessBuilder("bash", "-c", "kill -s " + signal + " " + script.pid()).start().waitFor();
      java.onExit().get(10, TimeUnit.MINUTES);
      assertThat(script.waitFor()).as(signal).isGreaterThan(128);
    }
  }

  private static ProcessHandle java(Process script) throws InterruptedException {
    while (true) {
      for (ProcessHandle child : script.children().toList()) {
        if (child.info().command().orElse("").endsWith("java")) {
          return child;
        }
      }
      Thread.sleep(10);
    }
  }
}
