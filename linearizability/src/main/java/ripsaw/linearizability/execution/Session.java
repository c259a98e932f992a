package ripsaw.linearizability.execution;

import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.linearizability.guard.Crash;
import ripsaw.linearizability.guard.JavaState;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Snapshot;
import ripsaw.machine.Access;
import ripsaw.machine.CheckedMemory;
import ripsaw.machine.Choices;
import ripsaw.machine.Cpu;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.Shape;
import ripsaw.machine.Touch;
import ripsaw.machine.Watch;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Family;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * One execution of a subject under judgement: a machine, the allocator on it, the callers with what
 * they hold, and the heap model. Operations are what callers do; each is checked against the model
 * as it returns, and a census is judged whenever memory changed and no cpu is in a critical
 * section.
 *
 * <p>A violation that is sought ends the execution. One that is not is remembered, and the
 * execution goes on, for a fault is judged by its own property and often breaks another first.
 */
public final class Session implements Watch {
  /** Who decides which cpu runs. */
  public interface Scheduler {
    void mayPreempt(Cpu cpu, Access next, long address);

    void await(Cpu cpu, BooleanSupplier ready);

    /** Whether no cpu runs yet, so that nobody does what somebody waits for. */
    default boolean isBeforehand() {
      return false;
    }

    /** See {@link Watch#accessed}. */
    default void accessed(long address, long before, long after) {}

    /** See {@link Watch#touched}. */
    default void touched(int location, Touch touch) {}

    /** See {@link Watch#choose}. */
    default int choose(Choices choices) {
      return 0;
    }

    /** See {@link Watch#suspected}. */
    default void suspected() {}

    /** This cpu has made an access, or a fence. */
    default void accessed(Cpu cpu) {}

    /** See {@link Watch#mayLock}. */
    default void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {}

    /** See {@link Watch#unlocked}. */
    default void unlocked(int location) {}

    /** This cpu just did something worth a name. */
    void happened(Cpu cpu);

    /** Whether a census is judged whenever memory changed, and not only when asked for. */
    boolean judgesAlways();
  }

  /** Words of a kind whose names are looked at. */
  private static final int NAMES = 8;

  private final Subject subject;
  private final Scheduler scheduler;
  private final Set<Property> sought;
  private final Machine machine;
  private final Allocator allocator;
  private final HeapModel model = new HeapModel();
  private final SignalLedger signals;
  private final GraceLedger graces;
  private final PollLedger polls = new PollLedger();
  private final Coverage coverage = new Coverage();
  private final Holdings held;
  private final int limitedTypeLocation;
  private final Requests requests;
  private final int[] types = new int[Operation.LIMITS.size()];
  private final Map<Integer, List<CheckedMemory.HandOver>> returned = new LinkedHashMap<>();
  private final List<Violation> alsoSeen = new ArrayList<>();
  private final Optional<Trace> trace;
  private final Watchdog.Pulse pulse = Watchdog.pulse();

  /** The cpus of which a caller, and not the subject, touches memory. */
  private final boolean[] callerActs;

  private Optional<JavaState> javaState = Optional.empty();
  private Violation found;
  private int running;
  private int names;
  private boolean dirty;
  private int beforehand;

  public Session(
      Subject subject,
      Shape shape,
      MemoryModel model,
      Set<Property> sought,
      Scheduler scheduler,
      Trace trace) {
    this.subject = subject;
    this.trace = Optional.ofNullable(trace);
    this.scheduler = scheduler;
    this.sought = sought;
    pulse.begin(subject);
    this.callerActs = new boolean[shape.cpus()];
    this.machine = Machine.checked(shape, this, model);
    this.allocator = start(subject, machine);
    this.signals = new SignalLedger(shape.cpus());
    this.graces = new GraceLedger(machine, scheduler);
    this.requests = new Requests(machine, model, subject.family(), this.model);
    this.held = new Holdings(machine, scheduler);
    this.limitedTypeLocation = machine.newLocation();
    this.trace.ifPresent(into -> into.began(this));
  }

  private static Allocator start(Subject subject, Machine machine) {
    try {
      return Crash.guard("its start", () -> subject.start().apply(machine));
    } catch (ViolationFound crash) {
      throw new Unwatched(subject + " cannot be checked: " + crash.violation().detail());
    }
  }

  /** What comes from here on is what the cpus of this program do, all at the same time. */
  void begins(Program program) {
    requests.announce(program);
    coverage.begins();
    if (program.cpus().stream().filter(operations -> !operations.isEmpty()).count() > 1) {
      coverage.inParallel();
    }
  }

  /** Names that are known from the beginning have the same locations in every execution. */
  void know(Program program) {
    pulse.know(program);
    program.before().forEach(step -> held.know(step.operation().name()));
    program.cpus().forEach(cpu -> cpu.forEach(operation -> held.know(operation.name())));
  }

  /** As the kernel has its types when it is up: without these no program can begin. */
  public void createTypes() {
    for (int type = 0; type < Operation.LIMITS.size(); type++) {
      createType(machine.cpu(0), type);
    }
    coverage.begins();
  }

  public Machine machine() {
    return machine;
  }

  public Allocator allocator() {
    return allocator;
  }

  /** From here on the allocator is to keep all that it keeps in the machine. */
  void watchJavaState() {
    javaState = Optional.of(JavaState.of(allocator));
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
              .formatted(subject, change.get(), SubjectCode.MEND));
    }
  }

  public Coverage coverage() {
    return coverage;
  }

  /** The violation that ended the execution. */
  public Optional<Violation> found() {
    return Optional.ofNullable(found);
  }

  /** Violations that were not sought, in the order seen. */
  public List<Violation> alsoSeen() {
    return alsoSeen;
  }

  /** Names of what callers hold, oldest first. */
  public List<String> heldNames() {
    return held.names();
  }

  /** A name that nothing had yet. */
  String freshName() {
    return Operation.name(names++);
  }

  /** A word by the name that a person knows it by. */
  public String nameOf(long address) {
    try {
      return Crash.guard("a name", () -> allocator.name(address));
    } catch (ViolationFound crash) {
      return machine.name(address); // what is wrong was told, see lookAtNames
    }
  }

  /** Looks at the names of some words of each kind, as a picture would. */
  public void lookAtNames() {
    List<Long> words = new ArrayList<>(machine.pageAddresses());
    for (int field = 0; field < 8 * NAMES; field += 8) {
      words.add(machine.sharedWord(0) + field);
      words.add(machine.pageAddresses().getFirst() + field);
    }
    for (long word : words) {
      Crash.guard("the name of " + machine.name(word), () -> allocator.name(word));
    }
  }

  /** Memory and what callers hold, in a number: equal where those are. */
  long fingerprint() {
    return 31L * Arrays.hashCode(machine.image()) + held.names().hashCode();
  }

  /** Where everything is now, whoever may be in a transition. */
  public Census takeCensus() {
    return Crash.guard("the census", allocator::census);
  }

  /** Whether this property of a census is broken now; empty while a cpu is in a transition. */
  public Optional<Boolean> breaks(Property property) {
    if (isInTransition()) {
      return Optional.empty();
    }
    return Optional.of(census().stream().anyMatch(violation -> violation.property() == property));
  }

  /**
   * The state as a picture shows it.
   *
   * @param signals see {@link Snapshot#of}
   */
  public Recording.State state(Map<List<Integer>, Deque<String>> signals) {
    Optional<Census> census;
    try {
      census = Optional.of(takeCensus());
    } catch (ViolationFound crash) {
      census = Optional.empty(); // the picture shows how it came to that
    }
    return Snapshot.of(machine, census, this::nameOf, held.byAddress(), signals);
  }

  /** Whether a cpu has a hold that it has not dropped. */
  boolean isHolding(int cpu) {
    return graces.isHolding(cpu);
  }

  /** Writes a line into the trace, if there is one. */
  void note(String line) {
    trace.ifPresent(into -> into.note(line));
  }

  /** An operation of the program begins. */
  void called(int cpu, Operation operation) {
    trace.ifPresent(into -> into.called(cpu, operation));
  }

  boolean hasLimitedType() {
    return requests.types() == Operation.LIMITS.size();
  }

  /** True if nobody uses the limited type, so that its owner may destroy or create it. */
  boolean isLimitedTypeUnused() {
    return running == 0 && held.all().stream().allMatch(one -> one.block().type() == idOf(0));
  }

  // ------------------------------------------------------------- operations

  /**
   * @param which of the two types of a program
   */
  public void createType(Cpu cpu, int which) {
    javaState = Optional.empty();
    begin(cpu);
    long limit = limits(subject.family()).get(which);
    int type = allocator.createType(cpu, limit, Operation.OBJECT_BYTES.get(which));
    if (type >= 0) {
      types[which] = type;
      requests.created(type, limit);
    }
    end();
  }

  /** What the allocator calls this type of the program's; another, when it is made anew. */
  private int idOf(int which) {
    return types[which];
  }

  private static List<Long> limits(Family family) {
    return family == new KmallocObjFamily() ? Operation.OBJECT_LIMITS : Operation.LIMITS;
  }

  /** Who destroys a type has been told that all frees of it have returned. */
  public void destroyType(Cpu cpu, int which) {
    int type = idOf(which);
    javaState = Optional.empty();
    requests.destroyed(type);
    begin(cpu);
    returned.getOrDefault(type, List.of()).forEach(told -> machine.receive(cpu, told));
    returned.remove(type);
    graces.destroys(cpu, true);
    allocator.destroyType(cpu, type);
    graces.destroys(cpu, false);
    end();
  }

  /** Returns true if the caller holds {@code name} now. */
  public boolean allocate(Cpu cpu, String name, int which, long bytes, Set<Allocator.Flag> flags) {
    coverage.asked(cpu, name, bytes);
    begin(cpu);
    int type = idOf(which);
    boolean waits = !flags.contains(Allocator.Flag.NOWAIT);
    Requests.Request request = requests.begin(cpu, type, bytes, waits, isAlone());
    touchLimited(type);
    long address = allocator.allocate(cpu, type, bytes, flags.toArray(Allocator.Flag[]::new));
    if (granted(address)) {
      grant(cpu, name, address, bytes, request, flags.contains(Allocator.Flag.ZERO));
    } else {
      judgeRefusal(cpu, address, bytes, request);
    }
    touchLimited(type);
    held.settle(name);
    requests.end(cpu, request);
    end();
    return granted(address);
  }

  /** What the judge of a limit knows changes here, so such operations do not commute. */
  private void touchLimited(int type) {
    if (requests.isLimited(type)) {
      scheduler.touched(limitedTypeLocation, Touch.WRITES);
    }
  }

  private void judgeRefusal(Cpu cpu, long answer, long bytes, Requests.Request request) {
    if (answer == Allocator.OVER_LIMIT) {
      requests.overLimit(cpu, request).ifPresent(this::violated);
    } else if (answer == Allocator.NO_MEMORY) {
      requests.refused(cpu, request, this::takeCensus).forEach(this::violated);
    } else if (bytes > 0) {
      violated(
          new Violation(
              CommonProperty.GRANT,
              "%d bytes asked for, and the answer is that of a request for none".formatted(bytes)));
    }
  }

  /** Whether this caller can have been given what the name stands for, or learnt of none. */
  boolean canUse(String name) {
    return held.canUse(name);
  }

  /** The caller had to wait for this name. */
  void waitedFor(String name) {
    held.waitedFor(name);
  }

  private static boolean granted(long address) {
    return address != Allocator.NO_MEMORY
        && address != Allocator.OVER_LIMIT
        && address != Allocator.ZERO_SIZE;
  }

  private void grant(
      Cpu cpu, String name, long address, long bytes, Requests.Request request, boolean zero) {
    if (!machine.isMemory(address)) {
      throw new ViolationFound(CommonProperty.ALIGNMENT, "granted %#x, no memory".formatted(address));
    }
    long usable = allocator.usable(address);
    long alignment = allocator.alignment(bytes);
    if (alignment < 8 || Long.bitCount(alignment) != 1) {
      violated(
          new Violation(
              CommonProperty.ALIGNMENT,
              "%d is no alignment: a power of two, at least 8".formatted(alignment)));
    }
    if (usable < bytes || address % alignment != 0) {
      violated(
          new Violation(
              CommonProperty.ALIGNMENT,
              "%d bytes asked for, %d at %#x granted".formatted(bytes, usable, address)));
    }
    if (zero) {
      judgeZero(address, bytes);
    }
    HeapModel.Block block = new HeapModel.Block(address, bytes, usable, request.type());
    coverage.granted();
    callerActs[cpu.id()] = true;
    long stamp = held.stamp(cpu, block);
    callerActs[cpu.id()] = false;
    model.grant(block).ifPresent(this::violated);
    requests.granted(request, block).ifPresent(this::violated);
    held.put(cpu, name, block, stamp);
  }

  private void judgeZero(long address, long bytes) {
    for (long word = address; word < address + bytes; word += 8) {
      if (machine.memory().peek(word) != 0) {
        violated(new Violation(CommonProperty.ZEROING, "%s is not zero".formatted(nameOf(word))));
        return;
      }
    }
  }

  /** Frees what is held as {@code name}, on any cpu; false if nothing is. */
  public boolean free(Cpu cpu, String name) {
    coverage.freed(cpu, name, held.has(name));
    if (!held.has(name)) {
      return false;
    }
    HeapModel.Block block = beginFree(cpu, name);
    allocator.free(cpu, block.type(), block.address());
    endFree(cpu, block);
    return true;
  }

  private HeapModel.Block beginFree(Cpu cpu, String name) {
    Holdings.Held mine = held.remove(name);
    long address = mine.block().address();
    begin(cpu);
    callerActs[cpu.id()] = true;
    cpu.beginOperation(address);
    machine.receive(cpu, mine.told());
    boolean intact = held.isIntact(cpu, mine);
    callerActs[cpu.id()] = false;
    if (!intact) {
      violated(
          new Violation(
              CommonProperty.NO_DOUBLE_GRANT,
              "somebody wrote into %s while it was held".formatted(nameOf(address))));
    }
    touchLimited(mine.block().type());
    requests.beginFree(mine.block());
    return model.beginFree(address);
  }

  private void endFree(Cpu cpu, HeapModel.Block block) {
    model.endFree(block);
    requests.endFree(cpu, block, cpu.isInInterrupt());
    if (requests.isLimited(block.type())) {
      returned.computeIfAbsent(block.type(), any -> new ArrayList<>()).add(machine.publish(cpu));
    }
    touchLimited(block.type());
    end();
  }

  /** Resizes what is held as {@code name}, to nothing if 0; refused, it is as before. */
  public boolean reallocate(Cpu cpu, String name, long bytes) {
    if (!held.has(name)) {
      return false;
    }
    Holdings.Held before = held.get(name);
    HeapModel.Block old = beginFree(cpu, name);
    Requests.Request request = requests.resize(cpu, old.type(), bytes, isAlone());
    long address = allocator.reallocate(cpu, old.type(), old.address(), bytes);
    model.endFree(old);
    if (granted(address)) {
      moved(cpu, name, bytes, address, before, request);
    } else {
      judgeRefusal(cpu, address, bytes, request);
      if (address == Allocator.ZERO_SIZE) {
        requests.endFree(cpu, old, cpu.isInInterrupt());
      } else {
        requests.kept(old);
        model.grant(old).ifPresent(this::violated);
        held.put(cpu, name, old, before.stamp());
      }
    }
    requests.end(cpu, request);
    touchLimited(old.type());
    held.settle(name);
    end();
    return true;
  }

  private void moved(
      Cpu cpu,
      String name,
      long bytes,
      long address,
      Holdings.Held before,
      Requests.Request request) {
    HeapModel.Block old = before.block();
    if (address == old.address()) {
      requests.kept(old);
    } else {
      requests.endFree(cpu, old, cpu.isInInterrupt());
    }
    if (machine.memory().peek(address) != before.stamp()) {
      violated(new Violation(CommonProperty.NO_DOUBLE_GRANT, "realloc lost the old contents"));
    }
    grant(cpu, name, address, bytes, request, false);
  }

  public void takeSignals(Cpu cpu) {
    begin(cpu);
    cpu.takeSignals();
    end();
  }

  public void tidy(Cpu cpu) {
    begin(cpu);
    allocator.tidy(cpu);
    end();
  }

  public void tick(Cpu cpu) {
    begin(cpu);
    allocator.tick(cpu);
    end();
  }

  public void tickHere(Cpu cpu) {
    begin(cpu);
    allocator.tickHere(cpu);
    end();
  }

  public void hold(Cpu cpu) {
    begin(cpu);
    allocator.hold(cpu);
    graces.hold(cpu); // from here on it can be relied on
    end();
  }

  public void drop(Cpu cpu) {
    begin(cpu);
    graces.drop(cpu); // whoever drops looks no more
    allocator.drop(cpu);
    end();
  }

  /**
   * Looks at what is held as {@code name}, by whomever, while a hold lasts; false if it was freed
   * before it was found.
   */
  public boolean read(Cpu cpu, String name) {
    hold(cpu);
    begin(cpu);
    Optional<HeapModel.Block> found = held.find(name);
    found.ifPresent(
        block -> {
          callerActs[cpu.id()] = true;
          cpu.beginReading(block.address());
          machine.look(cpu, block.address());
          callerActs[cpu.id()] = false;
        });
    end();
    drop(cpu);
    return found.isPresent();
  }

  private void begin(Cpu cpu) {
    requests.begins();
    running++;
    beforehand = 0;
    cpu.beginOperation();
  }

  private void end() {
    running--;
    dirty = true;
    if (running == 0 && requests.hasComingHome() && !isInTransition() && !hasSignals()) {
      requests.quiet();
    }
    if (scheduler.judgesAlways()) {
      judge();
    }
  }

  // -------------------------------------------------------------- beforehand

  /** Nobody else does anything beforehand: what waits for somebody in a loop waits for ever. */
  private void goOnBeforehand(Cpu cpu) {
    beforehand++;
    if (beforehand > ProgramRun.MOST_STEPS) {
      throw new ViolationFound(
          CommonProperty.TERMINATION, cpu + " makes no end of an operation, beforehand");
    }
  }

  /** Before the cpus run, the others do nothing but take signals. */
  private void awaitBeforehand(Cpu cpu, BooleanSupplier ready) {
    while (!ready.getAsBoolean()) {
      boolean taken = false;
      for (Cpu one : machine.cpus()) {
        taken |= one.takeSignal();
      }
      if (!taken) {
        throw new ViolationFound(
            CommonProperty.TERMINATION, cpu + " waits for what nobody will do, beforehand");
      }
    }
  }

  /** Before the cpus run, nobody lets go of a lock that is held. */
  private void lockBeforehand(Cpu cpu, long word, BooleanSupplier isFree) {
    if (!isFree.getAsBoolean()) {
      throw new ViolationFound(
          CommonProperty.TERMINATION,
          "%s waits for the lock %s, which nobody will let go of, beforehand"
              .formatted(cpu, nameOf(word)));
    }
  }

  // --------------------------------------------------------------- judgement

  /**
   * Judges a census, if anything changed since the last one and no cpu is in a critical section.
   */
  public void judge() {
    if (!dirty || isInTransition()) {
      return;
    }
    dirty = false;
    census().forEach(this::violated);
  }

  private boolean isInTransition() {
    for (Cpu cpu : machine.cpus()) {
      if (!cpu.isInterruptible()) {
        return true;
      }
    }
    return false;
  }

  /** Whether no other operation is under way than the one that has begun, and no signal. */
  private boolean isAlone() {
    return running == 1 && !hasSignals();
  }

  private boolean hasSignals() {
    for (Cpu cpu : machine.cpus()) {
      if (cpu.hasSignals()) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything changed since the last judgement. */
  boolean isDirty() {
    return dirty;
  }

  /** What changed so far needs no judge. */
  void judged() {
    dirty = false;
  }

  private List<Violation> census() {
    Census census = takeCensus();
    List<Violation> found = census.judge(model, requests.underway(), running == 0);
    if (running == 0) {
      coverage.toldOfPages(census.tellsOfPages());
      census.judgePages(model, machine.mappedPages()).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public void violated(Violation violation) {
    if (sought.contains(violation.property())) {
      throw new ViolationFound(violation);
    }
    if (subject.unpromised().contains(violation.property())) {
      coverage.exceeded(violation.property());
      return;
    }
    if (alsoSeen.stream().noneMatch(seen -> seen.property() == violation.property())) {
      alsoSeen.add(violation);
      note("! " + violation);
    }
  }

  /** Everybody knows what everybody has done. */
  void synchronize() {
    for (Cpu giver : machine.cpus()) {
      CheckedMemory.HandOver told = machine.publish(giver);
      machine.cpus().forEach(taker -> machine.receive(taker, told));
    }
  }

  /**
   * Frees all that is held, and returns how many chunks of this size the cpus can then get, one
   * after the other. The execution is over, and nobody knows of it.
   */
  public long capacity(long bytes) {
    synchronize();
    Cpu first = machine.cpu(0);
    for (Holdings.Held one : held.all()) {
      first.beginOperation(one.block().address());
      machine.receive(first, one.told());
      allocator.free(first, one.block().type(), one.block().address());
    }
    rest();
    machine.cpus().forEach(allocator::tidy);
    rest();
    long had = 0;
    for (Cpu cpu : machine.cpus()) {
      while (had < machine.shape().pages() * (long) machine.shape().pageBytes()
          && granted(next(cpu, bytes))) {
        had++;
      }
    }
    return had;
  }

  private long next(Cpu cpu, long bytes) {
    synchronize();
    cpu.beginOperation();
    beforehand = 0;
    return allocator.allocate(cpu, idOf(0), bytes);
  }

  private void rest() {
    synchronize();
    machine.cpus().forEach(Cpu::takeSignals);
    synchronize();
  }

  /** Runs a part of the execution; a sought violation is kept. Returns false if it ended there. */
  public boolean attempt(Runnable part) {
    try {
      part.run();
      return true;
    } catch (Throwable end) {
      ended(end);
      return false;
    }
  }

  /**
   * The execution ended with this. What the subject throws is a violation, too; but once a property
   * is broken, memory holds anything, and the allocator may fall over it.
   */
  void ended(Throwable end) {
    if (end instanceof ViolationFound violation) {
      keep(violation.violation());
      return;
    }
    Violation crash = Crash.violation("", end);
    if (alsoSeen.isEmpty() && found == null) {
      keep(crash);
    }
  }

  private void keep(Violation violation) {
    if (!sought.contains(violation.property())) {
      alsoSeen.add(violation);
    } else if (found == null) {
      found = violation;
      note("VIOLATED " + found);
    }
  }

  // ------------------------------------------------------------------- watch

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    pulse.beat();
    if (scheduler.isBeforehand()) {
      goOnBeforehand(cpu);
    } else {
      scheduler.mayPreempt(cpu, next, address);
    }
  }

  @Override
  public void touched(Cpu cpu, int location, Touch touch) {
    dirty |= touch == Touch.WRITES;
    if (!callerActs[cpu.id()]) {
      coverage.touched(cpu, location, touch);
    }
    scheduler.touched(location, touch);
  }

  @Override
  public int choose(Cpu cpu, Choices choices) {
    return scheduler.choose(choices);
  }

  @Override
  public void suspected() {
    scheduler.suspected();
  }

  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    if (scheduler.isBeforehand()) {
      lockBeforehand(cpu, word, isFree);
    } else {
      scheduler.mayLock(cpu, word, location, isFree);
    }
    coverage.touched(cpu, location, Touch.WRITES);
    trace.ifPresent(into -> into.locked(cpu.id(), nameOf(word)));
  }

  @Override
  public void unlocked(Cpu cpu, int location) {
    scheduler.unlocked(location);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    if (scheduler.isBeforehand()) {
      awaitBeforehand(cpu, ready);
    } else {
      scheduler.await(cpu, ready);
    }
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    dirty |= before != after;
    scheduler.accessed(cpu);
    scheduler.accessed(address, before, after);
    if (trace.isPresent()) {
      write(trace.get(), cpu, access, address, before, after);
    }
    if (scheduler.judgesAlways()) {
      judge();
    }
  }

  @Override
  public void fenced(Cpu cpu, Access fence) {
    scheduler.accessed(cpu);
    trace.ifPresent(into -> into.fenced(cpu.id(), fence));
  }

  private void write(Trace into, Cpu cpu, Access access, long address, long before, long after) {
    boolean isOlder = after != machine.memory().peek(address);
    String older = isOlder ? " (older)" : "";
    into.access(cpu.id(), access, nameOf(address), name(before) + older, name(after) + older);
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    trace.ifPresent(into -> into.event(cpu.id(), event, name(address), detail));
    coverage.count(cpu, event, address);
    scheduler.happened(cpu);
    signals.happened(cpu, event, address, detail).ifPresent(this::violated);
    graces.happened(cpu, event, address).ifPresent(this::violated);
    polls.happened(cpu, event, (int) detail, this::takeCensus).ifPresent(this::violated);
    if (event == MachineEvent.SLAB_RIPPED) {
      takeCensus().judgeRip(address).ifPresent(this::violated);
    }
  }

  private String name(long value) {
    boolean pointer = value >= machine.pageAddresses().getFirst() && machine.isMemory(value);
    return pointer ? nameOf(value) : Long.toString(value);
  }
}
