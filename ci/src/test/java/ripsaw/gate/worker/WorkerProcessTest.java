package ripsaw.gate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.TLC;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.check.Tier;
import ripsaw.linearizability.checker.SubjectChecker.Effort;

/** Each worker is asked twice: one in trouble must stay in it. */
class WorkerProcessTest {
  private static final Question QUESTION =
      new Question(
          "dragonfly/reference",
          Set.of(KfreeProperty.NO_STRANDING),
          new Effort(10, Duration.ofMillis(100), false));

  private static final Question QUESTION_OF_MANY_STATES =
      new Question(
          "dragonfly/pin-link-read",
          Set.of(KfreeProperty.NO_STRANDING),
          new Effort(1, Duration.ofHours(1), false));

  /** Also how long a worker that hangs is waited for, so not too long. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static WorkerProcess start(Class<?> main, Duration grace) throws IOException {
    return new WorkerProcess(new WorkerCommand(main.getName()).of(JQWIK, 1, Tier.QUICK), grace);
  }

  private static String troubleOf(Class<?> main, Duration grace) throws IOException {
    try (WorkerProcess worker = start(main, grace)) {
      Answer first = worker.ask(QUESTION);
      assertThat(first.finding()).isEmpty();
      assertThat(worker.ask(QUESTION)).isEqualTo(first);
      return first.trouble();
    }
  }

  @Test
  void aWorkerThatDiesCouldNotRunEvenIfItDiesWithCodeZero() throws IOException {
    assertThat(troubleOf(FakeWorkers.Crashing.class, Duration.ofMinutes(1)))
        .isEqualTo("could not run: the worker ended with exit code 0");
  }

  @Test
  void theLastWordsOfAWorkerThatDiedAreKept() throws IOException {
    try (WorkerProcess worker = start(FakeWorkers.Crashing.class, Duration.ofMinutes(1))) {
      worker.ask(QUESTION);
      assertThat(worker.lastWords()).contains("out of ideas");
    }
  }

  @Test
  void theTemporaryFilesOfAWorkerThatIsKilledGoWithIt() throws IOException {
    Path file;
    try (WorkerProcess worker = start(FakeWorkers.Littering.class, Duration.ofMinutes(1))) {
      worker.ask(QUESTION);
      file = Path.of(worker.lastWords().getLast());
      assertThat(file).exists();
    }
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void aWorkerThatDoesNotExistCouldNotRun() throws IOException {
    try (WorkerProcess worker =
        new WorkerProcess(
            new WorkerCommand("ripsaw.gate.NoSuchWorker").of(JQWIK, 1, Tier.QUICK),
            Duration.ofMinutes(1))) {
      assertThat(worker.ask(QUESTION).trouble()).contains("ended with exit code 1");
      assertThat(worker.lastWords()).isNotEmpty();
    }
  }

  @Test
  void aWorkerThatAnswersGarbageCouldNotRun() throws IOException {
    assertThat(troubleOf(FakeWorkers.Garbling.class, Duration.ofMinutes(1)))
        .startsWith("could not run: the worker answered garbage");
  }

  @Test
  void aWorkerThatFindsWhatWasNotSoughtCouldNotRun() throws IOException {
    assertThat(troubleOf(FakeWorkers.Wandering.class, Duration.ofMinutes(1)))
        .isEqualTo("could not run: the worker found what was not sought");
  }

  @Test
  void aWorkerThatHangsIsKilledSomeTimeAfterTheBudget() throws IOException {
    assertThat(troubleOf(FakeWorkers.Hanging.class, GRACE))
        .isEqualTo("could not run: the worker did not answer in time and was killed");
  }

  /** Of a question without a time limit. */
  private static String troubleOf(Class<?> main, Patience patience) throws IOException {
    List<String> command = new WorkerCommand(main.getName()).of(JQWIK, 1, Tier.QUICK);
    try (WorkerProcess worker = new WorkerProcess(command, GRACE, patience)) {
      return worker.ask(QUESTION_OF_MANY_STATES).trouble();
    }
  }

  @Test
  void aWorkerThatComputesNothingIsGivenUpHoweverLongTheBudget() throws IOException {
    Patience patience = new Patience(Duration.ofMillis(500), 4, Duration.ofHours(1));
    assertThat(troubleOf(FakeWorkers.Hanging.class, patience))
        .isEqualTo("could not run: the worker stands still, and was killed");
  }

  @Test
  void aWorkerThatComputesForEverIsGivenUpByWhatItComputed() throws IOException {
    Patience patience = new Patience(Duration.ofMillis(100), 1_000_000, Duration.ofSeconds(2));
    assertThat(troubleOf(FakeWorkers.Spinning.class, patience))
        .isEqualTo("could not run: the worker computed for 2 s and did not answer, and was killed");
  }

  /** It computes for six times as long as one that stands still would be waited for. */
  @Test
  void aWorkerThatIsSlowIsNotGivenUp() throws IOException {
    Patience patience = new Patience(Duration.ofMillis(100), 5, Duration.ofHours(1));
    assertThat(troubleOf(FakeWorkers.Pondering.class, patience)).isEmpty();
  }

  @Test
  void theRealWorkerAnswersAndNothingThatIsPrintedComesBetween() throws IOException {
    try (WorkerProcess worker = start(Worker.class, Duration.ofMinutes(1))) {
      Answer answer = worker.ask(QUESTION);
      assertThat(answer.finding()).as(answer.trouble()).isPresent();
      assertThat(worker.ask(QUESTION).finding()).isPresent();
      assertThat(worker.lastWords()).isEmpty();
    }
  }

  @Test
  void tlcDiesWithTheWorkerThatRunsIt() throws Exception {
    Process worker =
        new ProcessBuilder(new WorkerCommand(Worker.class.getName()).of(TLC, 1, Tier.QUICK))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      worker.outputWriter().append(Protocol.write(1, QUESTION_OF_MANY_STATES)).append('\n').flush();
      Optional<ProcessHandle> tlc = Optional.empty();
      while (tlc.isEmpty() && worker.isAlive()) {
        tlc = worker.children().findFirst();
        Thread.sleep(50);
      }
      worker.destroyForcibly();
      tlc.orElseThrow().onExit().get(1, TimeUnit.MINUTES);
    } finally {
      worker.descendants().forEach(ProcessHandle::destroyForcibly);
      worker.destroyForcibly();
    }
  }

  @Test
  void theRealWorkerEndsWhenTheGateIsGoneEvenInMidCheck() throws Exception {
    List<String> command = new WorkerCommand(Worker.class.getName()).of(JQWIK, 1, Tier.QUICK);
    Process worker =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Question endless =
        new Question(
            "dragonfly/reference",
            Set.of(KfreeProperty.NO_STRANDING),
            new Effort(Integer.MAX_VALUE, Duration.ofHours(1), false));
    worker.outputWriter().append(Protocol.write(1, endless)).append('\n').close();
    try {
      assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      worker.destroyForcibly();
    }
  }
}
