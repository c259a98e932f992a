package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Family;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Subject;
import ripsaw.subject.Verb;
import ripsaw.subject.Workload;

/** A monitor that judges by calls is blind once a call of any kind does not begin, or return. */
class MonitorCallsTest {
  private static final List<String> TOLD = new ArrayList<>();

  /** Writes down what it is told. */
  private record Listener() implements Monitor {
    @Override
    public void begins(Cpu cpu, Verb verb) {
      TOLD.add("%s begins %s".formatted(cpu, verb.word()));
    }

    @Override
    public void granted(Cpu began, Cpu now, long address) {
      assertThat(address).isPositive();
      TOLD.add("%s granted on %s".formatted(began, now));
    }

    @Override
    public void returned(Cpu cpu, Verb verb) {
      TOLD.add("%s returned %s".formatted(cpu, verb.word()));
    }

    @Override
    public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
      return Optional.empty();
    }
  }

  private record Listening() implements Family {
    @Override
    public String toString() {
      return "slab allocator";
    }

    @Override
    public List<Property> properties() {
      return new KfreeFamily().properties();
    }

    @Override
    public List<Subject> subjects() {
      return List.of();
    }

    @Override
    public List<Mutant> mutants() {
      return List.of();
    }

    @Override
    public List<NamedProgram> programs() {
      return List.of();
    }

    @Override
    public List<Monitor> monitors(Monitor.Scene scene) {
      TOLD.clear();
      return List.of(new Listener());
    }

    @Override
    public Workload workload() {
      return new KfreeFamily().workload();
    }
  }

  private static List<String> told(String text) throws Exception {
    Subject reference = Df9daea.REFERENCE;
    Subject subject =
        new Subject(
            reference.id(),
            reference.summary(),
            Optional.empty(),
            new Listening(),
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.of(),
            reference.start());
    Exploration explored =
        Explorer.explore(
            new Question(
                subject,
                Program.parse(text),
                MemoryModel.SC,
                subject.promised(),
                Method.EXHAUSTIVE,
                0,
                1,
                Long.MAX_VALUE));
    assertThat(explored.violation()).isEmpty();
    return List.copyOf(TOLD);
  }

  @Test
  void whatIsGrantedIsToldBetweenTheBeginningAndTheReturn() throws Exception {
    assertThat(told("machine: {cpus: 1} | cpu0: a = alloc 64; b = alloc 0; free b; free a"))
        .endsWith(
            "cpu0 begins alloc",
            "cpu0 granted on cpu0",
            "cpu0 returned alloc",
            "cpu0 begins alloc",
            "cpu0 returned alloc",
            "cpu0 begins free",
            "cpu0 returned free",
            "cpu0 begins free",
            "cpu0 returned free");
  }

  @Test
  void eachCallThatBeginsReturnsWhateverItIs() throws Exception {
    List<String> told =
        told(
            "machine: {cpus: 1} | before: cpu0: destroy-type; new-type | cpu0: a = alloc 64;"
                + " realloc a 100; free a; b = alloc 0; realloc b 64; free b;"
                + " c = alloc 64 in-interrupt; free c in-interrupt; tidy; signals;"
                + " d = alloc 64 limited; free d");
    assertThat(told).filteredOn(one -> one.contains("granted")).hasSizeGreaterThanOrEqualTo(5);
    List<String> calls = told.stream().filter(one -> !one.contains("granted")).toList();
    assertThat(calls).hasSizeGreaterThan(20).hasSizeLessThan(60);
    for (int i = 0; i + 1 < calls.size(); i += 2) {
      assertThat(calls.get(i)).contains(" begins ");
      assertThat(calls.get(i + 1)).isEqualTo(calls.get(i).replace(" begins ", " returned "));
    }
    assertThat(calls.size() % 2).isZero();
    for (String word : List.of("alloc", "free", "realloc", "tidy", "destroy-type", "new-type")) {
      assertThat(calls).contains("cpu0 begins " + word);
    }
  }
}
