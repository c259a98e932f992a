package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import ripsaw.linearizability.explore.Strategy;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Access;
import ripsaw.machine.Choices;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.Touch;
import ripsaw.machine.Watch;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * One execution of a program, step by step; whoever holds it says who makes the next step. A step
 * begins with an access (or one of the few other things that cpus can see of one another), and ends
 * just before the next.
 *
 * <p>Up to two <em>actors</em> a cpu make steps: its program and its signal handler. A handler
 * keeps its cpu's program from running until it returns, as an interrupt does. For n cpus, actor c
 * is the program of cpu c, n + c its handler.
 *
 * <p>All run on one thread, as coroutines. Nothing is random or timed: the same steps give the same
 * execution. The thread must hold no monitor, see {@link ManualRun}.
 */
public final class ProgramRun implements Scheduler {
  private static final ContinuationScope SCOPE = new ContinuationScope("run");

  /** Steps after which an execution is cut, whatever it does; and an operation beforehand. */
  public static final int MOST_STEPS = 20_000;

  public static final int NONE = -1;

  private final Subject subject;
  private final Program program;
  private final MemoryModel model;
  private final Set<Property> sought;
  private final Waits waits;
  private final Loops loops;
  private final Session session;
  private final Machine machine;
  private final int cpus;
  private final Trace trace;
  private final Continuation[] running;
  private final BooleanSupplier[] awaited;
  private final Access[] nextAccess;
  private final long[] nextAddress;
  private final boolean[][] results;
  private final int[] wantedLock;
  private final Map<Integer, Integer> lastLock = new HashMap<>();
  private final Map<Integer, Integer> lastUnlock = new HashMap<>();
  private Throwable thrown;
  private final Footprint footprint = new Footprint();
  private final Steps steps;
  private int current = -1;
  private int able;
  private int enabled;
  private int enabler = NONE;
  private Picker picker;
  private int key;
  private int age;
  private int values = 1;
  private boolean abandoned;
  // Of all that was done so far: equal where executions are.
  private long made;
  private boolean suspected;
  private boolean tellsHandlersApart;
  private final int firstOrder;
  // The steps that are made as an earlier execution made them, while they are.
  private Strategy lead;
  private int leading;
  private int led;
  private int accesses;
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
    this.waits = waits;
    this.trace = trace;
    this.cpus = program.shape().cpus();
    this.loops = new Loops(this, waits);
    this.running = new Continuation[2 * cpus];
    this.awaited = new BooleanSupplier[2 * cpus];
    this.nextAccess = new Access[2 * cpus];
    this.nextAddress = new long[2 * cpus];
    this.wantedLock = new int[2 * cpus];
    Arrays.fill(wantedLock, NONE);
    this.steps = new Steps(2 * cpus);
    this.results = new boolean[cpus][];
    this.session = new Session(subject, program.shape(), model, sought, this, trace);
    this.machine = session.machine();
    this.firstOrder = machine.newLocation();
    for (int cpu = 1; cpu < cpus; cpu++) {
      machine.newLocation();
    }
    this.tellsHandlersApart = model != MemoryModel.SC;
    session.know(program);
    over = !session.attempt(session::createTypes);
    if (watchesJava && !over) {
      session.watchJavaState();
    }
    over = over || !session.attempt(this::before);
    cut = over && session.found().isEmpty();
    session.begins(program);
    for (int cpu = 0; cpu < cpus && !over; cpu++) {
      results[cpu] = new boolean[program.cpus().get(cpu).size()];
      if (results[cpu].length > 0) {
        start(cpu);
      }
    }
    if (!over && look() == 0) {
      end();
    }
  }

  /** What is done beforehand is done in order, and everybody knows of it afterwards. */
  private void before() {
    for (Step step : program.before()) {
      Cpu cpu = machine.cpu(step.cpu());
      perform(cpu, step.operation());
      session.synchronize();
    }
    session.synchronize();
  }

  private void start(int cpu) {
    Cpu one = machine.cpu(cpu);
    List<Operation> operations = program.cpus().get(cpu);
    running[cpu] = new Continuation(SCOPE, () -> guard(() -> operations(one, operations)));
    current = cpu;
    running[cpu].run();
    current = -1;
  }

  private void operations(Cpu cpu, List<Operation> operations) {
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      String name = operation.isUse() ? operation.name() : "";
      awaited[cpu.id()] = name.isEmpty() ? null : () -> session.canUse(name);
      pause(Access.CALL, i);
      awaited[cpu.id()] = null;
      if (!name.isEmpty()) {
        session.waitedFor(name);
      }
      results[cpu.id()][i] = perform(cpu, operation);
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

  private void guard(Runnable body) {
    try {
      body.run();
    } catch (Throwable end) {
      thrown = end;
    }
  }

  // ------------------------------------------------------------------ steps

  public int actors() {
    return 2 * cpus;
  }

  public int cpus() {
    return cpus;
  }

  public Session session() {
    return session;
  }

  /** The actors that can make the next step, a bit each; 0 if there is none. */
  public int enabled() {
    return over ? 0 : enabled;
  }

  /** The same, and those too that wait in a loop: they can go round once more. */
  public int able() {
    return over ? 0 : able;
  }

  private int look() {
    able = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      boolean handling = running[cpus + cpu] != null;
      if (handling ? isReady(cpus + cpu) : canInterrupt(cpu)) {
        able |= 1 << cpus + cpu;
      }
      if (!handling && running[cpu] != null && isReady(cpu)) {
        able |= 1 << cpu;
      }
    }
    enabled = able & ~loops.held();
    return enabled;
  }

  private boolean isReady(int actor) {
    return awaited[actor] == null || awaited[actor].getAsBoolean();
  }

  private boolean canInterrupt(int cpu) {
    Cpu one = machine.cpu(cpu);
    return one.isInterruptible() && one.hasSignals();
  }

  /** Whether this actor has done all that it has to do; a handler, whether none runs. */
  public boolean isDone(int actor) {
    return running[actor] == null;
  }

  /** Those of the enabled whose turn it is: not who goes round while others could go on. */
  public int fair(int enabled) {
    return loops.fair(enabled);
  }

  /** A bit for each cpu whose handler has begun and not returned. */
  public int handling() {
    int handling = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      handling |= running[cpus + cpu] != null ? 1 << cpu : 0;
    }
    return handling;
  }

  /** Who says which way an access goes that may go several ways. */
  @FunctionalInterface
  public interface Picker {
    /** The index of the way. */
    int pick(Choices choices);
  }

  /** The cpus in a critical section, or in a handler, a bit each. */
  public int masked() {
    int masked = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      masked |= machine.cpu(cpu).isInterruptible() ? 0 : 1 << cpu;
    }
    return masked;
  }

  /**
   * Lets an enabled actor make its next step.
   *
   * @param older if its access may go several ways, as a load that may see several values: 0 for
   *     the latest, 1 for the one before it, and so on
   */
  public void step(int actor, int older) {
    step(actor, choices -> Math.min(older, choices.count() - 1));
  }

  public void step(int actor, Picker which) {
    picker = which;
    int[] awaited = loops.awaited(actor);
    begin(actor);
    move(actor);
    current = -1;
    if (abandoned) {
      return;
    }
    if (thrown != null) {
      over = true;
      session.ended(thrown);
      thrown = null;
    }
    loops.end(actor, footprint);
    for (int location : awaited) {
      footprint.add(location, Touch.READS);
    }
    over |= session.found().isPresent() || session.isDirty() && !session.attempt(session::judge);
    if (!over && (loops.isEndless() || look() == 0)) {
      end();
    } else if (steps.count() >= MOST_STEPS && !over && waits != null) {
      over = true;
      cut = true;
    }
  }

  private void begin(int actor) {
    footprint.clear();
    enabler = NONE;
    values = 1;
    age = 0;
    key = Choices.LATEST;
    current = actor;
    steps.add(actor);
    Access next = nextAccess(actor);
    loops.begin(actor, next, next == Access.AWAIT ? 0 : nextAddress[actor]);
  }

  /**
   * Makes the first steps as they were made before. Nothing new can come of them, so nothing is
   * judged, and an actor that makes several in a row is not interrupted.
   *
   * @param known says who made them and which way they went
   */
  public void follow(Strategy known, int count) {
    if (count == 0) {
      return;
    }
    lead = known;
    leading = count;
    led = 0;
    while (led < leading) {
      int actor = known.actor(led);
      begin(actor);
      move(actor);
      loops.end(actor, footprint);
      comparesWithKnown();
      led++;
    }
    current = -1;
    leading = 0;
    session.judged();
    look();
  }

  /**
   * Goes on to the end, one cpu after another; a signal is taken as soon as it can be.
   *
   * @return false if the execution had to be cut
   */
  public boolean finish() {
    while (!over) {
      int fair = fair(enabled);
      int handlers = fair & ((1 << cpus) - 1) << cpus;
      step(Integer.numberOfTrailingZeros(handlers == 0 ? fair : handlers), 0);
    }
    return !cut;
  }

  private void move(int actor) {
    if (running[actor] == null) {
      Cpu cpu = machine.cpu(actor % cpus);
      running[actor] = new Continuation(SCOPE, () -> guard(() -> handle(cpu)));
      accessed(cpu);
    }
    running[actor].run();
    if (running[actor].isDone()) {
      running[actor] = null;
    }
  }

  private void handle(Cpu cpu) {
    cpu.takeSignal();
    if (trace != null) {
      trace.handled(cpu.id());
    }
  }

  /** Nobody can go on: either all is done, or somebody waits in vain or goes round for ever. */
  private void end() {
    over = true;
    Round round = loops.forEver();
    if (round.steps() > 0) {
      endless = Optional.of(round);
      session.attempt(() -> session.violated(goesRound(round)));
    }
    for (int actor = 0; actor < 2 * cpus && session.found().isEmpty(); actor++) {
      if (running[actor] != null && (round.movers() & 1 << actor) == 0) {
        int stuck = actor % cpus;
        session.attempt(
            () ->
                session.violated(
                    new Violation(
                        CommonProperty.TERMINATION,
                        "cpu" + stuck + " waits for what nobody will do")));
      }
    }
    if (session.found().isEmpty()) {
      session.attempt(session::judge);
    }
  }

  /** What is said of a round without end. */
  public Violation goesRound(Round round) {
    String who =
        IntStream.of(round.actors())
            .map(actor -> actor % cpus)
            .sorted()
            .distinct()
            .mapToObj(cpu -> "cpu" + cpu)
            .collect(Collectors.joining(" and "));
    return new Violation(
        CommonProperty.TERMINATION,
        "%s go%s round for ever: %d identical rounds of %d step%s"
            .formatted(
                who,
                who.contains(" ") ? "" : "es",
                round.most(),
                round.steps(),
                round.steps() == 1 ? "" : "s"));
  }

  /** Another execution of the same, from its beginning, in which nobody looks for loops. */
  ProgramRun anew() {
    return new ProgramRun(subject, program, model, sought, null, null);
  }

  /** The same, up to where this one is. */
  public ProgramRun again() {
    ProgramRun again = anew();
    for (int step = 0; step < steps.count(); step++) {
      again.step(steps.actor(step), steps.older(step));
    }
    return again;
  }

  // ---------------------------------------------------------------- results

  public boolean isOver() {
    return over;
  }

  /** True if the execution was cut before its end, without a violation. */
  public boolean wasCut() {
    return cut;
  }

  public Steps steps() {
    return steps;
  }

  public Loops loops() {
    return loops;
  }

  /** The round that the execution would end with, over and over; empty if it ends otherwise. */
  public Optional<Round> endless() {
    return endless;
  }

  /** Whether the cpu of this actor would take a signal here. */
  boolean isInterruptible(int actor) {
    return machine.cpu(actor % cpus).isInterruptible();
  }

  public int accesses() {
    return accesses;
  }

  /** A number for all that was done so far: equal where it is the same. */
  public long made() {
    return made;
  }

  /** The step just made as it was made before did the same, or the subject is none to explore. */
  private void comparesWithKnown() {
    if (thrown != null || lead.made(led) != made) {
      throw notAsBefore(led, lead.actor(led));
    }
  }

  /** What is wrong if a step that is known cannot be made as it was before. */
  public Unwatched notAsBefore(int step, int actor) {
    return new Unwatched(
        "%s is not deterministic: the same schedule made other accesses: step %d, of %s%s"
            .formatted(subject, step + 1, Schedule.name(actor, cpus), Unwatched.MEND));
  }

  /** What the last step touched. */
  public Footprint footprint() {
    return footprint;
  }

  /** The number of an earlier step that had to come before the last one, or {@link #NONE}. */
  public int enabler() {
    return enabler;
  }

  /** The location of the lock that this actor would take next, or waits for; else {@link #NONE}. */
  public int wantedLock(int actor) {
    return wantedLock[actor];
  }

  /** How many ways the access of the last step could have gone; 1 if there was none. */
  public int values() {
    return values;
  }

  /** Which way it went: see {@link Choices}. */
  public int key() {
    return key;
  }

  /** How many stores there were behind the one that it saw. */
  public int age() {
    return age;
  }

  /** Whether the last step was not made, as no way of it was new. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /**
   * Whether there may be a race if a handler runs at another place: see {@link Watch#suspected}.
   */
  public boolean isSuspected() {
    return suspected;
  }

  /**
   * From here on no access of a handler commutes with one of its cpu's program. So it always is
   * under weak memory, where both share what they have seen.
   */
  public void tellHandlersApart() {
    tellsHandlersApart = true;
  }

  /** What this actor will do next, as far as it is known. */
  public Access nextAccess(int actor) {
    return running[actor] == null ? Access.AWAIT : nextAccess[actor];
  }

  public long nextAddress(int actor) {
    return nextAddress[actor];
  }

  /** What the next step of an actor is called in a schedule. */
  public String nextLabel(int actor) {
    if (running[actor] == null) {
      return "take a signal";
    }
    Access access = nextAccess[actor];
    if (access == Access.CALL) {
      return "call " + program.cpus().get(actor).get((int) nextAddress[actor]);
    }
    return access.order() == Access.Order.NONE && access != Access.LOCK
        ? access.toString()
        : access + " " + session.nameOf(nextAddress[actor]);
  }

  /** What the operations returned, and what memory holds: equal for executions that are. */
  public String outcome() {
    StringBuilder text = new StringBuilder();
    for (boolean[] ofCpu : results) {
      text.append(Arrays.toString(ofCpu));
    }
    text.append(session.found().map(Violation::property)).append(session.alsoSeen());
    text.append(session.fingerprint());
    return text.toString();
  }

  // -------------------------------------------------------------- scheduler

  private void pause(Access next, long address) {
    nextAccess[current] = next;
    nextAddress[current] = address;
    made = made * 31 + (next.ordinal() + 1) * 0x9e3779b97f4a7c15L + address;
    if (led + 1 < leading && lead.actor(led + 1) == current && lead.made(led) == made) {
      loops.end(current, footprint);
      led++;
      begin(current);
    } else {
      Continuation.yield(SCOPE);
    }
  }

  @Override
  public boolean isBeforehand() {
    return current < 0;
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    if (next.order() != Access.Order.NONE) {
      accesses++;
    }
    pause(next, address);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    int actor = current;
    while (!ready.getAsBoolean()) {
      awaited[actor] = ready;
      pause(Access.AWAIT, 0);
      awaited[actor] = null;
    }
  }

  /**
   * A lock is taken in one step, and only while it is free. Whoever held it last had to come before
   * by letting go; that it was taken before, and not after, is what may be reversed.
   */
  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    int actor = current;
    awaited[actor] = isFree;
    wantedLock[actor] = location;
    pause(Access.LOCK, word);
    awaited[actor] = null;
    wantedLock[actor] = NONE;
    footprint.add(location, Touch.WRITES);
    Integer freed = lastUnlock.remove(location);
    enabler = freed == null ? NONE : freed;
    lastLock.put(location, steps.count() - 1);
    loops.locked(actor);
  }

  @Override
  public void unlocked(int location) {
    if (current >= 0) {
      loops.unlocked(current);
    }
    // Taken and let go in one step, it is no more than a word that was written.
    if (current >= 0 && lastLock.getOrDefault(location, NONE) != steps.count() - 1) {
      lastUnlock.put(location, steps.count() - 1);
    }
  }

  @Override
  public void accessed(long address, long before, long after) {
    made = ((made * 31 + address) * 31 + before) * 31 + after;
    loops.accessed(address, before, after);
  }

  @Override
  public void touched(int location, Touch kind) {
    if (current >= 0) {
      footprint.add(location, kind);
    }
  }

  @Override
  public int choose(Choices choices) {
    if (current < 0) {
      return 0;
    }
    int way = 0;
    if (leading > 0) {
      way = lead.way(led);
    } else if (!loops.seesNewest(current)) { // in the end every store is seen
      values = choices.count();
      way = picker.pick(choices);
    }
    while (way < 0) {
      abandoned = true;
      Continuation.yield(SCOPE); // nobody goes on with it
    }
    steps.sawOlder(way);
    key = choices.key(way);
    age = key == Choices.LATEST ? 0 : choices.latest() - key;
    return way;
  }

  @Override
  public void suspected() {
    suspected = true;
  }

  @Override
  public void accessed(Cpu cpu) {
    if (tellsHandlersApart && current >= 0) {
      touched(firstOrder + cpu.id(), Touch.WRITES);
    }
  }

  @Override
  public void happened(Cpu cpu) {
    // Events are no steps.
  }

  @Override
  public boolean judgesAlways() {
    return false;
  }
}
