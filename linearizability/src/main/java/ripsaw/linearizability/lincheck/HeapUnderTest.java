package ripsaw.linearizability.lincheck;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StringGen;
import org.jetbrains.lincheck.datastructures.Validate;
import ripsaw.linearizability.execution.Scheduler;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;

/**
 * A whole allocator as Lincheck runs it: one thread a cpu, an operation in the words of a program,
 * and a census at the end. Lincheck makes an instance of this class for each interleaving, so what
 * is under test reaches it by a field of the class; checks run one at a time.
 */
public class HeapUnderTest {
  private static Investigation investigation;

  private final Session session;

  /**
   * What a limit kept from its caller: how much an allocator accounts for so many bytes is its own
   * affair, and whether it may refuse them is judged by {@code limit}.
   */
  private final Set<String> refused = new HashSet<>();

  /**
   * The machine is made here and not in an operation: what Lincheck has not seen being built, it
   * takes for a thread's own, and does not switch at.
   */
  public HeapUnderTest() {
    session = investigation.session(new LincheckScheduler());
    session.attempt(session::createTypes);
  }

  static void serve(Investigation next) {
    investigation = next;
  }

  /** The first thing in each scenario, for Lincheck does not say which one it runs. */
  @Operation
  public boolean open(@Param(gen = IntGen.class) int scenario) {
    investigation.open(scenario);
    return true;
  }

  @Operation
  public boolean run(
      @Param(gen = IntGen.class) int cpu, @Param(gen = StringGen.class) String operation) {
    boolean[] done = new boolean[1];
    Cpu here = session.machine().cpu(cpu);
    ripsaw.linearizability.program.Operation asked =
        ripsaw.linearizability.program.Operation.parse(operation);
    if (refused.remove(asked.name())) {
      return true;
    }
    session.attempt(() -> done[0] = session.run(here, asked));
    investigation.note(session);
    if (asked.limited() && !done[0]) {
      refused.add(asked.name());
      return true;
    }
    return done[0];
  }

  /** After the concurrent part: a first census, then the cpu takes its signals. */
  @Operation
  public boolean settle(@Param(gen = IntGen.class) int cpu) {
    Cpu here = session.machine().cpu(cpu);
    return session.attempt(session::judge) && session.attempt(() -> session.takeSignals(here));
  }

  /** Fails the interleaving if a sought property was broken in it. */
  @Validate
  public void census() {
    session.attempt(session::judge);
    investigation.close(session);
  }

  /** Lincheck switches threads at the accesses themselves. */
  private static final class LincheckScheduler implements Scheduler {
    @Override
    public void mayPreempt(Cpu cpu, Access next, long address) {}

    @Override
    public void await(Cpu cpu, BooleanSupplier ready) {
      while (!ready.getAsBoolean()) {
        cpu.takeSignals();
        Thread.onSpinWait();
      }
    }

    @Override
    public void happened(Cpu cpu) {}

    /** Lincheck slows down whatever it sees a hundredfold, the judge too. */
    @Override
    public boolean judgesAlways() {
      return false;
    }
  }
}
