package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.HangingHeaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.check.Tier;
import ripsaw.gate.worker.Answer;
import ripsaw.gate.worker.Question;
import ripsaw.gate.worker.Worker;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.gate.worker.WorkerProcess;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.spec.Checker;

/** A user's allocator that makes no step any more, by each way to check it. */
class HangTest {
  private static final String WHERE =
      "acme/waits hangs in com.acme.HangingHeaps$Waits.forGodot(HangingHeaps.java:";

  /** For what must not be what ends it. */
  private static final Duration AMPLE = Duration.ofMinutes(10);

  @TempDir private Path temp;
  private ClassLoader before;

  @BeforeEach
  void theUsersJarIsOnTheClassPath() {
    before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(StalePush.loader(HangingHeaps.class));
  }

  @AfterEach
  void andGoneAgain() {
    Thread.currentThread().setContextClassLoader(before);
  }

  /** A worker that knows it, and has little patience. */
  static final class Workers {
    public static void main(String[] args) throws Exception {
      Thread.currentThread().setContextClassLoader(StalePush.loader(HangingHeaps.class));
      Worker.main(args, Duration.ofSeconds(2));
    }
  }

  private static Question question(String subject) {
    return new Question(subject, Set.of(KfreeProperty.NO_STRANDING), new Effort(10, AMPLE, false));
  }

  @Test
  void aWorkerSaysWhereASubjectHangsAndTheNextQuestionIsAnswered() throws IOException {
    saysWhereAndGoesOn(Checker.EXPLORER);
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource(names = {"JQWIK", "LINCHECK"})
  void soDoOthers(Checker checker) throws IOException {
    saysWhereAndGoesOn(checker);
  }

  private static void saysWhereAndGoesOn(Checker checker) throws IOException {
    try (WorkerProcess worker =
        new WorkerProcess(
            new WorkerCommand(Workers.class.getName()).of(checker, 1, Tier.QUICK), AMPLE)) {
      assertThat(worker.ask(question("acme/waits")).trouble())
          .startsWith("could not run: " + WHERE);
      Answer next = worker.ask(question("dragonfly/reference"));
      assertThat(next.finding()).as(next.trouble()).isPresent();
    }
  }

  @Test
  void aCommandEndsWithTwoAndOneLineThatNamesTheMethod() {
    Ended ended =
        Ended.run(
            "explore",
            "acme/waits",
            "--program",
            "before: cpu0: a = alloc 64 | cpu1: free a",
            "--budget",
            "1h");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith("ripsaw explore: " + WHERE)
        .endsWith("| before: cpu0: a = alloc 64 | cpu1: free a'\n")
        .hasLineCount(1);
  }

  @Test
  void whoDeadlocksBeforehandViolatesTerminationAndIsReplayed() throws IOException {
    Path found = temp.resolve("found.repro");
    Ended explored =
        Ended.run(
            "explore",
            "acme/locks-twice",
            "--program",
            "before: cpu0: a = alloc 64 | cpu1: free a",
            "--repro",
            found.toString());
    assertThat(explored.exitCode()).isEqualTo(1);
    assertThat(explored.out()).contains("VIOLATED termination: cpu0 waits for the lock ");
    assertThat(Files.readString(found)).endsWith("expect:  VIOLATED termination\nschedule:\n");
    assertThat(Ended.run("replay", found.toString()).exitCode()).isZero();
    assertThat(Ended.run("shrink", found.toString()).exitCode()).isZero();
  }
}
