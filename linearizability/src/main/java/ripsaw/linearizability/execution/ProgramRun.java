package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.linearizability.execution.loop.Repeatable;
import ripsaw.linearizability.execution.loop.Round;
import ripsaw.linearizability.execution.loop.Waits;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.linearizability.execution.step.KnownPrefix;
import ripsaw.linearizability.execution.step.KnownSteps;
import ripsaw.linearizability.execution.step.LastStep;
import ripsaw.linearizability.execution.step.Places;
import ripsaw.linearizability.execution.step.Steps;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Task;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * One execution of a program, step by step; whoever holds it says who makes the next step. A step
 * begins with an access (or one of the few other things that cpus can see of one another), and ends
 * just before the next.
 *
 * <p>{@link Actors} make steps: the thread of each cpu, which runs its program, and its signal
 * handler; more threads of a cpu, and devices, if the program has them. A handler, or the interrupt
 * of a device, keeps its cpu's threads from running until it returns. A thread keeps the others of
 * its cpu from it while interrupts are off or it is in a critical section.
 *
 * <p>All run on one thread, as {@link Coroutines}. Nothing is random or timed: the same steps give
 * the same execution.
 *
 * <p>Over 400 lines, because whoever looks at a run asks it, whatever part knows the answer.
 */
public final class ProgramRun implements Repeatable {
  /** Steps after which an execution is cut, whatever it does; and an operation beforehand. */
  public static final int MOST_STEPS = 20_000;

  private final Subject subject;
  private final Program program;
  private final MemoryModel model;
  private final Set<Property> sought;
  private final boolean looksForLoops;
  private final Actors actors;
  private final Places places;
  private final Coroutines coroutines;
  private final Steps steps;
  private final Loops loops;
  private final Stepping stepping;
  private final Session session;
  private final Machine machine;
  private final Callers callers;
  private final Turns turns;
  private final int firstOrder;
  private Optional<Round> endless = Optional.empty();
  private boolean over;
  private boolean cut;

  /**
   * @param sought properties that end the execution when they are violated
   * @param trace where accesses and events are written down, or null
   */
  public ProgramRun(
      Subject subject, Program program, MemoryModel model, Set<Property> sought, Trace trace) {
    this(subject, program, model, sought, trace, new Waits());
  }

  /**
   * @param waits what is known of the program's loops; null to look for none: what waits in one
   *     goes round in it then, for as long as it is let
   */
  public ProgramRun(
      Subject subject,
      Program program,
      MemoryModel model,
      Set<Property> sought,
      Trace trace,
      Waits waits) {
    this(subject, program, model, sought, trace, waits, false);
  }

  /**
   * @param watchesJava whether to look at what the allocator keeps outside the machine
   */
  public ProgramRun(
      Subject subject,
      Program program,
      MemoryModel model,
      Set<Property> sought,
      Trace trace,
      Waits waits,
      boolean watchesJava) {
    this.subject = subject;
    this.program = program;
    this.model = model;
    this.sought = sought;
    this.looksForLoops = waits != null;
    this.actors = actorsOf(program);
    this.places = new Places(actors, roaming(program));
    this.coroutines = new Coroutines(actors.count());
    this.steps = new Steps(actors.count());
    this.loops = new Loops(this, actors.count(), waits);
    this.stepping = new Stepping(coroutines, places, loops, steps);
    this.session =
        new Session(subject, program.shape(), model, sought, stepping, trace, places.tasks());
    this.machine = session.machine();
    places.use(machine.cpus());
    this.callers = new Callers(program, session, stepping, trace);
    this.turns = new Turns(actors, places, coroutines, machine, loops, callers::canInterrupt);
    this.firstOrder = machine.newLocation();
    for (int cpu = 1; cpu < actors.cpus(); cpu++) {
      machine.newLocation();
    }
    stepping.orderShared(firstOrder);
    if (model != MemoryModel.SC) {
      tellHandlersApart();
    }
    session.know(program);
    over = !session.attempt(session::createTypes);
    if (watchesJava && !over) {
      session.watchJavaState();
    }
    over = over || !session.attempt(callers::before);
    cut = over && session.found().isEmpty();
    session.begins(program);
    for (int number = 0; number < actors.count() && !over; number++) {
      int actor = number;
      if (callers.begin(actor) && !actors.get(actor).isHandler()) {
        coroutines.start(actor, () -> callers.run(actor, places));
        coroutines.resume(actor);
      }
    }
    if (!over && !turns.look()) {
      end();
    }
  }

  // ------------------------------------------------------------------ actors

  /** Who makes the steps of a program. */
  public static Actors actorsOf(Program program) {
    List<Actors.Extra> extras = new ArrayList<>();
    for (Task task : program.tasks()) {
      if (task.thread() != 0) {
        extras.add(new Actors.Extra(task.cpu(), task.isInterrupt(), task.name()));
      }
    }
    return new Actors(program.shape().cpus(), extras, roaming(program));
  }

  private static int roaming(Program program) {
    int roaming = 0;
    for (int number = 0; number < program.all().size(); number++) {
      if (program.all().get(number).roams()) {
        roaming |= 1 << Callers.actor(number, program.shape().cpus());
      }
    }
    return roaming;
  }

  public Actors actors() {
    return actors;
  }

  public int cpus() {
    return actors.cpus();
  }

  /** The actors that can make the next step, a bit each; 0 if there is none. */
  public int enabled() {
    return over ? 0 : turns.enabled();
  }

  /** The same, and those too that wait in a loop: they can go round once more. */
  @Override
  public int able() {
    return over ? 0 : turns.able();
  }

  /** Whether this actor has done all that it has to do; a handler, whether none runs. */
  public boolean isDone(int actor) {
    return coroutines.isDone(actor);
  }

  /** What else there is to know of whose turn it is. */
  public Turns turns() {
    return turns;
  }

  @Override
  public boolean isInterruptible(int actor) {
    return cpuOf(actor).isInterruptible();
  }

  private Cpu cpuOf(int actor) {
    return places.of(actor);
  }

  /** The number of the cpu that an actor is on. */
  public int placeOf(int actor) {
    return places.cpuOf(actor);
  }

  /** The name of the line of the program that an actor stands in. */
  public String lineOf(int actor) {
    return places.line(actor);
  }

  // ------------------------------------------------------------------ steps

  /** Who says which way an access goes that may go several ways. */
  @FunctionalInterface
  public interface Picker {
    /** The index of the way. */
    int pick(Choices choices);
  }

  /**
   * Lets an enabled actor make its next step.
   *
   * @param older if its access may go several ways, as a load that may see several values: 0 for
   *     the latest, 1 for the one before it, and so on
   */
  @Override
  public void step(int actor, int older) {
    step(actor, choices -> Math.min(older, choices.count() - 1));
  }

  public void step(int actor, Picker which) {
    int[] awaited = loops.awaited(actor);
    make(actor, which);
    if (stepping.isAbandoned()) {
      return;
    }
    Throwable thrown = coroutines.takeThrown();
    if (thrown != null) {
      over = true;
      session.ended(thrown);
    }
    stepping.end(actor);
    for (int location : awaited) {
      last().footprint().add(location, Touch.READS);
    }
    over |= session.found().isPresent() || session.isDirty() && !session.attempt(session::judge);
    if (!over && (loops.isEndless() || !turns.look())) {
      end();
    } else if (steps.count() >= MOST_STEPS && !over && looksForLoops) {
      over = true;
      cut = true;
    }
  }

  private void make(int actor, Picker which) {
    stepping.begin(actor, which);
    if (isDone(actor)) {
      Cpu cpu = cpuOf(actor);
      coroutines.start(actor, () -> callers.interrupt(actors.get(actor), cpu));
      stepping.touchesOrder(cpu);
    }
    coroutines.resume(actor);
  }

  /**
   * Makes the first steps as they were made before. Nothing new can come of them, so nothing is
   * judged, and an actor that makes several in a row is not interrupted.
   *
   * @param known says who made them and which way they went
   * @throws Unwatched if they come to something else
   */
  public void follow(KnownSteps known, int count) {
    if (count == 0) {
      return;
    }
    KnownPrefix prefix = new KnownPrefix(known, count);
    stepping.follow(prefix);
    while (prefix.goesOn()) {
      make(prefix.actor(), choices -> 0);
      stepping.end(prefix.actor());
      if (coroutines.takeThrown() != null || !prefix.isAsBefore(made())) {
        throw notAsBefore(prefix.step(), prefix.actor());
      }
      prefix.next();
    }
    session.judged();
    turns.look();
  }

  /** What is wrong if a step that is known cannot be made as it was before. */
  public Unwatched notAsBefore(int step, int actor) {
    return new Unwatched(
        "%s is not deterministic: the same schedule made other accesses: step %s, of %s%s"
            .formatted(subject, step + 1, actors.get(actor).name(), Unwatched.MEND));
  }

  /**
   * Goes on to the end, one cpu after another; a signal is taken as soon as it can be.
   *
   * @return false if the execution had to be cut
   */
  public boolean finish() {
    while (!over) {
      int fair = turns.fair(turns.enabled());
      int handlers = fair & actors.handlers();
      step(Integer.numberOfTrailingZeros(handlers == 0 ? fair : handlers), 0);
    }
    return !cut;
  }

  /** Nobody can go on. */
  private void end() {
    over = true;
    places.end();
    Round round = loops.forEver();
    if (round.steps() > 0) {
      endless = Optional.of(round);
    }
    new Ending(session, actors, places).judge(round, coroutines);
  }

  /** Another execution of the same, from its beginning, in which nobody looks for loops. */
  ProgramRun anew() {
    return new ProgramRun(subject, program, model, sought, null, null);
  }

  @Override
  public ProgramRun again() {
    ProgramRun again = anew();
    for (int step = 0; step < steps.count(); step++) {
      again.step(steps.actor(step), steps.older(step));
    }
    return again;
  }

  // ---------------------------------------------------------------- results

  public Session session() {
    return session;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  /** True if the execution was cut before its end, without a violation. */
  public boolean wasCut() {
    return cut;
  }

  @Override
  public Steps steps() {
    return steps;
  }

  @Override
  public LastStep last() {
    return stepping.last();
  }

  @Override
  public Loops loops() {
    return loops;
  }

  /** The round that the execution would end with, over and over; empty if it ends otherwise. */
  public Optional<Round> endless() {
    return endless;
  }

  /** What is said of a round without end. */
  public Violation goesRound(Round round) {
    return Ending.goesRound(round, actors);
  }

  public int accesses() {
    return stepping.accesses();
  }

  /** A number for all that was done so far: equal where it is the same. */
  public long made() {
    return stepping.made();
  }

  /** The location of the lock that this actor would take next, or waits for; else NONE. */
  public int wantedLock(int actor) {
    return stepping.wantedLock(actor);
  }

  /** Whether the last step was not made, as no way of it was new. */
  public boolean isAbandoned() {
    return stepping.isAbandoned();
  }

  /**
   * Whether there may be a race if a handler runs at another place: see {@link
   * MachineObserver#suspected}.
   */
  public boolean isSuspected() {
    return stepping.isSuspected();
  }

  /**
   * From here on no access of a handler commutes with one of its cpu's program. So it always is
   * under weak memory, where both share what they have seen.
   */
  public void tellHandlersApart() {
    stepping.tellHandlersApart(firstOrder);
  }

  /** What this actor will do next, as far as it is known. */
  public Access nextAccess(int actor) {
    return coroutines.nextAccess(actor);
  }

  public long nextAddress(int actor) {
    return coroutines.nextAddress(actor);
  }

  /** What the next step of an actor is called in a schedule. */
  public String nextLabel(int actor) {
    return isDone(actor)
        ? callers.beginLabel(actors.get(actor))
        : callers.label(actors.get(actor), nextAccess(actor), nextAddress(actor));
  }

  /** What the operations returned, and what memory holds: equal for executions that are. */
  public String outcome() {
    return callers.results()
        + session.found().map(Violation::property)
        + session.alsoSeen()
        + session.fingerprint();
  }
}
