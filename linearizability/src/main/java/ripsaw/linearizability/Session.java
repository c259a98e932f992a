package ripsaw.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import ripsaw.machine.Access;
import ripsaw.machine.CheckedMemory;
import ripsaw.machine.Choices;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.Shape;
import ripsaw.machine.Touch;
import ripsaw.machine.Watch;
import ripsaw.spec.Census;
import ripsaw.spec.Family;
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
  interface Scheduler {
    void mayPreempt(Cpu cpu, Access next, long address);

    void await(Cpu cpu, BooleanSupplier ready);

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
  private final Map<Integer, Long> limits = new LinkedHashMap<>();
  private final Map<Integer, Long> everGranted = new LinkedHashMap<>();
  private final Map<Integer, List<CheckedMemory.HandOver>> returned = new LinkedHashMap<>();
  private final List<Violation> alsoSeen = new ArrayList<>();
  private final long[] allocating;
  private final Optional<Trace> trace;
  private Violation found;
  private int running;
  private int names;
  private long pagesAskedFor;
  private boolean dirty;

  Session(
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
    this.machine = Machine.checked(shape, this, model);
    this.allocator = subject.start().apply(machine);
    this.signals = new SignalLedger(shape.cpus());
    this.graces = new GraceLedger(machine, scheduler);
    this.allocating = new long[shape.cpus()];
    this.held = new Holdings(machine, scheduler);
    this.limitedTypeLocation = machine.newLocation();
    this.trace.ifPresent(into -> into.began(this));
  }

  /** Names that are known from the beginning have the same locations in every execution. */
  void know(Program program) {
    program.before().forEach(step -> held.know(step.operation().name()));
    program.cpus().forEach(cpu -> cpu.forEach(operation -> held.know(operation.name())));
  }

  /** As the kernel has its types when it is up: without these no program can begin. */
  void createTypes() {
    for (int type = 0; type < Operation.LIMITS.size(); type++) {
      createType(machine.cpu(0), type);
    }
  }

  public Machine machine() {
    return machine;
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
    return allocator.name(address);
  }

  /** Memory and what callers hold, in a number: equal where those are. */
  long fingerprint() {
    return 31L * Arrays.hashCode(machine.image()) + held.names().hashCode();
  }

  /** Where everything is now, whoever may be in a transition. */
  public Census takeCensus() {
    return allocator.census();
  }

  /** Whether this property of a census is broken now; empty while a cpu is in a transition. */
  Optional<Boolean> breaks(Property property) {
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
  Recording.State state(Map<List<Integer>, Deque<String>> signals) {
    return Snapshot.of(machine, allocator, held.byAddress(), signals);
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
    return limits.size() == Operation.LIMITS.size();
  }

  /** True if nobody uses the limited type, so that its owner may destroy or create it. */
  boolean isLimitedTypeUnused() {
    return running == 0 && held.all().stream().allMatch(one -> one.block().type() == 0);
  }

  // ------------------------------------------------------------- operations

  /**
   * @param which of the two types of a program
   */
  void createType(Cpu cpu, int which) {
    begin(cpu);
    long limit = limits(subject.family()).get(which);
    int type = allocator.createType(cpu, limit, Operation.OBJECT_BYTES.get(which));
    if (type >= 0) {
      limits.put(type, limit);
    }
    end();
  }

  private static List<Long> limits(Family family) {
    return family == Family.KMALLOC_OBJ ? Operation.OBJECT_LIMITS : Operation.LIMITS;
  }

  /** Who destroys a type has been told that all frees of it have returned. */
  void destroyType(Cpu cpu, int type) {
    limits.remove(type);
    begin(cpu);
    returned.getOrDefault(type, List.of()).forEach(told -> machine.receive(cpu, told));
    returned.remove(type);
    graces.destroys(cpu, true);
    allocator.destroyType(cpu, type);
    graces.destroys(cpu, false);
    end();
  }

  /** Returns true if the caller holds {@code name} now. */
  boolean allocate(Cpu cpu, String name, int type, long bytes, Set<Allocator.Flag> flags) {
    long reachable = beginAllocation(cpu, type, bytes);
    long address = allocator.allocate(cpu, type, bytes, flags.toArray(Allocator.Flag[]::new));
    endAllocation(cpu, name, type, bytes, address, flags, reachable);
    return granted(address);
  }

  /** Returns what the sum of the slots may come to without this allocation, less what comes yet. */
  private long beginAllocation(Cpu cpu, int type, long bytes) {
    begin(cpu);
    allocating[cpu.id()] = bytes;
    askFor(bytes);
    touchLimited(type);
    return outstanding(type) + underway(cpu) - everGranted.getOrDefault(type, 0L);
  }

  private void endAllocation(
      Cpu cpu,
      String name,
      int type,
      long bytes,
      long address,
      Set<Allocator.Flag> flags,
      long reachable) {
    if (granted(address)) {
      grant(cpu, name, address, bytes, type, flags.contains(Allocator.Flag.ZERO));
    } else if (address == Allocator.OVER_LIMIT) {
      judgeRefusal(type, reachable + everGranted.getOrDefault(type, 0L) + underway(cpu));
    } else if (address == Allocator.NO_MEMORY) {
      judgeNoMemory();
    }
    touchLimited(type);
    held.settle(name);
    allocating[cpu.id()] = 0;
    end();
  }

  /** What the judge of a limit knows changes here, so such operations do not commute. */
  private void touchLimited(int type) {
    if (limits.getOrDefault(type, Allocator.UNLIMITED) != Allocator.UNLIMITED) {
      scheduler.touched(limitedTypeLocation, Touch.WRITES);
    }
  }

  /** As if nothing were ever used again: a slab for each chunk. */
  private void askFor(long bytes) {
    Shape shape = machine.shape();
    pagesAskedFor +=
        Math.max(shape.slabPages(), (bytes + shape.pageBytes() - 1) / shape.pageBytes());
  }

  /** The sequential heap refuses nothing as long as all that was ever asked for has room. */
  private void judgeNoMemory() {
    if (pagesAskedFor <= machine.shape().pages() && machine.shape().slabPages() == 1) {
      violated(
          new Violation(
              Property.LINEARIZABLE,
              "refused, though all that was ever asked for takes %d of %d pages"
                  .formatted(pagesAskedFor, machine.shape().pages())));
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

  /** Sizes are rounded up generously: only a refusal far from the limit is wrong for certain. */
  private long underway(Cpu cpu) {
    long sum = 0;
    for (int other = 0; other < allocating.length; other++) {
      sum += other == cpu.id() ? 0 : 2 * allocating[other];
    }
    return sum;
  }

  private long outstanding(int type) {
    return model.all().stream()
        .filter(block -> block.type() == type)
        .mapToLong(HeapModel.Block::usable)
        .sum();
  }

  private void judgeRefusal(int type, long mostOutstanding) {
    if (mostOutstanding < limits.get(type)) {
      violated(
          new Violation(
              Property.LIMIT,
              "refused with at most %d of %d bytes outstanding"
                  .formatted(mostOutstanding, limits.get(type))));
    }
  }

  private static boolean granted(long address) {
    return address != Allocator.NO_MEMORY
        && address != Allocator.OVER_LIMIT
        && address != Allocator.ZERO_SIZE;
  }

  private void grant(Cpu cpu, String name, long address, long bytes, int type, boolean zero) {
    if (!machine.isMemory(address)) {
      throw new ViolationFound(Property.ALIGNMENT, "granted %#x, no memory".formatted(address));
    }
    long usable = allocator.usable(address);
    if (usable < bytes || address % allocator.alignment(bytes) != 0) {
      violated(
          new Violation(
              Property.ALIGNMENT,
              "%d bytes asked for, %d at %#x granted".formatted(bytes, usable, address)));
    }
    if (zero) {
      judgeZero(address, bytes);
    }
    HeapModel.Block block = new HeapModel.Block(address, bytes, usable, type);
    long stamp = held.stamp(cpu, block);
    model.grant(block).ifPresent(this::violated);
    everGranted.merge(type, usable, Long::sum);
    held.put(cpu, name, block, stamp);
  }

  private void judgeZero(long address, long bytes) {
    for (long word = address; word < address + bytes; word += 8) {
      if (machine.memory().peek(word) != 0) {
        violated(new Violation(Property.ZEROING, "%s is not zero".formatted(allocator.name(word))));
        return;
      }
    }
  }

  /** Frees what is held as {@code name}, on any cpu; false if nothing is. */
  boolean free(Cpu cpu, String name) {
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
    cpu.beginOperation(address);
    machine.receive(cpu, mine.told());
    if (!held.isIntact(cpu, mine)) {
      violated(
          new Violation(
              Property.NO_DOUBLE_GRANT,
              "somebody wrote into %s while it was held".formatted(allocator.name(address))));
    }
    touchLimited(mine.block().type());
    return model.beginFree(address);
  }

  private void endFree(Cpu cpu, HeapModel.Block block) {
    model.endFree(block);
    if (limits.getOrDefault(block.type(), Allocator.UNLIMITED) != Allocator.UNLIMITED) {
      returned.computeIfAbsent(block.type(), any -> new ArrayList<>()).add(machine.publish(cpu));
    }
    touchLimited(block.type());
    end();
  }

  /** Resizes what is held as {@code name}, to nothing if 0; refused, it is as before. */
  boolean reallocate(Cpu cpu, String name, long bytes) {
    if (!held.has(name)) {
      return false;
    }
    Holdings.Held before = held.get(name);
    HeapModel.Block old = beginFree(cpu, name);
    allocating[cpu.id()] = bytes;
    askFor(bytes);
    long address = allocator.reallocate(cpu, old.type(), old.address(), bytes);
    endReallocation(cpu, name, bytes, address, before);
    return true;
  }

  private void endReallocation(Cpu cpu, String name, long bytes, long address, Holdings.Held old) {
    model.endFree(old.block());
    if (granted(address)) {
      if (machine.memory().peek(address) != old.stamp()) {
        violated(new Violation(Property.NO_DOUBLE_GRANT, "realloc lost the old contents"));
      }
      grant(cpu, name, address, bytes, old.block().type(), false);
    } else if (address != Allocator.ZERO_SIZE) {
      model.grant(old.block()).ifPresent(this::violated);
      held.put(cpu, name, old.block(), old.stamp());
    }
    allocating[cpu.id()] = 0;
    touchLimited(old.block().type());
    held.settle(name);
    end();
  }

  void takeSignals(Cpu cpu) {
    begin(cpu);
    cpu.takeSignals();
    end();
  }

  void tidy(Cpu cpu) {
    begin(cpu);
    allocator.tidy(cpu);
    end();
  }

  void tick(Cpu cpu) {
    begin(cpu);
    allocator.tick(cpu);
    end();
  }

  void tickHere(Cpu cpu) {
    begin(cpu);
    allocator.tickHere(cpu);
    end();
  }

  void hold(Cpu cpu) {
    begin(cpu);
    allocator.hold(cpu);
    graces.hold(cpu); // from here on it can be relied on
    end();
  }

  void drop(Cpu cpu) {
    begin(cpu);
    graces.drop(cpu); // whoever drops looks no more
    allocator.drop(cpu);
    end();
  }

  /**
   * Looks at what is held as {@code name}, by whomever, while a hold lasts; false if it was freed
   * before it was found.
   */
  boolean read(Cpu cpu, String name) {
    hold(cpu);
    begin(cpu);
    Optional<HeapModel.Block> found = held.find(name);
    found.ifPresent(
        block -> {
          cpu.beginReading(block.address());
          machine.look(cpu, block.address());
        });
    end();
    drop(cpu);
    return found.isPresent();
  }

  private void begin(Cpu cpu) {
    running++;
    cpu.beginOperation();
  }

  private void end() {
    running--;
    dirty = true;
    if (scheduler.judgesAlways()) {
      judge();
    }
  }

  // --------------------------------------------------------------- judgement

  /**
   * Judges a census, if anything changed since the last one and no cpu is in a critical section.
   */
  void judge() {
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

  /** Whether anything changed since the last judgement. */
  boolean isDirty() {
    return dirty;
  }

  /** What changed so far needs no judge. */
  void judged() {
    dirty = false;
  }

  private List<Violation> census() {
    int missing = 0;
    for (long bytes : allocating) {
      missing += bytes > 0 ? 1 : 0;
    }
    return allocator.census().judge(model, missing, running == 0);
  }

  @Override
  public void violated(Violation violation) {
    if (subject.unpromised().contains(violation.property())) {
      coverage.exceeded(violation.property());
      return;
    }
    if (sought.contains(violation.property())) {
      throw new ViolationFound(violation);
    }
    if (alsoSeen.stream().noneMatch(seen -> seen.property() == violation.property())) {
      alsoSeen.add(violation);
      note("! " + violation);
    }
  }

  /** Runs a part of the execution; a sought violation is kept. Returns false if it ended there. */
  boolean attempt(Runnable part) {
    try {
      part.run();
      return true;
    } catch (ViolationFound end) {
      if (sought.contains(end.violation().property())) {
        found = end.violation();
        note("VIOLATED " + found);
      } else {
        alsoSeen.add(end.violation());
      }
      return false;
    } catch (RuntimeException crash) {
      // Once a property is broken, memory holds anything, and the allocator may fall over it.
      // Before that, it is a bug of the subject or of this suite, and must not look clean.
      if (alsoSeen.isEmpty()) {
        throw crash;
      }
      return false;
    }
  }

  // ------------------------------------------------------------------- watch

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    scheduler.mayPreempt(cpu, next, address);
  }

  @Override
  public void touched(Cpu cpu, int location, Touch touch) {
    dirty |= touch == Touch.WRITES;
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
    scheduler.mayLock(cpu, word, location, isFree);
    trace.ifPresent(into -> into.locked(cpu.id(), allocator.name(word)));
  }

  @Override
  public void unlocked(Cpu cpu, int location) {
    scheduler.unlocked(location);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    scheduler.await(cpu, ready);
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
    into.access(
        cpu.id(), access, allocator.name(address), name(before) + older, name(after) + older);
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    trace.ifPresent(into -> into.event(cpu.id(), event, name(address), detail));
    coverage.count(cpu, event, address);
    scheduler.happened(cpu);
    signals.happened(cpu, event, address, detail).ifPresent(this::violated);
    graces.happened(cpu, event, address).ifPresent(this::violated);
    polls.happened(cpu, event, (int) detail, allocator::census).ifPresent(this::violated);
    if (event == Event.SLAB_RIPPED) {
      allocator.census().judgeRip(address).ifPresent(this::violated);
    }
  }

  private String name(long value) {
    boolean pointer = value >= machine.pageAddresses().getFirst() && machine.isMemory(value);
    return pointer ? allocator.name(value) : Long.toString(value);
  }
}
