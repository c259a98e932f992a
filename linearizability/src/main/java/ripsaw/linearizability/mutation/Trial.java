package ripsaw.linearizability.mutation;

import java.util.Map;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Subject;

/**
 * One subject from classes of its own, looked at by the thread that begins the trial, until it is
 * closed: its loops are counted.
 */
public final class Trial implements AutoCloseable {
  private final Meter meter = Meter.start();
  private final Subject subject;
  private final OwnWords words;

  private Trial(Subject loaded) {
    this.subject =
        new Subject(
            loaded.id(),
            loaded.summary(),
            loaded.origin(),
            loaded.family(),
            loaded.kind(),
            loaded.violates(),
            loaded.unpromised(),
            machine -> {
              meter.begin();
              Probes.begin();
              return loaded.start().apply(machine);
            });
    this.words = new OwnWords(loaded.family());
  }

  /**
   * @param changed class files by the names of their classes
   */
  public static Trial of(Replica replica, Map<String, byte[]> changed) {
    return of(replica.with(changed));
  }

  /**
   * @param loaded from classes of its own, of which there may be several trials at once
   */
  static Trial of(Subject loaded) {
    return new Trial(loaded);
  }

  public Subject subject() {
    return subject;
  }

  /** Whether there was a loop without end: then nothing else that was seen means anything. */
  public boolean ranOut() {
    return meter.ranOut();
  }

  /**
   * Explores one program, for all that the subject promises and an execution can show.
   *
   * @param executions at most
   * @throws Unwatched if it does not even start
   */
  public Exploration explore(Program program, MemoryModel memory, long executions) {
    return Explorer.explore(
        new Explorer.Question(
            subject,
            words.of(program),
            memory,
            subject.promised(),
            Method.EXHAUSTIVE,
            0,
            executions,
            Long.MAX_VALUE));
  }

  /** Something else is run than an exploration: what it loops is counted from here on. */
  public void begin() {
    meter.begin();
  }

  @Override
  public void close() {
    Meter.stop();
  }
}
