package ripsaw.gate.corpus;

import java.util.Optional;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.subject.Subject;

/**
 * A repro, and what its execution came to when it was made again.
 *
 * @param repro as it would be written today: see {@link Replay#schedule}
 */
public record Replayed(Subject subject, Repro repro, Replay replay) {
  public static Replayed of(Subject subject, Repro repro) throws Replay.Misfit {
    Replay replay = Replay.watched(subject, repro);
    Repro today =
        new Repro(
            repro.subject(),
            repro.program(),
            repro.memory(),
            repro.expected(),
            Optional.of(replay.schedule()));
    return new Replayed(subject, today, replay);
  }

  /** The file's text, in the subject's own words. */
  public String text() {
    return repro.text(subject.family());
  }

  public Recording recording() {
    return replay.recording();
  }

  public boolean isAsExpected() {
    return came().equals(expected());
  }

  /** As in the file: {@code VIOLATED no-stranding} or {@code HOLDS}. */
  public String expected() {
    return repro.expected().map(property -> "VIOLATED " + property).orElse("HOLDS");
  }

  /** In the same words. */
  public String came() {
    return replay.violation().map(violation -> "VIOLATED " + violation.property()).orElse("HOLDS");
  }

  /** What became of the expectation, in a line. */
  public String outcome() {
    return isAsExpected()
        ? "as expected: " + expected()
        : "not as expected: the file expects " + expected() + ", and it came to " + came();
  }

  /**
   * What to do about a schedule that fits no more.
   *
   * @param file its name
   */
  public static String mend(Replay.Misfit misfit, String file) {
    return "%s; explore the program again: ripsaw explore --file %s --repro %s"
        .formatted(misfit.getMessage(), file, file);
  }
}
