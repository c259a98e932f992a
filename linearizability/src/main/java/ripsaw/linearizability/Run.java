package ripsaw.linearizability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import ripsaw.linearizability.Program.Step;
import ripsaw.machine.Access;
import ripsaw.machine.CheckedMemory;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.StoreBuffers;
import ripsaw.machine.Touch;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * One execution of a program, step by step; whoever holds it says who makes the next step. A step
 * begins with an access (or one of the few other things that cpus can see of one another), and ends
 * just before the next.
 *
 * <p>Up to three <em>actors</em> a cpu make steps: its program, its signal handler, and its store
 * buffer. A handler keeps its cpu's program from running until it returns, as an interrupt does.
 * For n cpus, actor c is the program of cpu c, n + c its handler, 2n + c its store buffer.
 *
 * <p>All run on one thread, as coroutines. Nothing is random or timed: the same steps give the same
 * execution. The thread must hold no monitor, see {@link Execution}.
 */
public final class Run implements Session.Scheduler {
  private static final ContinuationScope SCOPE = new ContinuationScope("run");

  /** Steps after which an execution is cut, whatever it does. */
  static final int MOST_STEPS = 20_000;

  static final int NONE = -1;

  private final Subject subject;
  private final Program program;
  private final MemoryModel model;
  private final Set<Property> sought;
  private final Waits waits;
  private final Loops loops;
  private final Session session;
  private final Machine machine;
  private final StoreBuffers buffers;
  private final int cpus;
  private final Trace trace;
  private final Continuation[] running;
  private final BooleanSupplier[] awaited;
  private final Access[] nextAccess;
  private final long[] nextAddress;
  private final boolean[][] results;
  private final List<Queue<Integer>> issued = new ArrayList<>();
  private final int[] lastFlush;
  private final int[] enablers = new int[3];
  private final int[] wantedLock;
  private final Map<Integer, Integer> lastLock = new HashMap<>();
  private final Map<Integer, Integer> lastUnlock = new HashMap<>();
  private RuntimeException thrown;
  private final Footprint footprint = new Footprint();
  private final Steps steps;
  private int current = -1;
  private int able;
  private int enabled;
  private int older;
  private int values = 1;
  private int accesses;
  private Optional<Round> endless = Optional.empty();
  private boolean over;
  private boolean cut;

  /**
   * @param sought properties that end the execution when they are violated
   * @param trace where accesses and events are written down, or null
   */
  public Run(
      Subject subject, Program program, MemoryModel model, Set<Property> sought, Trace trace) {
    this(subject, program, model, sought, trace, new Waits());
  }

  /**
   * @param waits what is known of the program's loops; null to look for none: what waits in one
   *     goes round in it then, for as long as it is let
   */
  Run(
      Subject subject,
      Program program,
      MemoryModel model,
      Set<Property> sought,
      Trace trace,
      Waits waits) {
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
    this.steps = new Steps(3 * cpus);
    this.results = new boolean[cpus][];
    this.session = new Session(subject, program.shape(), model, sought, this, trace);
    this.machine = session.machine();
    this.buffers = machine.storeBuffers().orElse(null);
    this.lastFlush = new int[cpus];
    Arrays.fill(lastFlush, NONE);
    for (int cpu = 0; cpu < cpus; cpu++) {
      issued.add(new ArrayDeque<>());
    }
    session.createTypes();
    over = !session.attempt(this::before);
    for (int cpu = 0; cpu < cpus && !over; cpu++) {
      results[cpu] = new boolean[program.cpus().get(cpu).size()];
      if (results[cpu].length > 0) {
        begin(cpu);
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
      synchronize();
    }
    synchronize();
  }

  private void synchronize() {
    for (Cpu giver : machine.cpus()) {
      while (buffered(giver.id()) > 0) {
        buffers.flush(giver);
      }
      CheckedMemory.HandOver told = machine.publish(giver);
      machine.cpus().forEach(taker -> machine.receive(taker, told));
    }
  }

  private void begin(int cpu) {
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
      return operation.run(session, cpu);
    }
    trace.called(cpu.id(), operation);
    boolean done = operation.run(session, cpu);
    trace.returned(cpu.id(), operation, done);
    return done;
  }

  private void guard(Runnable body) {
    try {
      body.run();
    } catch (RuntimeException end) {
      thrown = end;
    }
  }

  // ------------------------------------------------------------------ steps

  int actors() {
    return 3 * cpus;
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
  int able() {
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
      if (buffered(cpu) > 0) {
        able |= 1 << 2 * cpus + cpu;
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

  private int buffered(int cpu) {
    return buffers == null ? 0 : buffers.size(machine.cpu(cpu));
  }

  /** Whether this actor has done all that it has to do; a handler, whether none runs. */
  public boolean isDone(int actor) {
    return running[actor] == null;
  }

  /** Those of the enabled whose turn it is: not who goes round while others could go on. */
  int fair(int enabled) {
    return loops.fair(enabled);
  }

  /** A bit for each cpu whose handler has begun and not returned. */
  int handling() {
    int handling = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      handling |= running[cpus + cpu] != null ? 1 << cpu : 0;
    }
    return handling;
  }

  /**
   * Lets an enabled actor make its next step.
   *
   * @param olderValue if the step is a load that may see several values: 0 for the latest, 1 for
   *     the one before it, and so on
   */
  public void step(int actor, int olderValue) {
    footprint.clear();
    Arrays.fill(enablers, NONE);
    values = 1;
    older = olderValue;
    current = actor;
    steps.add(actor);
    loops.touch(actor, footprint);
    Access next = nextAccess(actor);
    loops.begin(actor, next, next == Access.AWAIT ? 0 : nextAddress[actor]);
    session.attempt(() -> move(actor));
    current = -1;
    if (thrown != null) {
      RuntimeException end = thrown;
      thrown = null;
      over = true;
      session.attempt(
          () -> {
            throw end;
          });
    }
    over |= session.found().isPresent();
    loops.end(actor, footprint);
    if (!over && (loops.isEndless() || look() == 0)) {
      end();
    } else if (steps.count() >= MOST_STEPS && !over && waits != null) {
      over = true;
      cut = true;
    }
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
    if (actor >= 2 * cpus) {
      Cpu cpu = machine.cpu(actor - 2 * cpus);
      enablers[0] = issued.get(cpu.id()).remove();
      lastFlush[cpu.id()] = steps.count() - 1;
      long address = buffers.buffered(cpu).get(0).address();
      long before = machine.memory().arrived(address);
      StoreBuffers.Buffered store = buffers.flush(cpu);
      loops.accessed(address, before, store.value());
      session.flushed(cpu, store);
      return;
    }
    int cpuId = actor % cpus;
    if (nextAccess[actor] != null && waits(nextAccess[actor])) {
      enablers[1] = lastFlush[cpuId];
    }
    int before = buffered(cpuId);
    if (running[actor] == null) {
      Cpu cpu = machine.cpu(cpuId);
      running[actor] = new Continuation(SCOPE, () -> guard(() -> handle(cpu)));
    }
    running[actor].run();
    if (running[actor].isDone()) {
      running[actor] = null;
    }
    if (buffered(cpuId) > before) {
      issued.get(cpuId).add(steps.count() - 1);
    }
  }

  /** Such a step is made when the cpu's store buffer is empty. */
  private static boolean waits(Access access) {
    return access.waitsForStores() || access == Access.AWAIT;
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
                        Property.TERMINATION, "cpu" + stuck + " waits for what nobody will do")));
      }
    }
    if (session.found().isEmpty()) {
      session.attempt(session::judge);
    }
  }

  /** What is said of a round without end. */
  Violation goesRound(Round round) {
    String who =
        IntStream.of(round.actors())
            .map(actor -> actor % cpus)
            .sorted()
            .distinct()
            .mapToObj(cpu -> "cpu" + cpu)
            .collect(Collectors.joining(" and "));
    return new Violation(
        Property.TERMINATION,
        "%s go%s round for ever: %d identical rounds of %d step%s"
            .formatted(
                who,
                who.contains(" ") ? "" : "es",
                round.most(),
                round.steps(),
                round.steps() == 1 ? "" : "s"));
  }

  /** Another execution of the same, from its beginning, in which nobody looks for loops. */
  Run anew() {
    return new Run(subject, program, model, sought, null, null);
  }

  /** The same, up to where this one is. */
  Run again() {
    Run again = anew();
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
  boolean wasCut() {
    return cut;
  }

  Steps steps() {
    return steps;
  }

  Loops loops() {
    return loops;
  }

  /** The round that the execution would end with, over and over; empty if it ends otherwise. */
  Optional<Round> endless() {
    return endless;
  }

  /** Whether the cpu of this actor would take a signal here. */
  boolean isInterruptible(int actor) {
    return machine.cpu(actor % cpus).isInterruptible();
  }

  int accesses() {
    return accesses;
  }

  /** What the last step touched. */
  Footprint footprint() {
    return footprint;
  }

  /** Numbers of earlier steps that had to come before the last one; {@link #NONE} for none. */
  int[] enablers() {
    return enablers;
  }

  /** The location of the lock that this actor would take next, or waits for; else {@link #NONE}. */
  int wantedLock(int actor) {
    return actor >= 2 * cpus ? NONE : wantedLock[actor];
  }

  /** How many values the load of the last step could have seen; 1 if it was none. */
  int values() {
    return values;
  }

  /** What this actor will do next, as far as it is known. */
  public Access nextAccess(int actor) {
    return actor >= 2 * cpus || running[actor] == null ? Access.AWAIT : nextAccess[actor];
  }

  public long nextAddress(int actor) {
    return nextAddress[actor];
  }

  /** What the next step of an actor is called in a schedule. */
  public String nextLabel(int actor) {
    if (actor >= 2 * cpus) {
      Cpu cpu = machine.cpu(actor - 2 * cpus);
      long address = buffers.buffered(cpu).get(0).address();
      return "flush " + session.nameOf(address);
    }
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
  String outcome() {
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
    Continuation.yield(SCOPE);
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    if (current < 0) {
      return; // beforehand
    }
    if (next.order() != Access.Order.NONE) {
      accesses++;
    }
    pause(next, address);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    if (current < 0) {
      while (!ready.getAsBoolean()) {
        synchronizeOrFail(cpu);
      }
      return;
    }
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
    if (current < 0) {
      return;
    }
    int actor = current;
    awaited[actor] = isFree;
    wantedLock[actor] = location;
    pause(Access.LOCK, word);
    awaited[actor] = null;
    wantedLock[actor] = NONE;
    footprint.add(location, Touch.WRITES);
    Integer freed = lastUnlock.remove(location);
    enablers[2] = freed == null ? NONE : freed;
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

  private void synchronizeOrFail(Cpu cpu) {
    if (buffered(cpu.id()) == 0) {
      throw new IllegalStateException(cpu + " waits for ever, beforehand");
    }
    buffers.flush(cpu);
  }

  @Override
  public void accessed(long address, long before, long after) {
    loops.accessed(address, before, after);
  }

  @Override
  public void touched(int location, Touch kind) {
    if (current >= 0) {
      footprint.add(location, kind);
    }
  }

  @Override
  public int choose(int admissible) {
    if (current < 0 || loops.seesNewest(current)) {
      return 0;
    }
    values = admissible;
    int seen = Math.min(older, admissible - 1);
    steps.sawOlder(seen);
    return seen;
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
