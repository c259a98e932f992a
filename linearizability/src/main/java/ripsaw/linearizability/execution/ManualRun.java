package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.execution.loop.Spin;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Runs all cpus of a machine on one thread, as coroutines that are switched at accesses. Whoever
 * holds it decides every step: which cpu starts what, how far it runs, when it takes a signal.
 * Nothing here is random or timed, so the same decisions give the same execution.
 *
 * <p>A cpu may have several threads. Then all numbers here are of threads: the first of each cpu
 * come first, then the second of each. Where a cpu is interruptible another thread of it may run.
 *
 * <p>The thread that calls this must hold no monitor, see {@link Coroutines}.
 *
 * <p>Over 400 lines, because whoever drives a run by hand needs all of a run.
 */
public final class ManualRun implements Scheduler {
  /** Accesses after which an execution is cut: a list made cyclic by a fault never ends. */
  private static final int MOST_ACCESSES = 100_000;

  /** Accesses after which the others get their turn. */
  private static final int LONGEST_TURN = 5_000;

  /** Rounds of a loop that changes nothing after which the others get their turn. */
  private static final int WAITING = 100;

  private static final int STAYS = -1;

  /** Such rounds after which a loop is believed to have no end, if nobody else can do anything. */
  private static final int ENDLESS = 1_000;

  private final Session session;
  private final Coroutines coroutines;
  private final boolean[] interrupted;
  private final List<Supplier<Optional<Operation>>> devices;
  private final int[] cpuOf;
  private final int[] lastOn;
  private final int[] roamsTo;
  private final Cpu.Task[] tasks;
  private final int[] events;
  private final Spin[] spins;
  private final boolean goesOn;
  private long made;
  private boolean changes;
  private int lastChange;
  private int idle;
  private int accesses;
  private boolean over;

  public ManualRun(Subject subject, Shape shape, Set<Property> sought) {
    this(subject, shape, sought, null);
  }

  /**
   * @param trace where every access and event is written down, or null
   */
  public ManualRun(Subject subject, Shape shape, Set<Property> sought, Trace trace) {
    this(subject, shape, 1, sought, trace);
  }

  /**
   * @param threads of each cpu; where there are several, one may go on on another cpu
   * @param trace where every access and event is written down, or null
   */
  public ManualRun(Subject subject, Shape shape, int threads, Set<Property> sought, Trace trace) {
    int all = shape.cpus() * threads;
    int shared = threads > 1 ? all : 0;
    this.session = new Session(subject, shape, MemoryModel.SC, sought, this, trace, shared);
    this.coroutines = new Coroutines(all);
    this.interrupted = new boolean[all];
    this.devices = new ArrayList<>(Collections.nCopies(all, null));
    this.cpuOf = new int[all];
    Arrays.setAll(cpuOf, thread -> thread % shape.cpus());
    this.lastOn = new int[shape.cpus()];
    this.roamsTo = new int[all];
    Arrays.fill(roamsTo, STAYS);
    this.tasks = new Cpu.Task[shared];
    Arrays.setAll(tasks, Cpu.Task::new);
    this.events = new int[all];
    this.spins = new Spin[all];
    Arrays.setAll(spins, cpu -> new Spin());
    this.goesOn = Afterwards.isAskedFor(sought);
    over = !session.attempt(session::createTypes);
  }

  /** How many cpus there are; threads, if a cpu has several. */
  public int cpus() {
    return coroutines.count();
  }

  /** The cpu that a thread is on. */
  private Cpu on(int thread) {
    return session.machine().cpu(cpuOf[thread]);
  }

  private int running(Cpu cpu) {
    return isBeforehand() ? cpu.id() : coroutines.current();
  }

  /** Whether nobody else keeps the cpu of this thread. */
  private boolean hasCpu(int thread) {
    return tasks.length == 0 || lastOn[cpuOf[thread]] == thread || on(thread).isInterruptible();
  }

  /** True if an operation can be started here. */
  public boolean canStart(int cpu) {
    return isIdle(cpu) && hasCpu(cpu) && on(cpu).isOnline();
  }

  /** True if this thread can take that cpu offline: nothing is in the middle of anything there. */
  boolean canTakeOffline(int thread, Cpu target) {
    for (int other = 0; other < cpus(); other++) {
      if (on(other) == target && !isIdle(other)) {
        return false;
      }
    }
    return !session.isDestroyingType() && session.machine().canTakeOffline(on(thread), target);
  }

  public Session session() {
    return session;
  }

  /** From here on the allocator is to keep all that it keeps in the machine. */
  public void watchJavaState() {
    session.watchJavaState();
  }

  /**
   * @throws Unwatched if it has kept something elsewhere; never after a violation, which may have
   *     come in the middle of an operation
   */
  public void judgeJavaState() {
    if (!over && session.found().isEmpty()) {
      session.judgeJavaState();
    }
  }

  /** True once a sought violation was found, or the execution could not go on. */
  public boolean isOver() {
    return over;
  }

  /** True if the execution was cut because it would not end. */
  public boolean wasCut() {
    return accesses - idle >= MOST_ACCESSES;
  }

  public int accesses() {
    return accesses;
  }

  public boolean isIdle(int cpu) {
    return coroutines.isDone(cpu);
  }

  /** True if this cpu runs an operation and does not wait for another. */
  public boolean canRun(int cpu) {
    return !isIdle(cpu) && hasCpu(cpu) && coroutines.isReady(cpu);
  }

  /** True if a signal is pending here and nothing keeps it away. */
  public boolean canTakeSignal(int cpu) {
    Cpu one = on(cpu);
    return one.isInterruptible() && one.isOnline() && !interrupted[cpu] && one.hasSignals();
  }

  /** Starts an operation on an idle cpu, up to just before its first access. */
  public void start(int cpu, Operation operation) {
    session.trace().ifPresent(into -> into.called(cpuOf[cpu], operation));
    start(cpu, one -> session.run(one, operation));
  }

  private void start(int cpu, Consumer<Cpu> operation) {
    if (over) {
      return;
    }
    Cpu one = on(cpu);
    spins[cpu].clear();
    coroutines.start(cpu, () -> operation.accept(one));
    resume(cpu);
  }

  /** Lets a cpu make up to so many accesses; returns true if its operation goes on after them. */
  public boolean run(int cpu, int most) {
    for (int i = 0; i < most && !over && canRun(cpu) && mayGoOn(cpu, i); i++) {
      resume(cpu);
    }
    return !isIdle(cpu);
  }

  /** Lets a cpu run until an event of its own, or until its operation returns or waits. */
  public void runToEvent(int cpu) {
    int before = events[cpu];
    for (int i = 0; events[cpu] == before && !over && canRun(cpu) && mayGoOn(cpu, i); i++) {
      resume(cpu);
    }
  }

  /** Who waits in a loop makes one round of it in a turn. */
  private boolean mayGoOn(int cpu, int steps) {
    return spins[cpu].rounds() < WAITING || steps < spins[cpu].period();
  }

  /** Whether all who can go on wait in loops, for what nobody has changed since they looked. */
  private boolean isEndless() {
    for (int cpu = 0; cpu < cpus(); cpu++) {
      boolean waits = spins[cpu].rounds() >= WAITING && spins[cpu].lastRound() > lastChange;
      if (canTakeSignal(cpu) || interrupted[cpu] || canRun(cpu) && !waits) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void happened(Cpu cpu) {
    events[running(cpu)]++;
  }

  @Override
  public boolean judgesAlways() {
    return true;
  }

  /** Lets a cpu run until its operation returns, or waits for another cpu, or takes too long. */
  public boolean finish(int cpu) {
    return run(cpu, LONGEST_TURN);
  }

  /**
   * Interrupts a cpu with its next pending signal: an idle one runs the handler as an operation, up
   * to its first access; a running one will run it before its next access.
   */
  public void interrupt(int cpu) {
    if (isIdle(cpu)) {
      start(cpu, Cpu::takeSignal);
    } else {
      interrupted[cpu] = true;
    }
  }

  /**
   * A device interrupts the cpu, with what it is to do then: at once if it is idle, else before its
   * next access.
   */
  public void interrupt(int cpu, Supplier<Optional<Operation>> device) {
    if (!on(cpu).isOnline()) {
      return; // there is nothing to interrupt
    }
    if (!canStart(cpu)) {
      devices.set(cpu, device);
    } else if (on(cpu).isInterruptible()) {
      start(cpu, one -> interrupt(one, device));
    }
  }

  private void interrupt(Cpu cpu, Supplier<Optional<Operation>> device) {
    Optional<Operation> operation = device.get();
    operation.ifPresent(
        one -> {
          session.trace().ifPresent(into -> into.interrupted(cpu.id()));
          session.trace().ifPresent(into -> into.called(cpu.id(), one));
          cpu.deviceInterrupt(() -> session.run(cpu, one));
        });
  }

  /** Where this thread next may sleep it goes on on that cpu, if there are several threads. */
  public void roam(int thread, int to) {
    roamsTo[thread] = to % session.machine().shape().cpus();
  }

  @Override
  public Cpu mayMigrate(Cpu cpu) {
    int thread = running(cpu);
    if (tasks.length == 0 || isBeforehand() || roamsTo[thread] == STAYS) {
      return cpu;
    }
    if (session.machine().cpu(roamsTo[thread]).isOnline()) {
      cpuOf[thread] = roamsTo[thread];
    }
    roamsTo[thread] = STAYS;
    return on(thread);
  }

  @Override
  public Cpu here(Cpu cpu) {
    return isBeforehand() ? cpu : on(coroutines.current());
  }

  /** All operations return and all signals are taken, as far as that is possible. */
  public void settle() {
    // To let go of a lock is no access, and who waits for it may come earlier in the round.
    int quiet = 0;
    while (quiet <= cpus() && !over) {
      boolean progress = false;
      for (int cpu = 0; cpu < cpus() && !over; cpu++) {
        int before = accesses;
        finish(cpu);
        if (!over && canTakeSignal(cpu)) {
          interrupt(cpu);
          finish(cpu);
        }
        progress |= accesses != before;
      }
      quiet = progress ? 0 : quiet + 1;
    }
    judgeSleepers();
  }

  /** Nobody can go on any more: who sleeps then sleeps for ever. */
  private void judgeSleepers() {
    int[] asleep =
        IntStream.range(0, cpus())
            .filter(thread -> !isIdle(thread))
            .filter(thread -> session.machine().waits().sleeps(context(thread)))
            .toArray();
    boolean isTheirs =
        IntStream.of(asleep).map(this::context).allMatch(session.machine().waits()::isForCallers);
    if (!isTheirs) {
      endsWith(
          "cpu%s waits for what nobody will do: %s"
              .formatted(
                  cpuOf[asleep[0]],
                  IntStream.of(asleep)
                      .mapToObj(
                          thread ->
                              "cpu%s %s"
                                  .formatted(
                                      cpuOf[thread], session.machine().waitOf(context(thread))))
                      .collect(Collectors.joining("; "))));
    }
  }

  /** See {@link Cpu#context}. */
  private int context(int thread) {
    return tasks.length == 0 ? thread : 2 * session.machine().shape().cpus() + thread;
  }

  /** Once all has settled, and if it is asked for: what comes if nobody calls any more. */
  public void goOn() {
    if (!over && goesOn && isAllIdle()) {
      session.machine().cpus().forEach(cpu -> cpu.runs(null));
      new Afterwards(session).judge();
      over = session.found().isPresent();
    }
  }

  private boolean isAllIdle() {
    for (int cpu = 0; cpu < cpus(); cpu++) {
      if (!isIdle(cpu)) {
        return false;
      }
    }
    return !session.isInTransition();
  }

  private void resume(int cpu) {
    changes = false;
    if (tasks.length > 0) {
      lastOn[cpuOf[cpu]] = cpu;
      on(cpu).runs(tasks[cpu]);
    }
    coroutines.resume(cpu);
    spins[cpu].step(made, changes, accesses);
    lastChange = changes ? accesses : lastChange;
    idle += spins[cpu].rounds() >= WAITING ? 1 : 0;
    if (isIdle(cpu)) {
      interrupted[cpu] = false;
      devices.set(cpu, null);
    }
    if (spins[cpu].rounds() >= ENDLESS && isEndless()) {
      endsWith(
          "cpu%s goes round for ever: %s identical rounds of %s step%s"
              .formatted(cpu, ENDLESS, spins[cpu].period(), spins[cpu].period() == 1 ? "" : "s"));
    } else if (wasCut()) {
      endsWith("no end after " + MOST_ACCESSES + " accesses");
    }
    Throwable thrown = coroutines.takeThrown();
    if (thrown != null) {
      over = true;
      session.ended(thrown);
    }
  }

  private void endsWith(String detail) {
    if (!over) {
      over = true;
      session.attempt(() -> session.violated(new Violation(CommonProperty.TERMINATION, detail)));
    }
  }

  @Override
  public void accessed(long address, long before, long after) {
    made = made * 31 + before * 0x94d049bb133111ebL + after;
    changes |= before != after;
  }

  @Override
  public boolean isBeforehand() {
    return coroutines.current() == Coroutines.NOBODY;
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    boolean isOwn = next == Access.OWN && tasks.length == 0;
    if (isOwn || next == Access.PAGES) {
      return; // what it touches is its own, or locked
    }
    accesses++;
    coroutines.pause();
    made = (next.ordinal() + 1) * 0x9e3779b97f4a7c15L + address * 0xbf58476d1ce4e5b9L;
    int thread = running(cpu);
    if (interrupted[thread] && cpu.isInterruptible()) {
      interrupted[thread] = false;
      cpu.takeSignal();
    }
    if (devices.get(thread) != null && cpu.isInterruptible()) {
      interrupt(cpu, devices.set(thread, null));
    }
  }

  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    coroutines.waitFor(isFree);
    do {
      mayPreempt(cpu, Access.LOCK, word);
    } while (!isFree.getAsBoolean());
    coroutines.waitFor(null);
  }

  @Override
  public void mayWait(Cpu cpu, BooleanSupplier woken) {
    await(cpu, woken);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    int thread = running(cpu);
    while (!ready.getAsBoolean()) {
      // A waiting cpu is woken by the condition or by a signal, whichever comes first.
      coroutines.waitFor(() -> ready.getAsBoolean() || interrupted[thread]);
      mayPreempt(cpu, Access.AWAIT, 0);
    }
    coroutines.waitFor(null);
  }
}
