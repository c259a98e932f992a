package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.agent.Installer;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.subject.Subject;

/** What goes on in a JVM that Lincheck has to itself; so each test starts one. */
@Tag("lincheck")
class LincheckAgentTest {
  private static final String SAID = "said: ";

  /** A user's subjects. */
  static final class Foreign {
    public static void main(String[] args) {
      LincheckChecker lincheck = LincheckChecker.alone();
      for (Subject subject : ForeignSubjectTest.right()) {
        say(subject, lincheck.check(subject, subject.promised(), effort(8)));
      }
      for (Subject subject : ForeignSubjectTest.wrong()) {
        say(subject, lincheck.check(subject, subject.promised(), effort(20)));
      }
    }

    private static Effort effort(long perScenario) {
      return new Effort(perScenario, Duration.ofMinutes(5), false);
    }

    private static void say(Subject subject, Finding finding) {
      boolean looked = finding.violation().isPresent() || finding.executions() > 50;
      System.out.println(
          SAID
              + subject
              + "="
              + (finding.violation().isPresent() ? "found" : looked ? "holds" : "not looked at"));
    }
  }

  /** A JVM with the agent that transforms no class. */
  static final class Blind {
    private static final Set<String> IN_VAIN = Set.of("addTransformer", "retransformClasses");

    public static void main(String[] args) {
      Instrumentation real = Installer.getInstrumentation();
      Instrumentation blind =
          (Instrumentation)
              Proxy.newProxyInstance(
                  Blind.class.getClassLoader(),
                  new Class<?>[] {Instrumentation.class},
                  (proxy, method, arguments) ->
                      IN_VAIN.contains(method.getName()) ? null : method.invoke(real, arguments));
      var lincheck = org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation.INSTANCE;
      lincheck.attachJavaAgentStatically(blind);
      lincheck.install(InstrumentationMode.MODEL_CHECKING);
      System.out.println(SAID + "race=" + LincheckAgent.seesARace());
    }
  }

  /** One that sees, and one attempt after another that failed. */
  static final class Twice {
    public static void main(String[] args) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          LincheckAgent.install();
          LincheckAgent.verify();
          System.out.println(SAID + attempt + "=installed");
        } catch (IllegalStateException e) {
          System.out.println(SAID + attempt + "=" + e.getMessage());
        }
      }
    }
  }

  private static Map<String, String> said(Class<?> main, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(flags);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (Stream<String> lines = jvm.inputReader(StandardCharsets.UTF_8).lines()) {
      return lines
          .filter(line -> line.startsWith(SAID))
          .map(line -> line.substring(SAID.length()).split("=", 2))
          .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void aUsersSubjectsAreLookedAt() throws IOException {
    Map<String, String> said = said(Foreign.class, LincheckAgent.flags());
    for (Subject right : ForeignSubjectTest.right()) {
      assertThat(said).containsEntry(right.id(), "holds");
    }
    for (Subject wrong : ForeignSubjectTest.wrong()) {
      assertThat(said).containsEntry(wrong.id(), "found");
    }
  }

  @Test
  void whereNoClassIsTransformedNoRaceIsSeen() throws IOException {
    assertThat(said(Blind.class, LincheckAgent.flags()))
        .containsExactly(Map.entry("race", "false"));
  }

  @Test
  void itIsInstalledOnce() throws IOException {
    assertThat(said(Twice.class, LincheckAgent.flags()))
        .containsOnly(Map.entry("0", "installed"), Map.entry("1", "installed"));
  }

  @Test
  void aJvmWithoutTheAgentSaysSoEachTime() throws IOException {
    String absent = "this JVM was started without Lincheck's agent";
    assertThat(said(Twice.class, List.of()))
        .containsOnly(Map.entry("0", absent), Map.entry("1", absent));
  }

  @Test
  void whereLincheckDoesItAllByItselfNothingIsMissing() {
    LincheckAgent.verify();
  }
}
