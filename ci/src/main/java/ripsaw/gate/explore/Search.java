package ripsaw.gate.explore;

import java.util.Set;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * How programs are explored, whichever they are.
 *
 * @param seed for a random method
 * @param executions of each program at most
 * @param deadline {@link System#nanoTime} after which no execution begins
 * @param threads that explore a program each, which changes nothing but the time that it takes
 */
public record Search(
    MemoryModel memory, Method method, long seed, long executions, long deadline, int threads) {
  public Question question(Subject subject, Program program, Set<Property> sought) {
    return new Question(subject, program, memory, sought, method, seed, executions, deadline);
  }

  /** The same with less: so many executions of each program at most, and until then. */
  public Search within(long most, long end) {
    return new Search(memory, method, seed, Math.min(executions, most), end, threads);
  }

  boolean isTimeUp() {
    return System.nanoTime() > deadline;
  }

  /** True if a random method made all the executions that it was to make. */
  boolean isSample(Exploration exploration) {
    return method.isRandom()
        && exploration.violation().isEmpty()
        && exploration.bound().equals(Explorer.cutAt(executions));
  }
}
