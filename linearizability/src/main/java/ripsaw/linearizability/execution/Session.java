package ripsaw.linearizability.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.guard.Crash;
import ripsaw.linearizability.guard.JavaState;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Task;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Moment;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Allocator;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Subject;

/**
 * One execution of a subject under judgement: a machine, the allocator on it, and who watches them.
 * The {@link Interpreter} makes what callers do, the {@link HeapOracle} judges each answer, the
 * family's {@linkplain Monitor monitors} judge what happens on the way, and a census is judged
 * whenever memory changed and no cpu is in a critical section. What is wrong goes to the {@link
 * Findings}.
 *
 * <p>Over 400 lines, because all who take part in an execution meet here.
 */
public final class Session implements Monitor.Scene {
  private final Subject subject;
  private final Scheduler scheduler;
  private final boolean sequential;
  private final Machine machine;
  private final Allocator allocator;
  private final WordNames wordNames;
  private final Coverage coverage;
  private final Findings findings;
  private final HeapOracle oracle;
  private final Interpreter interpreter;
  private List<Monitor> monitors = List.of();
  private final Beforehand beforehand;
  private final Optional<Trace> trace;
  private final Watchdog.Pulse pulse = Watchdog.pulse();

  private Optional<JavaState> javaState = Optional.empty();
  private int names;
  private boolean dirty;

  /**
   * @param sought properties that end the execution when they are violated
   * @param trace where accesses and events are written down, or null
   */
  public Session(
      Subject subject,
      Shape shape,
      MemoryModel model,
      Set<Property> sought,
      Scheduler scheduler,
      Trace trace) {
    this(subject, shape, model, sought, scheduler, trace, 0);
  }

  /**
   * The same.
   *
   * @param tasks threads that share cpus, or may leave them: see {@link Machine#checked}
   */
  Session(
      Subject subject,
      Shape shape,
      MemoryModel model,
      Set<Property> sought,
      Scheduler scheduler,
      Trace trace,
      int tasks) {
    this.subject = subject;
    this.trace = Optional.ofNullable(trace);
    this.scheduler = scheduler;
    this.sequential = model == MemoryModel.SC;
    this.coverage = new Coverage(subject.family().goals());
    this.findings = new Findings(sought, subject.unpromised(), coverage, this::note);
    pulse.begin(subject);
    this.beforehand = new Beforehand(this);
    boolean[] callerActs = new boolean[shape.cpus()];
    this.machine =
        Machine.checked(
            shape,
            new SessionObserver(
                this,
                scheduler,
                findings,
                coverage,
                beforehand,
                new SignalDelivery(shape.cpus()),
                pulse,
                this.trace,
                callerActs),
            model,
            tasks);
    this.allocator = start(subject, machine);
    this.wordNames = new WordNames(machine, allocator);
    this.monitors = subject.family().monitors(this);
    this.oracle =
        new HeapOracle(
            machine,
            model,
            subject.family(),
            scheduler,
            findings,
            coverage,
            callerActs,
            this::nameOf);
    this.interpreter =
        new Interpreter(this, allocator, subject.family(), oracle, coverage, monitors);
    this.trace.ifPresent(into -> into.began(this));
  }

  private static Allocator start(Subject subject, Machine machine) {
    try {
      return Crash.guard("its start", () -> subject.start().apply(machine));
    } catch (ViolationFound crash) {
      throw new Unwatched(subject + " cannot be checked: " + crash.violation().detail());
    }
  }

  // ----------------------------------------------------------------- program

  /** What comes from here on is what the cpus of this program do, all at the same time. */
  void begins(Program program) {
    oracle.requests().announce(program);
    coverage.begins();
    monitors.forEach(Monitor::cpusBegin);
    boolean inParallel =
        program.all().stream()
                .filter(task -> !task.operations().isEmpty())
                .mapToInt(Task::cpu)
                .distinct()
                .count()
            > 1;
    if (inParallel) {
      coverage.inParallel();
    }
  }

  /** Names that are known from the beginning have the same locations in every execution. */
  void know(Program program) {
    pulse.know(program);
    program.before().forEach(step -> oracle.held().know(step.operation().name()));
    program.concurrent().forEach(one -> oracle.held().know(one.name()));
  }

  /** As the kernel has its types when it is up: without these no program can begin. */
  public void createTypes() {
    interpreter.createTypes(machine.cpu(0));
    coverage.begins();
  }

  /** Makes an operation. Returns false if it did nothing, such as to free what nobody holds. */
  public boolean run(Cpu cpu, Operation operation) {
    return interpreter.run(cpu, operation);
  }

  /** Where the thread is now that began something on this cpu. */
  Cpu here(Cpu cpu) {
    return scheduler.here(cpu);
  }

  /** Which line of the program runs on this cpu, by its name. */
  public String lineOn(int cpu) {
    return scheduler.line(machine.cpu(cpu));
  }

  public void takeSignals(Cpu cpu) {
    interpreter.takeSignals(cpu);
  }

  /** Whether this caller can have been given what the name stands for, or learnt of none. */
  boolean canUse(String name) {
    return oracle.held().canUse(name);
  }

  /** The caller had to wait for this name. */
  void waitedFor(String name) {
    oracle.held().waitedFor(name);
  }

  /** Names of what callers hold, oldest first. */
  public List<String> heldNames() {
    return oracle.held().names();
  }

  /** A name that nothing had yet. */
  String freshName() {
    return Operation.name(names++);
  }

  boolean hasLimitedType() {
    return interpreter.hasLimitedType();
  }

  /** True if nobody uses the limited type, so that its owner may destroy or create it. */
  boolean isLimitedTypeUnused() {
    return interpreter.isLimitedTypeUnused();
  }

  /** Whether a type is being destroyed. */
  boolean isDestroyingType() {
    return interpreter.isDestroying();
  }

  /** What a cpu does, or did last, as {@code cpu0: free a}. */
  String doing(Cpu cpu) {
    return interpreter.doing(cpu);
  }

  /** Whether this cpu has made such an operation and not yet the one that ends it. */
  boolean hasBegun(int cpu, FamilyVerb verb) {
    return interpreter.hasBegun(cpu, verb);
  }

  /** Who watches what is done while no program runs. */
  Beforehand beforehand() {
    return beforehand;
  }

  /** How many calls are under way. */
  int running() {
    return interpreter.running();
  }

  /** A call of the allocator has returned. */
  void returned() {
    dirty = true;
    if (interpreter.running() == 0
        && oracle.requests().hasComingHome()
        && !isInTransition()
        && !hasSignals()) {
      oracle.requests().quiet();
    }
    if (scheduler.judgesAlways()) {
      judge();
    }
  }

  // ------------------------------------------------------------------- state

  @Override
  public Machine machine() {
    return machine;
  }

  public Allocator allocator() {
    return allocator;
  }

  public Coverage coverage() {
    return coverage;
  }

  /** From here on the allocator is to keep all that it keeps in the machine. */
  void watchJavaState() {
    javaState = Optional.of(JavaState.of(allocator));
  }

  /** A type comes or goes: of that the allocator may keep what it likes. */
  void changesTypes() {
    javaState = Optional.empty();
  }

  /**
   * @throws Unwatched if the allocator's own objects hold something else than they did, though no
   *     type came or went
   */
  public void judgeJavaState() {
    Optional<String> change = javaState.flatMap(at -> at.firstChange(JavaState.of(allocator)));
    if (change.isPresent()) {
      throw new Unwatched(
          "%s: %s changes after the start, and no checker sees it%s"
              .formatted(subject, change.get(), Unwatched.MEND));
    }
  }

  /** A word by the name that a person knows it by. */
  public String nameOf(long address) {
    return wordNames.of(address);
  }

  /** A value as a person knows it: a word's name, if it points to one. */
  String name(long value) {
    return wordNames.ofValue(value);
  }

  /** Looks at the names of some words of each kind, as a picture would. */
  public void lookAtNames() {
    wordNames.look();
  }

  /** The names of what callers hold, by address. */
  public Map<Long, String> holders() {
    return oracle.held().byAddress();
  }

  public Subject subject() {
    return subject;
  }

  /** Memory and what callers hold, in a number: equal where those are. */
  long fingerprint() {
    return 31L * machine.fingerprint() + heldNames().hashCode();
  }

  boolean hasSignals() {
    for (Cpu cpu : machine.cpus()) {
      if (cpu.hasSignals()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Frees all that is held, and returns how many chunks of this size the cpus can then get, one
   * after the other. The execution is over, and nobody knows of it.
   */
  public long capacity(long bytes) {
    return new Capacity(this, oracle.held(), interpreter.idOf(ObjectType.PLAIN)).of(bytes);
  }

  // --------------------------------------------------------------- judgement

  /** The violation that ended the execution. */
  public Optional<Violation> found() {
    return findings.found();
  }

  /** Violations that were not sought, in the order seen. */
  public List<Violation> alsoSeen() {
    return findings.alsoSeen();
  }

  /** Runs a part of the execution; a sought violation is kept. Returns false if it ended there. */
  public boolean attempt(Runnable part) {
    return findings.attempt(part);
  }

  /** The execution ended with this: see {@link Findings#ended}. */
  void ended(Throwable end) {
    findings.ended(end);
  }

  /** Something is wrong: see {@link Findings#add}. */
  public void violated(Violation violation) {
    findings.add(violation);
  }

  /** Where everything is now, whoever may be in a transition. */
  @Override
  public Census takeCensus() {
    return Crash.guard("the census", allocator::census);
  }

  @Override
  public boolean isSequential() {
    return sequential;
  }

  @Override
  public void touched(int location, Touch touch) {
    scheduler.touched(location, touch);
  }

  /** Whether this property of a census is broken now; empty while a cpu is in a transition. */
  public Optional<Boolean> breaks(Property property) {
    if (isInTransition()) {
      return Optional.empty();
    }
    return Optional.of(
        census(false).stream().anyMatch(violation -> violation.property() == property));
  }

  /**
   * Judges a census, if anything changed since the last one and no cpu is in a critical section.
   */
  public void judge() {
    if (!dirty || isInTransition()) {
      return;
    }
    dirty = false;
    census(false).forEach(findings::add);
  }

  boolean isInTransition() {
    for (Cpu cpu : machine.cpus()) {
      if (!cpu.isInterruptible()) {
        return true;
      }
    }
    return machine.isAnyMutexHeld();
  }

  List<Monitor> monitors() {
    return monitors;
  }

  /** Something is not what it was when it was judged last. */
  void changed() {
    dirty = true;
  }

  /** Whether anything changed since the last judgement. */
  boolean isDirty() {
    return dirty;
  }

  /** What changed so far needs no judge. */
  void judged() {
    dirty = false;
    // A judge would look at other words now than it did when it looked last.
    machine.forgetLook();
  }

  /**
   * What is wrong now.
   *
   * @param atRest whether nobody has called for a while
   */
  List<Violation> census(boolean atRest) {
    machine.look();
    Census census = takeCensus();
    boolean idle = interpreter.running() == 0;
    List<Violation> found =
        census.judge(
            new Moment(oracle.model(), oracle.requests().underway(), running(), idle, atRest));
    if (idle) {
      coverage.toldOfPages(census.tellsOfPages());
      census.judgePages(oracle.model(), machine.mappedPages()).ifPresent(found::add);
    }
    return found;
  }

  /** Where accesses and events are written down. */
  Optional<Trace> trace() {
    return trace;
  }

  /** Writes a line into the trace, if there is one. */
  void note(String line) {
    trace.ifPresent(into -> into.note(line));
  }
}
