package ripsaw.linearizability.bridge;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.Program;
import ripsaw.linearizability.Run;
import ripsaw.linearizability.Schedule;
import ripsaw.machine.Access;
import ripsaw.machine.Access.Order;
import ripsaw.machine.Cpu;
import ripsaw.machine.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Drives the Java along a walk of the specification. For each step the actor runs up to and over
 * the access that is the step's {@link Point}, and then on to where the next may begin: out of its
 * critical section, or in front of the next point.
 */
final class Driver {
  /** The Java does not do what the specification does. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    Mismatch(String message) {
      super(message);
    }
  }

  /** Where a slot that is not its cpu's own is read, and then written. */
  private static final Set<String> COUNTING = Set.of("tally", "count");

  /** Accesses of an actor within one step of the specification, at most. */
  private static final int LONGEST_STEP = 1_000;

  private final Run run;
  private final int cpus;
  private final long firstPage;
  private final boolean lenient;
  private final Map<Long, String> names = new HashMap<>();
  private final Set<String> unmapped = new TreeSet<>();
  private final Set<String> merged = new TreeSet<>();
  private final Schedule.Writer schedule = new Schedule.Writer();
  private boolean masked;

  /**
   * @param sought properties that end the execution when they are violated
   * @param lenient whether a step that the Java does not make is passed over, as is right for a
   *     fault, whose Java leaves things out
   */
  Driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    this.run = new Run(subject, program, MemoryModel.SC, sought, null);
    this.cpus = program.shape().cpus();
    this.firstPage = run.session().machine().pageAddresses().get(0);
    this.lenient = lenient;
  }

  Run run() {
    return run;
  }

  /** What was done so far. */
  Schedule schedule() {
    return schedule.schedule();
  }

  /** Accesses that belong to no action, by the names of their words. */
  Set<String> unmapped() {
    return unmapped;
  }

  /** Accesses that belong to the action around them. */
  Set<String> merged() {
    return merged;
  }

  boolean isOpen(int cpu) {
    return run.session().machine().cpu(cpu).isInterruptible();
  }

  /** Makes a step of the specification. */
  void make(Walk.Step step) throws Mismatch {
    masked = false;
    int actor = isOfHandler(step.action(), step.cpu()) ? cpus + step.cpu() : step.cpu();
    Set<Point> points = pointsOf(step);
    boolean made = points.isEmpty() ? runMasked(actor) : runOver(actor, points, step);
    if (!made) {
      if (!lenient) {
        throw new Mismatch(
            "the specification does %s on cpu%d, and the Java %s"
                .formatted(step.action(), step.cpu(), next(actor)));
      }
      return;
    }
    String at = actor < cpus ? step.after().at().get(actor) : "";
    goOn(actor, at, alsoPasses(step.action()));
  }

  /** What the rest of a step may pass that would else be the next. */
  private static Set<Point> alsoPasses(String action) {
    return switch (action) {
      // The call that carries this step asks for more pages than there are, and is refused.
      case "GiveBack" -> EnumSet.of(Point.PAGES);
      // A free of the owner touches the remote list if the slab is off the owner's.
      case "FreeLocal", "Home" -> EnumSet.of(Point.COMPARE_AND_SET_LIST, Point.WRITE_LIST);
      default -> EnumSet.noneOf(Point.class);
    };
  }

  private boolean isOfHandler(String action, int cpu) {
    return action.equals("Interrupt") || !run.isDone(cpus + cpu);
  }

  /** The points by which this step may be made. */
  private static Set<Point> pointsOf(Walk.Step step) {
    Set<Point> points = Point.of(step.action());
    if (step.action().equals("FreeRemote")) {
      // Where the slots are shared, their read is a step; else it belongs to what follows.
      if (step.after().at().get(step.cpu()).equals("count")) {
        return EnumSet.of(Point.READ_COUNT);
      }
      points.remove(Point.READ_COUNT);
    }
    return points;
  }

  /** A step that only the owner can see: into its critical section, and through it. */
  private boolean runMasked(int actor) throws Mismatch {
    for (int i = 0; !masked && i < LONGEST_STEP; i++) {
      if (!canStep(actor) || sharedPoint(actor).isPresent()) {
        return false;
      }
      step(actor);
    }
    return masked;
  }

  private boolean runOver(int actor, Set<Point> points, Walk.Step step) throws Mismatch {
    boolean mayCall = Walk.startsCall(step.action());
    for (int i = 0; i < LONGEST_STEP && canStep(actor); i++) {
      if (points.contains(Point.TAKE_MESSAGE) && takes(actor)) {
        return true;
      }
      Optional<Point> next = point(actor);
      if (next.isPresent() && points.contains(next.get())) {
        step(actor);
        return true;
      }
      if (next.filter(Point.SHARED::contains).isPresent()) {
        return false;
      }
      if (isCall(actor)) {
        if (!mayCall) {
          return false;
        }
        mayCall = false;
      }
      step(actor);
    }
    return false;
  }

  /** Whether the handler has taken its message: the last access was to give back the slot. */
  private boolean takes(int actor) throws Mismatch {
    int before = pending(actor);
    while (pending(actor) == before && canStep(actor)) {
      step(actor);
    }
    return pending(actor) < before;
  }

  private int pending(int actor) {
    return cpu(actor).pendingSignals().size();
  }

  private Cpu cpu(int actor) {
    return run.session().machine().cpu(actor % cpus);
  }

  /**
   * Goes on while nobody else can see it: to the end of the call, if it ends here, and else out of
   * the critical section.
   *
   * @param at where the specification's program stands now; empty for a handler
   */
  private void goOn(int actor, String at, Set<Point> alsoPasses) throws Mismatch {
    for (int i = 0; i < LONGEST_STEP && canStep(actor) && !run.isDone(actor); i++) {
      Optional<Point> next = COUNTING.contains(at) ? point(actor) : sharedPoint(actor);
      boolean mayPass = next.isEmpty() || alsoPasses.contains(next.get());
      boolean mayStop = at.equals("idle") ? isCall(actor) : cpu(actor).isInterruptible();
      if (mayStop || !mayPass) {
        if (!mayStop && at.equals("idle") && !lenient) {
          throw new Mismatch("the specification's call is over, and the Java " + next(actor));
        }
        return;
      }
      step(actor);
    }
  }

  private boolean isCall(int actor) {
    return actor < cpus && run.nextAccess(actor) == Access.CALL;
  }

  boolean canStep(int actor) {
    return !run.isOver() && (run.enabled() & 1 << actor) != 0;
  }

  private Optional<Point> sharedPoint(int actor) {
    return point(actor).filter(Point.SHARED::contains);
  }

  /** What the next step of the actor is, if it is a point. */
  private Optional<Point> point(int actor) {
    if (run.isDone(actor)) {
      return Optional.empty();
    }
    Access access = run.nextAccess(actor);
    if (access == Access.PAGES) {
      return Optional.of(Point.PAGES);
    }
    if (access.order() == Order.NONE || access.order() == Order.PLAIN && inPages(actor)) {
      return Optional.empty();
    }
    return Words.point(access, word(run.nextAddress(actor)), actor >= cpus);
  }

  private boolean inPages(int actor) {
    return run.nextAddress(actor) >= firstPage;
  }

  private String word(long address) {
    return address >= firstPage
        ? run.session().nameOf(address)
        : names.computeIfAbsent(address, run.session()::nameOf);
  }

  void step(int actor) throws Mismatch {
    if (!run.isDone(actor)) {
      Access access = run.nextAccess(actor);
      masked |= access == Access.MASK;
      report(actor, access);
    }
    if (lenient) {
      schedule.step(actor, 0, run.nextLabel(actor));
    }
    run.step(actor, 0);
    if (!lenient && run.session().found().isPresent()) {
      throw new Mismatch("the Java violates " + run.session().found().get());
    }
  }

  private void report(int actor, Access access) {
    if (access.order() == Order.NONE || access.order() == Order.PLAIN && inPages(actor)) {
      return;
    }
    if (sharedPoint(actor).isEmpty()) {
      String word = word(run.nextAddress(actor));
      String text = access + " " + word.replaceAll("[0-9]+", "N");
      (Words.isMerged(access, word, actor % cpus) ? merged : unmapped).add(text);
    }
  }

  private String next(int actor) {
    return canStep(actor) ? "is about to do: " + run.nextLabel(actor) : "cannot go on there";
  }
}
