package ripsaw.gate.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import ripsaw.subject.Subject;

/**
 * The same loads for each subject.
 *
 * @param seed of the loads
 * @param subjects of which the first is what the others are compared with
 * @param rows a row for each load
 */
public record Signals(long seed, List<String> subjects, List<Row> rows) {
  /**
   * @param remoteFrees that were counted
   * @param signals of each subject
   */
  public record Row(Setting setting, long remoteFrees, List<Long> signals) {
    /** Signals for 1,000 remote frees. */
    public double rate(int subject) {
      return 1000.0 * signals.get(subject) / remoteFrees;
    }

    /** How many times fewer than the first subject's they are; empty if there was none. */
    public OptionalDouble factor(int subject) {
      return signals.get(subject) == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) signals.get(0) / signals.get(subject));
    }
  }

  public static Signals of(List<Subject> subjects, long seed) {
    return of(subjects, Setting.all(), seed);
  }

  static Signals of(List<Subject> subjects, List<Setting> settings, long seed) {
    List<Row> rows = new ArrayList<>();
    for (Setting setting : settings) {
      List<Long> signals = new ArrayList<>();
      long remoteFrees = 0;
      for (Subject subject : subjects) {
        Run.Count count = Run.of(subject, setting, seed);
        signals.add(count.signals());
        remoteFrees = count.remoteFrees();
      }
      rows.add(new Row(setting, remoteFrees, List.copyOf(signals)));
    }
    return new Signals(seed, subjects.stream().map(Subject::id).toList(), rows);
  }
}
