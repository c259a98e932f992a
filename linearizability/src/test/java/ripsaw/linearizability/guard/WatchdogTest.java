package ripsaw.linearizability.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Idle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Recorder;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Subject;

class WatchdogTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  private static final Program PROGRAM = program();

  private static Program program() {
    try {
      return Program.parse("before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a");
    } catch (Program.Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Explores, and writes the first execution down. */
  private static Recording recording(Subject subject) {
    Repro repro =
        new Repro(
            subject.id(),
            PROGRAM,
            MemoryModel.SC,
            Optional.empty(),
            Optional.of(
                Schedule.of(
                    new ProgramRun(subject, PROGRAM, MemoryModel.SC, new HashSet<>(), null))));
    Recorder recorder = new Recorder(subject, repro);
    ProgramRun run = new ProgramRun(subject, PROGRAM, MemoryModel.SC, subject.promised(), recorder);
    recorder.watch(run.session());
    run.finish();
    return recorder.recording(run.session().found());
  }

  private static void hangs(Subject subject, String where) {
    assertThatThrownBy(() -> Watchdog.watch(SHORT, () -> recording(subject)))
        .isInstanceOf(Watchdog.Hung.class)
        .hasMessageStartingWith("acme/idle hangs in com.acme.Idle." + where + "(Idle.java:")
        .hasMessageContaining("and made no step for 0.4s");
  }

  @ParameterizedTest
  @EnumSource
  void whereverASubjectWaitsForEverItIsNoticed(Idle.At at) {
    hangs(Idle.subject(at, Idle::waitForEver), "waitForEver");
  }

  @Test
  void aLoopWithoutAnAccessIsNoticedAndTheProgramNamed() {
    Subject subject = Idle.subject(Idle.At.ALLOCATE, Idle::goRound);
    assertThatThrownBy(() -> Watchdog.watch(SHORT, () -> recording(subject)))
        .hasMessageContaining("Idle.goRound(Idle.java:")
        .hasMessageContaining("it computes without an access")
        .hasMessageEndingWith("cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a'");
  }

  @Test
  void oneOfTheThreadsThatATaskStartsIsNoticed() {
    Subject subject = Idle.subject(Idle.At.ALLOCATE, Idle::waitForEver);
    assertThatThrownBy(
            () ->
                Watchdog.watch(
                    SHORT,
                    () -> {
                      InOrder.run(2, 2, number -> recording(subject), any -> true);
                      return null;
                    }))
        .isInstanceOf(Watchdog.Hung.class);
  }

  /** A picture may take long to draw. */
  @Test
  void whatTakesLongButIsNoSubjectIsLetAlone() {
    Subject subject = Idle.subject(Idle.At.START, () -> {});
    String done =
        Watchdog.watch(
            SHORT,
            () -> {
              recording(subject);
              long end = System.nanoTime() + 3 * SHORT.toNanos();
              while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
              }
              return "done";
            });
    assertThat(done).isEqualTo("done");
  }

  @Test
  void whatATaskThrowsIsThrown() {
    UncheckedIOException thrown = new UncheckedIOException(new IOException());
    assertThatThrownBy(
            () ->
                Watchdog.watch(
                    SHORT,
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }
}
