package ripsaw.linearizability.execution;

import java.util.function.BooleanSupplier;
import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.linearizability.execution.step.KnownPrefix;
import ripsaw.linearizability.execution.step.LastStep;
import ripsaw.linearizability.execution.step.Locks;
import ripsaw.linearizability.execution.step.Places;
import ripsaw.linearizability.execution.step.Steps;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.Touch;

/**
 * Cuts what the actors of a {@link ProgramRun} do into steps: it pauses whoever runs just before
 * each thing that others can see, and writes down what the step before that did.
 */
final class Stepping implements Scheduler {
  private final Coroutines coroutines;
  private final Places places;
  private final Loops loops;
  private final Steps steps;
  private final Locks locks;
  private final Choices cpus = new Choices();
  private final LastStep last = new LastStep();
  private KnownPrefix known = KnownPrefix.NONE;
  private ProgramRun.Picker picker;
  private int orderOfCpu0 = Steps.NONE;
  private int sharedCpu0;
  private int sharedCpu = Steps.NONE;
  private int accesses;
  // Of all that was done so far: equal where executions are.
  private long made;
  private boolean abandoned;
  private boolean suspected;

  Stepping(Coroutines coroutines, Places places, Loops loops, Steps steps) {
    this.coroutines = coroutines;
    this.places = places;
    this.loops = loops;
    this.steps = steps;
    this.locks = new Locks(coroutines.count());
  }

  /**
   * From here on all accesses of a cpu touch one location, whether its thread or its handler makes
   * them.
   *
   * @param ofCpu0 that of the first cpu; the others' follow
   */
  void tellHandlersApart(int ofCpu0) {
    orderOfCpu0 = ofCpu0;
  }

  /**
   * All that is done on a cpu that is shared touches one location: a switch orders it, and may be
   * anywhere.
   *
   * @param ofCpu0 that of the first cpu; the others' follow
   */
  void orderShared(int ofCpu0) {
    sharedCpu0 = ofCpu0;
  }

  /** The steps that come are these, as long as they go on. */
  void follow(KnownPrefix prefix) {
    known = prefix;
  }

  // ------------------------------------------------------------------ a step

  /**
   * An actor's next step begins.
   *
   * @param which way it goes, unless that is known
   */
  void begin(int actor, ProgramRun.Picker which) {
    picker = which;
    begin(actor);
  }

  private void begin(int actor) {
    last.begin();
    steps.add(actor);
    sharedCpu = places.isShared(actor) ? places.cpuOf(actor) : Steps.NONE;
    places.runs(actor);
    Access next = coroutines.nextAccess(actor);
    loops.begin(actor, next, next == Access.AWAIT ? 0 : coroutines.nextAddress(actor));
  }

  /** The step touches what a cpu's thread and its handler share, if they are told apart. */
  void touchesOrder(Cpu cpu) {
    if (orderOfCpu0 != Steps.NONE) {
      last.footprint().add(orderOfCpu0 + cpu.id(), Touch.WRITES);
    }
  }

  /** The step is made. Nobody waits in a loop for a switch, so that is no affair of loops. */
  void end(int actor) {
    loops.end(actor, last.footprint());
    if (sharedCpu != Steps.NONE) {
      last.footprint().add(sharedCpu0 + sharedCpu, Touch.WRITES);
    }
  }

  /** The next step of who runs is a call. */
  void call(int operation, BooleanSupplier ready) {
    coroutines.waitFor(ready);
    pause(Access.CALL, operation);
    coroutines.waitFor(null);
  }

  /** The same under a lock that the program knows nothing of: see {@link #mayLock}. */
  void call(int operation, BooleanSupplier ready, int lock) {
    int actor = coroutines.current();
    locks.wants(actor, lock);
    call(operation, ready);
    last.waitedFor(takes(actor, lock));
  }

  /** The next step of who runs is the first operation of an interrupt, or one behind it. */
  void call(int operation) {
    pause(Access.CALL, operation);
  }

  private void pause(Access next, long address) {
    coroutines.announce(next, address);
    made = made * 31 + (next.ordinal() + 1) * 0x9e3779b97f4a7c15L + address;
    int actor = coroutines.current();
    if (known.isNextOf(actor, made)) {
      end(actor);
      known.next();
      begin(actor);
    } else {
      coroutines.pause();
    }
  }

  // --------------------------------------------------------------- scheduler

  @Override
  public boolean isBeforehand() {
    return coroutines.current() == Coroutines.NOBODY;
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    if (next.order() != Access.Order.NONE) {
      accesses++;
    }
    if (here(cpu) != cpu) {
      throw new Unwatched(
          "it goes on as %s where it is %s: Cpu.maySleep() returns who it is%s"
              .formatted(cpu, here(cpu), Unwatched.MEND));
    }
    pause(next, address);
  }

  @Override
  public Cpu mayMigrate(Cpu cpu) {
    int actor = coroutines.current();
    if (!places.roams(actor)) {
      return cpu;
    }
    cpus.clear(0);
    cpus.add(cpu.id());
    for (Cpu other : places.cpus()) {
      if (other != cpu) {
        cpus.add(other.id());
      }
    }
    Cpu to = places.cpus().get(cpus.key(choose(cpus)));
    places.moves(actor, to);
    return to;
  }

  /** A signal's handler is the cpu's. */
  @Override
  public String line(Cpu cpu) {
    return isBeforehand() ? cpu.toString() : places.line(coroutines.current());
  }

  @Override
  public Cpu here(Cpu cpu) {
    return isBeforehand() ? cpu : places.of(coroutines.current());
  }

  @Override
  public void mayWait(Cpu cpu, BooleanSupplier woken) {
    await(cpu, woken);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    while (!ready.getAsBoolean()) {
      coroutines.waitFor(ready);
      pause(Access.AWAIT, 0);
      coroutines.waitFor(null);
    }
  }

  /**
   * A lock is taken in one step, and only while it is free. Whoever held it last had to come before
   * by letting go; that it was taken before, and not after, is what may be reversed.
   */
  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    int actor = coroutines.current();
    coroutines.waitFor(isFree);
    locks.wants(actor, location);
    pause(Access.LOCK, word);
    coroutines.waitFor(null);
    last.waitedFor(takes(actor, location));
  }

  private int takes(int actor, int location) {
    last.footprint().add(location, Touch.WRITES);
    last.footprint().add(whetherFree(location), Touch.WRITES);
    loops.locked(actor);
    return locks.takes(actor, location, steps.count() - 1);
  }

  /**
   * Only who tries a lock sees that it was let go without having had to wait for that. For the
   * others it is no write of what they race for: that is who takes it.
   */
  private static int whetherFree(int location) {
    return location + 1;
  }

  /** A lock that is tried need not be free, so nothing had to come before. */
  @Override
  public void tried(int location, boolean taken) {
    if (isBeforehand()) {
      return;
    }
    if (taken) {
      takes(coroutines.current(), location);
    } else {
      last.footprint().add(whetherFree(location), Touch.READS);
    }
  }

  @Override
  public void unlocked(int location) {
    if (!isBeforehand()) {
      last.footprint().add(whetherFree(location), Touch.WRITES);
      loops.unlocked(coroutines.current());
      locks.letsGo(location, steps.count() - 1);
    }
  }

  @Override
  public void accessed(long address, long before, long after) {
    made = ((made * 31 + address) * 31 + before) * 31 + after;
    loops.accessed(address, before, after);
  }

  @Override
  public void touched(int location, Touch kind) {
    if (!isBeforehand()) {
      last.footprint().add(location, kind);
    }
  }

  @Override
  public int choose(Choices choices) {
    if (isBeforehand()) {
      return 0;
    }
    int way = 0;
    if (known.goesOn()) {
      way = known.way();
    } else if (!loops.seesNewest(coroutines.current())) { // in the end every store is seen
      last.hasChoice(choices.count());
      way = picker.pick(choices);
    }
    while (way < 0) {
      abandoned = true;
      coroutines.pause(); // nobody goes on with it
    }
    steps.sawOlder(way);
    last.goes(choices, way);
    return way;
  }

  @Override
  public void suspected() {
    suspected = true;
  }

  @Override
  public void accessed(Cpu cpu) {
    if (!isBeforehand()) {
      touchesOrder(cpu);
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

  // ---------------------------------------------------------------- results

  LastStep last() {
    return last;
  }

  /** The location of the lock that this actor would take next, or waits for; else NONE. */
  int wantedLock(int actor) {
    return locks.wanted(actor);
  }

  int accesses() {
    return accesses;
  }

  long made() {
    return made;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  boolean isSuspected() {
    return suspected;
  }
}
