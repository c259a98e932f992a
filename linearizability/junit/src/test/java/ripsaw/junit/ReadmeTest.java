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

  private Class<?> compiled() throws IOException, ClassNotFoundException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    Path source = directory.resolve(example.group(1) + ".java");
    Files.writeString(source, example.group(2));
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    assertThat(errors).isZero();
    return Class.forName(
        example.group(1), true, new URLClassLoader(new URL[] {directory.toUri().toURL()}));
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
