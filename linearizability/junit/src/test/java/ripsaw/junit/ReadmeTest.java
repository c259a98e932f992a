package ripsaw.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The page's test, as a reader would copy it. */
@Isolated // It sets a system property.
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- test: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern REPLAY = Pattern.compile("-Dripsaw\\.replay=([^']+)'");

  @TempDir private Path directory;

  @Test
  void theExampleIsRedWithLanesAPictureAndACommandThatMakesItAgain() throws Exception {
    Class<?> test = compiled();
    TestExecutionSummary first = run(test);
    assertThat(first.getTestsFoundCount()).isEqualTo(3);
    assertThat(first.getTestsFailedCount()).isEqualTo(3);
    String message = first.getFailures().getFirst().getException().getMessage();
    assertThat(message)
        .startsWith("VIOLATED under sc: conservation: block 3 is held, and free as well")
        .contains("  cas head: 2 -> 3 ");
    assertThat(Path.of("target/ripsaw/TreiberTest.treiber-conservation-sc.html"))
        .content()
        .contains("block 3 is held, and free as well");

    Matcher replay = REPLAY.matcher(message);
    assertThat(replay.find()).isTrue();
    System.setProperty(ReproFile.PROPERTY, replay.group(1));
    try {
      TestExecutionSummary again = run(test);
      assertThat(again.getTestsFoundCount()).isEqualTo(1);
      assertThat(again.getFailures().getFirst().getException()).hasMessage(message);
    } finally {
      System.clearProperty(ReproFile.PROPERTY);
    }
  }

  /** What {@code ci/ripsaw new} writes, with the version of JUnit that this build has. */
  @Test
  void theTestOfANewProjectIsRedLikewise() throws Exception {
    Path template = Path.of("../../ci/src/main/resources/ripsaw/gate/cli/project");
    String text = Files.readString(template.resolve("TreiberTest.java.txt"));
    Class<?> test = compiled("myheap.TreiberTest", text.replace("@PACKAGE@", "myheap"));
    assertThat(run(test).getTestsFailedCount()).isEqualTo(3);

    Matcher version =
        Pattern.compile("<artifactId>junit-bom</artifactId>\\s*(<version>.*</version>)")
            .matcher(Files.readString(Path.of("../../pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(template.resolve("pom.xml.txt")).content().contains(version.group(1));
  }

  private Class<?> compiled() throws IOException, ClassNotFoundException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    return compiled(example.group(1), example.group(2));
  }

  private Class<?> compiled(String name, String text) throws IOException, ClassNotFoundException {
    Path source = directory.resolve("TreiberTest.java");
    Files.writeString(source, text);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    assertThat(errors).isZero();
    return Class.forName(name, true, new URLClassLoader(new URL[] {directory.toUri().toURL()}));
  }

  private static TestExecutionSummary run(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(DiscoverySelectors.selectClass(test)))
                .build(),
            listener);
    return listener.getSummary();
  }
}
