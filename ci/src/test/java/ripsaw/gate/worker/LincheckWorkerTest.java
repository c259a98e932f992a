package ripsaw.gate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.gate.check.Tier;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.lincheck.LincheckChecker;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Lincheck in a JVM of its own, whose classes are transformed once. */
@Tag("lincheck")
class LincheckWorkerTest {
  private static final Duration AMPLE = Duration.ofMinutes(10);

  private static Question question(String subject, Set<Property> sought, long perScenario) {
    return new Question(subject, sought, new Effort(perScenario, AMPLE, false));
  }

  /** Of classes that were not instrumented each scenario would have one interleaving. */
  @Test
  void itFindsWhatLincheckFindsByItselfAndAfterAsManyInterleavings() throws IOException {
    findsTheSame(
        question("dragonfly/reference", Set.of(CommonProperty.CONSERVATION), 2),
        question("museum/blackbox-no-retry", Set.of(CommonProperty.LINEARIZABLE), 100));
  }

  @Tag("nightly")
  @Test
  void soItDoesWithOthers() throws IOException {
    Subject bitmap = Catalogue.load().find("blackbox/bitmap").orElseThrow();
    findsTheSame(
        question("blackbox/bitmap", bitmap.promised(), 10),
        question("museum/refuses-when-signalled", Set.of(CommonProperty.LINEARIZABLE), 100),
        question("museum/overlapping-frees-panic", Set.of(CommonProperty.NO_CRASH), 3));
  }

  private static void findsTheSame(Question... questions) throws IOException {
    try (WorkerProcess worker =
        new WorkerProcess(WorkerCommand.worker().of(Checker.LINCHECK, 1, Tier.QUICK), AMPLE)) {
      for (Question question : questions) {
        Subject subject = Catalogue.load().find(question.subject()).orElseThrow();
        Answer answer = worker.ask(question);
        assertThat(answer)
            .as(question.subject())
            .isEqualTo(
                Answer.of(
                    new LincheckChecker().check(subject, question.sought(), question.effort())));
      }
    }
  }

  @Test
  void aWorkerWithoutTheAgentCouldNotRun() throws IOException {
    List<String> command =
        WorkerCommand.worker().of(Checker.LINCHECK, 1, Tier.QUICK).stream()
            .filter(word -> !word.startsWith("-javaagent"))
            .toList();
    Question question = question("dragonfly/reference", Set.of(CommonProperty.CONSERVATION), 1);
    try (WorkerProcess worker = new WorkerProcess(command, AMPLE)) {
      for (int i = 0; i < 2; i++) {
        Answer answer = worker.ask(question);
        assertThat(answer.finding()).isEmpty();
        assertThat(answer.trouble())
            .isEqualTo("could not run: this JVM was started without Lincheck's agent");
      }
    }
  }
}
