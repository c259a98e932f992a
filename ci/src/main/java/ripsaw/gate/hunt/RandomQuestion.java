package ripsaw.gate.hunt;

import java.time.Duration;
import java.util.Set;
import ripsaw.gate.hunt.Answer.Fate;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.properties.RandomChecker;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Workload;

/** Some thousand random programs. */
record RandomQuestion(Workload workload, long seed, long programs) implements Question {
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  @Override
  public String text() {
    return "jqwik %s %s %s".formatted(seed, programs, workload);
  }

  @Override
  public boolean concerns(Mutation mutation) {
    return true;
  }

  @Override
  public Answer ask(Trial trial) {
    RandomChecker jqwik = new RandomChecker(seed);
    Set<Property> sought = trial.subject().promised();
    sought.removeIf(property -> !jqwik.sees(trial.subject(), property));
    Finding finding = jqwik.check(trial.subject(), sought, new Effort(programs, NO_LIMIT, false));
    return finding
        .violation()
        .map(found -> new Answer(Fate.KILLED, Checker.JQWIK.id(), found.property().id(), ""))
        .orElse(Answer.SURVIVED);
  }
}
