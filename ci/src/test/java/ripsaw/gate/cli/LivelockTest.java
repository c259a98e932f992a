package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.spec.Checker.EXPLORER;
import static ripsaw.spec.CommonProperty.TERMINATION;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.run.GateRun;
import ripsaw.gate.shard.Work;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.Judge;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.subject.Catalogue;

/** A user's allocator that goes round for ever, from the gate to the picture. */
class LivelockTest {
  private static final Duration AMPLE = Duration.ofMinutes(10);

  /** Both free into the list of the same slab. */
  private static final String BOTH_FREE =
      "before: cpu0: a = alloc 64; b = alloc 64 | cpu1: free a | cpu2: free b";

  @TempDir private Path temp;
  private ClassLoader before;

  @BeforeEach
  void theUsersJarIsOnTheClassPath() {
    before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(StalePush.loader());
  }

  @AfterEach
  void andGoneAgain() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private Path found() {
    return temp.resolve("found.repro");
  }

  private Ended explore(String subject) {
    return Ended.run("explore", subject, "--program", BOTH_FREE, "--repro", found().toString());
  }

  @Test
  void theGateFailsWithTermination() throws InterruptedException {
    Catalogue catalogue = Catalogue.load();
    List<Agenda.Attempt> canary =
        catalogue.mutants().stream()
            .filter(fault -> fault.property() == TERMINATION)
            .filter(fault -> fault.killers().contains(EXPLORER))
            .limit(1)
            .map(fault -> new Agenda.Attempt(fault, EnumSet.of(EXPLORER)))
            .toList();
    Agenda agenda =
        Given.agenda(
            List.of(EXPLORER), canary, List.of(catalogue.find(StalePush.ID).orElseThrow()));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    GateResult result =
        Judge.judge(
            agenda,
            new GateRun(agenda, new WorkerCommand(StalePush.Workers.class.getName()), nowhere)
                .results(1, Budget.none(), AMPLE, Work.WHOLE),
            catalogue.mutants());
    assertThat(result.outcome().exitCode()).isEqualTo(1);
    assertThat(result.reasons()).contains("user/stale-push: violates termination");
  }

  @Test
  void exploreEndsWithOneAndDrawsTheLoopOnce() throws Exception {
    Ended ended = explore(StalePush.ID);
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .contains("VIOLATED termination: cpu")
        .contains(" goes round for ever: 1000 identical rounds of 2 steps")
        .containsOnlyOnce("-- from here on it repeats for ever:");
    assertThat(Files.readString(found())).containsPattern("\nrepeats: 1 turn\n$");
  }

  @Test
  void itsReproIsReplayedShrunkAndAccepted() throws Exception {
    explore(StalePush.ID);
    Ended replayed = Ended.run("replay", found().toString());
    assertThat(replayed.out())
        .contains("-- from here on it repeats for ever:")
        .endsWith("as expected: VIOLATED termination\n");
    assertThat(replayed.exitCode()).isZero();
    Path shrunk = temp.resolve("shrunk.repro");
    Ended shrank = Ended.run("shrink", found().toString(), "--out", shrunk.toString());
    assertThat(shrank.exitCode()).isZero();
    assertThat(Files.readString(shrunk)).contains("\nrepeats: 1 turn\n");
    Ended accepted = Ended.run("accept", found().toString(), "--corpus", temp.toString());
    assertThat(accepted.exitCode()).isZero();
  }

  /** As they were written when a loop was cut after 20,000 steps. */
  @Test
  void anOldReproThatGoesRoundManyTimesIsDrawnAndAcceptedWithItsRoundOnce() throws Exception {
    explore(StalePush.ID);
    String today = Files.readString(found());
    Path old = temp.resolve("old.repro");
    Files.writeString(
        old, today.replaceFirst(" 2( +cas slab0[.]remote\n)repeats: 1 turn\n", " 19900$1"));
    assertThat(old).content().contains(" 19900 ").doesNotContain("repeats");
    assertThat(Ended.run("replay", old.toString()).out())
        .isEqualTo(Ended.run("replay", found().toString()).out());
    Ended.run("accept", old.toString(), "--corpus", temp.toString(), "--name", "accepted");
    assertThat(temp.resolve("accepted.repro")).hasContent(today);
  }

  @Test
  void aReproOfALoopDoesNotFitWhereThereIsNone() throws Exception {
    explore(StalePush.ID);
    Files.writeString(
        found(), Files.readString(found()).replace(StalePush.ID, "dragonfly/reference"));
    Ended replayed = Ended.run("replay", found().toString());
    assertThat(replayed.exitCode()).isEqualTo(2);
    assertThat(replayed.err()).contains("the schedule no longer fits: ");
  }
}
