package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import ripsaw.linearizability.execution.step.Actor;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;

/** What the actors of a program do, one operation after another, and what each of them returned. */
final class Callers {
  private final Program program;
  private final Session session;
  private final Stepping stepping;
  private final Trace trace;
  private final Hotplug hotplug;
  private final boolean[][] results;

  /**
   * @param trace where calls are written down, or null
   */
  Callers(Program program, Session session, Stepping stepping, Trace trace) {
    this.program = program;
    this.session = session;
    this.stepping = stepping;
    this.trace = trace;
    this.hotplug = new Hotplug(session.machine(), stepping, program.takenOffline());
    this.results = new boolean[program.shape().cpus()][];
  }

  /** What is done beforehand is done in order, and everybody knows of it afterwards. */
  void before() {
    for (Step step : program.before()) {
      perform(session.machine().cpu(step.cpu()), step.operation());
      session.machine().synchronize();
    }
    session.machine().synchronize();
  }

  /** Whether a cpu has anything to do. It begins with that. */
  boolean begin(int cpu) {
    results[cpu] = new boolean[operations(cpu).size()];
    return results[cpu].length > 0;
  }

  private List<Operation> operations(int cpu) {
    return program.cpus().get(cpu);
  }

  /** Makes the operations of a cpu. */
  void run(Cpu cpu) {
    List<Operation> operations = operations(cpu.id());
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      String name = operation.isUse() ? operation.name() : "";
      BooleanSupplier given = name.isEmpty() ? null : () -> session.canUse(name);
      hotplug.call(cpu, i, operation, given);
      if (!name.isEmpty()) {
        session.waitedFor(name);
      }
      results[cpu.id()][i] = perform(cpu, operation);
      hotplug.returned(cpu, operation);
    }
  }

  /** Takes a signal that the cpu has. */
  void handle(Cpu cpu) {
    cpu.takeSignal();
    if (trace != null) {
      trace.handled(cpu.id());
    }
  }

  private boolean perform(Cpu cpu, Operation operation) {
    if (trace == null) {
      return session.run(cpu, operation);
    }
    trace.called(cpu.id(), operation);
    boolean done = session.run(cpu, operation);
    trace.returned(cpu.id(), operation, done);
    return done;
  }

  /** What a step of a schedule is called that does this next. */
  String label(Actor actor, Access next, long address) {
    if (next == Access.CALL) {
      return "call " + operations(actor.cpu()).get((int) address);
    }
    boolean hasWord = next == Access.LOCK || next == Access.TRY_LOCK;
    return next.order() == Access.Order.NONE && !hasWord
        ? next.toString()
        : next + " " + session.nameOf(address);
  }

  /** What the operations returned: equal where that is. */
  String results() {
    StringBuilder text = new StringBuilder();
    for (boolean[] ofCpu : results) {
      text.append(Arrays.toString(ofCpu));
    }
    return text.toString();
  }
}
