package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import ripsaw.linearizability.execution.step.Actor;
import ripsaw.linearizability.execution.step.Places;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.linearizability.program.Task;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;
import ripsaw.subject.CommonVerb;

/** What the actors of a program do, one operation after another, and what each of them returned. */
final class Callers {
  private final Program program;
  private final Session session;
  private final Stepping stepping;
  private final Trace trace;
  private final List<Task> tasks;
  private final Turnstile turnstile;
  private final boolean[][] results;
  private final boolean[] isPending;

  /**
   * @param trace where calls are written down, or null
   */
  Callers(Program program, Session session, Stepping stepping, Trace trace) {
    this.program = program;
    this.session = session;
    this.stepping = stepping;
    this.trace = trace;
    this.tasks = program.all();
    this.turnstile = new Turnstile(session.machine(), stepping, program.hotplugged());
    this.results = new boolean[tasks.size()][];
    this.isPending = new boolean[tasks.size()];
  }

  /** What is done beforehand is done in order, and everybody knows of it afterwards. */
  void before() {
    for (Step step : program.before()) {
      Operation operation = step.operation();
      boolean wouldWait =
          operation.verb() == CommonVerb.ALLOC && session.subject().family().callersSleep();
      perform(session.machine().cpu(step.cpu()), wouldWait ? operation.nowait() : operation);
      session.machine().synchronize();
    }
    session.machine().synchronize();
  }

  /** The number of the actor that does what stands in this place among all tasks. */
  static int actor(int task, int cpus) {
    return task < cpus ? task : task + cpus;
  }

  private int task(int actor) {
    int cpus = program.shape().cpus();
    return actor < cpus ? actor : actor - cpus;
  }

  /** Whether an actor has anything to do. It begins with that. */
  boolean begin(int actor) {
    boolean isSignalHandler = actor >= program.shape().cpus() && actor < 2 * program.shape().cpus();
    if (isSignalHandler) {
      return false;
    }
    int task = task(actor);
    results[task] = new boolean[tasks.get(task).operations().size()];
    isPending[task] = tasks.get(task).isInterrupt();
    return results[task].length > 0;
  }

  /** Makes the operations of a thread, wherever it is. */
  void run(int actor, Places places) {
    Task task = tasks.get(task(actor));
    for (int i = 0; i < task.operations().size(); i++) {
      Operation operation = task.operations().get(i);
      String name = operation.isUse() ? operation.name() : "";
      BooleanSupplier given = name.isEmpty() ? null : () -> session.canUse(name);
      turnstile.call(places.of(actor), i, operation, given);
      if (!name.isEmpty()) {
        session.waitedFor(name);
      }
      results[task(actor)][i] = perform(places.of(actor), operation);
      turnstile.returned(places.of(actor), operation);
    }
  }

  /** Whether this device has yet to interrupt its cpu, and all was given that it uses. */
  boolean canInterrupt(int actor) {
    return isPending[task(actor)]
        && tasks.get(task(actor)).foreignUses().stream()
            .allMatch(operation -> session.canUse(operation.name()));
  }

  /** A handler begins: that of a signal, or of a device. */
  void interrupt(Actor actor, Cpu cpu) {
    if (actor.kind() == Actor.Kind.DEVICE) {
      isPending[task(actor.number())] = false;
      tasks.get(task(actor.number())).foreignUses().stream()
          .map(Operation::name)
          .distinct()
          .forEach(session::waitedFor);
      cpu.deviceInterrupt(() -> handle(task(actor.number()), cpu));
    } else {
      cpu.takeSignal();
    }
    if (trace != null) {
      trace.handled(cpu.id());
    }
  }

  private void handle(int task, Cpu cpu) {
    if (trace != null) {
      trace.interrupted(cpu.id());
    }
    for (int i = 0; i < tasks.get(task).operations().size(); i++) {
      stepping.call(i);
      results[task][i] = perform(cpu, tasks.get(task).operation(i));
    }
  }

  /** What the step is called with which a handler begins. */
  String beginLabel(Actor actor) {
    return actor.kind() == Actor.Kind.DEVICE ? "interrupt" : "take a signal";
  }

  private boolean perform(Cpu cpu, Operation operation) {
    if (trace == null) {
      return session.run(cpu, operation);
    }
    trace.called(cpu.id(), operation);
    boolean done = session.run(cpu, operation);
    trace.returned(stepping.here(cpu).id(), operation, done);
    return done;
  }

  /** What a step of a schedule is called that does this next. */
  String label(Actor actor, Access next, long address) {
    if (next == Access.CALL) {
      Operation called = tasks.get(task(actor.number())).operations().get((int) address);
      return "call " + called.inWords(session.subject().family());
    }
    boolean hasWord = next == Access.LOCK || next == Access.TRY_LOCK;
    return next.order() == Access.Order.NONE && !hasWord
        ? next.toString()
        : next + " " + session.nameOf(address);
  }

  /** What the operations returned: equal where that is. */
  String results() {
    StringBuilder text = new StringBuilder();
    for (boolean[] ofTask : results) {
      text.append(Arrays.toString(ofTask));
    }
    return text.toString();
  }
}
