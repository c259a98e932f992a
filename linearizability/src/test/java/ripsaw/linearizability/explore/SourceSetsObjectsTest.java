package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Event;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;

/**
 * As {@link SourceSetsTest}, for a subject: programs of kmalloc_obj, with its locks, its holds and
 * its poller, come to the same outcomes and break the same properties under source sets as when
 * nothing is taken to commute.
 */
class SourceSetsObjectsTest {
  private static final String FIVE =
      "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64";

  /** What became of all executions that a strategy made. */
  private record Explored(Set<String> outcomes, Set<Property> broken, long executions) {}

  /** What the operations of one execution returned, and who holds which stamp. */
  private static final class Returned implements Trace {
    private final Trace other;
    private final Map<String, Boolean> results = new TreeMap<>();
    private final Map<Integer, Long> stamped = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    Returned(Trace other) {
      this.other = other;
    }

    @Override
    public void access(int cpu, Access access, String word, String before, String after) {
      other.access(cpu, access, word, before, after);
      if (access == Access.SET_PLAIN && after.matches("[0-9]+")) {
        stamped.put(cpu, Long.parseLong(after));
      }
    }

    @Override
    public void event(int cpu, Event event, String about, long detail) {
      other.event(cpu, event, about, detail);
    }

    @Override
    public void note(String text) {
      other.note(text);
    }

    @Override
    public void called(int cpu, Operation operation) {
      // Its step is known.
    }

    @Override
    public void returned(int cpu, Operation operation, boolean done) {
      results.merge("cpu" + cpu + " " + operation, done, Boolean::logicalAnd);
      if (operation.verb() == CommonVerb.ALLOC && done) {
        names.put(stamped.get(cpu), operation.name());
      }
    }

    /** Stamps are numbers in the order of the schedule, so they are shown by name. */
    String outcome(ProgramRun run) {
      long[] image = run.session().machine().image();
      int hash = 1;
      for (long word : image) {
        String name = names.get(word);
        hash = 31 * hash + (name == null ? Long.hashCode(word) : name.hashCode());
      }
      return results + " " + hash + " " + broken(run);
    }
  }

  private static final Trace NOWHERE =
      new Trace() {
        @Override
        public void access(int cpu, Access access, String word, String before, String after) {}

        @Override
        public void event(int cpu, Event event, String about, long detail) {}

        @Override
        public void note(String text) {}
      };

  private static Set<Property> broken(ProgramRun run) {
    Set<Property> broken = new TreeSet<>();
    run.session().alsoSeen().forEach(also -> broken.add(also.property()));
    return broken;
  }

  private static Explored explore(
      Subject subject, Program program, MemoryModel model, Strategy strategy, Trace trace) {
    Explored explored = new Explored(new TreeSet<>(), new TreeSet<>(), 0);
    long executions = 0;
    Executions all =
        new Executions(
            new Explorer.Question(
                subject,
                program,
                model,
                Set.of(),
                Method.EXHAUSTIVE,
                0,
                Long.MAX_VALUE,
                Long.MAX_VALUE),
            strategy);
    while (all.begin()) {
      Returned returned = new Returned(trace);
      ProgramRun run = all.make(returned);
      if (all.hasBegunAnew()) {
        executions = 0;
      }
      if (run.isOver()) {
        assertThat(run.wasCut()).isFalse();
        executions++;
        explored.outcomes.add(returned.outcome(run));
      }
      explored.broken.addAll(broken(run));
    }
    return new Explored(explored.outcomes, explored.broken, executions);
  }

  private static Explored sourceSets(Subject subject, Program program, MemoryModel model) {
    int cpus = program.shape().cpus();
    return explore(subject, program, model, new SourceSets(new Actors(cpus)), NOWHERE);
  }

  private static final List<String> SUBJECTS =
      List.of("dragonfly/kmalloc_obj-reference", "dragonfly/56c9ecc");

  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  private static void compare(MemoryModel model, String text) throws Malformed {
    Program program = Program.parse(text.replace("FIVE", FIVE));
    for (String id : SUBJECTS) {
      EveryState states = new EveryState();
      Explored all = explore(subject(id), program, model, states, states);
      Explored reduced = sourceSets(subject(id), program, model);
      assertThat(reduced.broken).as(id).isEqualTo(all.broken);
      assertThat(reduced.outcomes).as(id).isEqualTo(all.outcomes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SC, before: a = alloc 64 | cpu0: free a | cpu1: hold",
    "RA, before: a = alloc 64 | cpu0: free a | cpu1: hold",
    "TSO, before: a = alloc 64 | cpu0: hold | cpu1: hold",
    "SC, before: a = alloc 64 | cpu0: read a | cpu1: hold; drop"
  })
  void everyStateIsWhatEveryScheduleComesTo(MemoryModel model, String text) throws Malformed {
    Program program = Program.parse(text);
    for (String id : SUBJECTS) {
      EveryState states = new EveryState();
      Explored all = explore(subject(id), program, model, new NaiveEnumeration(), NOWHERE);
      Explored few = explore(subject(id), program, model, states, states);
      assertThat(few.outcomes).isEqualTo(all.outcomes);
      assertThat(few.broken).isEqualTo(all.broken);
      assertThat(sourceSets(subject(id), program, model).outcomes).isEqualTo(all.outcomes);
    }
  }

  /** Frees, holds and the clock take no lock. */
  @ParameterizedTest
  @CsvSource({
    "SC, before: a = alloc 64; b = alloc 64 | cpu0: free a | cpu1: free b",
    "RA, before: a = alloc 64; b = alloc 64 | cpu0: free a | cpu1: free b",
    "TSO, before: a = alloc 64; b = alloc 64 | cpu0: free a | cpu1: free b",
    "SC, before: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a",
    "RA, before: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a",
    "SC, before: a = alloc 64 | cpu0: free a | cpu1: read a",
    "RA, before: a = alloc 64 | cpu0: free a | cpu1: read a",
    "TSO, before: a = alloc 64 | cpu0: free a | cpu1: read a",
    "SC, cpu0: hold; drop | cpu1: tick",
    "RA, cpu0: hold; drop | cpu1: tick",
    "TSO, cpu0: hold; drop | cpu1: tick"
  })
  void whatTakesNoLock(MemoryModel model, String text) throws Malformed {
    compare(model, text);
  }

  /** Both want the depot's lock, the list of types, or the pages. */
  @ParameterizedTest
  @CsvSource({
    "SC, FIVE; free a | cpu0: tidy | cpu1: free b",
    "RA, FIVE; free a | cpu0: tidy | cpu1: free b",
    "SC, FIVE; free a; free b | cpu0: tidy | cpu1: tidy",
    "RA, FIVE; free a; free b | cpu0: tidy | cpu1: tidy",
    "SC, before: tidy; a = alloc 64 limited; free a | cpu0: destroy-type | cpu1: tidy"
  })
  void whatContendsForALock(MemoryModel model, String text) throws Malformed {
    compare(model, text);
  }

  /** In half a minute. */
  @Tag("nightly")
  @Test
  void whatContendsForPages() throws Malformed {
    compare(MemoryModel.SC, "cpu0: a = alloc 64 | cpu1: b = alloc 64");
  }

  /** In some schedules a hold is cut off, in others it has ended in time. */
  @Test
  void whatASubjectBreaksInSomeSchedulesIsFound() throws Malformed {
    isFoundInAllSchedules("e9dbfea", "grace-period", "cpu1: hold", "cpu0: tidy | cpu1: drop");
  }

  /** Or a look, with the kernel's clock. */
  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({"kmalloc_obj-reference, ''", "56c9ecc, grace-period"})
  void soIsWhatTheClockBreaks(String version, String broken) throws Malformed {
    String before = "tick; cpu1: signals; hold; cpu0: tidy";
    isFoundInAllSchedules(version, broken, before, "cpu0: tick; tidy | cpu1: drop");
  }

  private static void isFoundInAllSchedules(
      String version, String broken, String before, String text) throws Malformed {
    String freed = FIVE + "; f = alloc 64; destroy-type; free a; free b; ";
    Program program = Program.parse(freed + before + " | " + text);
    EveryState states = new EveryState();
    Subject subject = subject("dragonfly/" + version);
    Explored all = explore(subject, program, MemoryModel.SC, states, states);
    Explored reduced = sourceSets(subject, program, MemoryModel.SC);
    assertThat(all.broken).isEqualTo(Property.byId(broken).map(Set::of).orElse(Set.of()));
    assertThat(reduced.broken).isEqualTo(all.broken);
    assertThat(reduced.outcomes).isEqualTo(all.outcomes);
  }
}
