package ripsaw.junit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Event;
import ripsaw.machine.Flaw;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Subject;

/**
 * A fault that is planted in the subject itself, and must be found before its silence means
 * anything: one kind of the accesses that it makes is not what its name says.
 *
 * @param found whether it was
 * @param words which fault, what it broke, and after how many executions; or which were tried
 */
record Planted(boolean found, String words) {
  /** Programs in which the kinds of accesses are seen, the last of which are the largest. */
  private static final int LOOKED_AT = 16;

  /** Of each program: a fault shows in the first few, or in another program. */
  private static final long MOST_EXECUTIONS = 500;

  static Planted in(Subject subject, List<Program> programs, MemoryModel memory) {
    Set<Flaw> flaws = flaws(subject, programs, memory);
    long executions = 0;
    for (Flaw flaw : flaws) {
      Subject broken = subject.with(flaw);
      Exploring exploring =
          Exploring.of(broken, programs, memory, subject.promised(), MOST_EXECUTIONS);
      executions += exploring.executions();
      if (exploring.violation().isPresent()) {
        return new Planted(
            true,
            "with %s: %s found after %s executions"
                .formatted(flaw, exploring.violation().get().property(), executions));
      }
    }
    String tried =
        flaws.isEmpty()
            ? "no access of it can be broken"
            : "nothing goes wrong in %s executions with %s"
                .formatted(
                    executions, String.join(", ", flaws.stream().map(Flaw::toString).toList()));
    return new Planted(false, tried);
  }

  /** What can be wrong with the accesses that the subject makes. */
  private static Set<Flaw> flaws(Subject subject, List<Program> programs, MemoryModel memory) {
    Seen seen = new Seen();
    int count = programs.size();
    for (int i = 0; i < Math.min(LOOKED_AT, count); i++) {
      Question question =
          new Question(
              subject,
              programs.get(count - 1 - i * count / LOOKED_AT % count),
              memory,
              subject.promised(),
              Method.EXHAUSTIVE,
              0,
              LOOKED_AT,
              Long.MAX_VALUE);
      Explorer.explore(question, () -> seen);
    }
    return seen.flaws;
  }

  /** Notes the kinds of accesses. */
  private static final class Seen implements Trace {
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    @Override
    public void access(int cpu, Access access, String word, String before, String after) {
      switch (access) {
        case COMPARE_AND_SET, COMPARE_AND_SET_ACQUIRE, COMPARE_AND_SET_RELEASE ->
            flaws.add(Flaw.SPLIT_CAS);
        case GET_AND_SET, GET_AND_SET_ACQUIRE, GET_AND_SET_RELEASE -> flaws.add(Flaw.SPLIT_SWAP);
        case GET_AND_ADD, GET_AND_ADD_ACQUIRE, GET_AND_ADD_RELEASE -> flaws.add(Flaw.SPLIT_ADD);
        case GET_OPAQUE, GET_ACQUIRE, GET_VOLATILE, SET_OPAQUE, SET_RELEASE, SET_VOLATILE ->
            flaws.add(Flaw.PLAIN);
        default -> {
          // A plain one cannot be weaker than it is.
        }
      }
    }

    @Override
    public void locked(int cpu, String word) {
      flaws.add(Flaw.OPEN_LOCK);
    }

    @Override
    public void event(int cpu, Event event, String about, long detail) {}

    @Override
    public void note(String text) {}

    @Override
    public void called(int cpu, Operation operation) {}
  }
}
