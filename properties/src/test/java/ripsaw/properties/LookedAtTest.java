package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.execution.Trace;
import ripsaw.machine.Event;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/**
 * A census is judged after a store only if it looked at that word. That nothing is missed by it is
 * seen by judging it after each store, as if it had looked at all words.
 */
class LookedAtTest {
  private static final int PLANS = 6;

  /** Has everything judged after every access. */
  private static final class Sceptic implements Trace {
    private Session session;

    @Override
    public void began(Session begun) {
      session = begun;
    }

    @Override
    public void access(int cpu, Access access, String word, String before, String after) {
      session.machine().forgetLook();
    }

    @Override
    public void event(int cpu, Event event, String about, long detail) {}

    @Override
    public void note(String text) {}
  }

  private static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>(Catalogue.load().subjects());
    List<Mutant> mutants = Catalogue.load().mutants();
    for (int i = 0; i < mutants.size(); i += 3) {
      subjects.add(mutants.get(i).subject());
    }
    return subjects;
  }

  /** What ended an execution, and where everything was then: later it would be elsewhere. */
  private record End(Optional<Violation> found, long memory) {
    static End of(Session session) {
      return new End(session.found(), session.machine().fingerprint());
    }
  }

  @Example
  void judgingAfterEveryAccessFindsTheSameAtTheSameMoment() {
    Set<Property> broken = new HashSet<>();
    int clean = 0;
    for (Subject subject : subjects()) {
      Set<Property> all = Set.copyOf(subject.family().properties());
      RandomGenerator<Plan> generator = Plans.plans(subject.family().workload()).generator(1000);
      Random random = new Random(11);
      for (int number = 0; number < PLANS; number++) {
        Plan plan = generator.next(random).value();
        End end = End.of(plan.run(subject, all).session());
        Sceptic sceptic = new Sceptic();
        plan.run(subject, all, sceptic);
        assertThat(end)
            .as("%s, plan %s: %s", subject, number, plan)
            .isEqualTo(End.of(sceptic.session));
        end.found.ifPresent(violation -> broken.add(violation.property()));
        clean += end.found.isEmpty() ? 1 : 0;
      }
    }
    assertThat(broken).as("properties that something was seen of").hasSizeGreaterThan(25);
    assertThat(clean).isGreaterThan(100);
  }
}
