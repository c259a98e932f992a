package ripsaw.linearizability.bridge.kfree;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Drives the Java along a walk of {@code RemoteFree.tla}. For each step the actor runs up to and
 * over the access that is the step's {@link RemoteFreePoint}, and then on to where the next may
 * begin: out of its critical section, or in front of the next point.
 */
final class RemoteFreeDriver extends Driver {
  /** Where a slot that is not its cpu's own is read, and then written. */
  private static final Set<String> COUNTING = Set.of("tally", "count");

  private boolean masked;

  RemoteFreeDriver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    super(subject, program, sought, lenient);
  }

  @Override
  protected boolean isOpen(int cpu) {
    return run.session().machine().cpu(cpu).isInterruptible();
  }

  @Override
  protected void make(Walk.Step step) throws Mismatch {
    masked = false;
    int actor =
        isOfHandler(step.action(), step.cpu())
            ? run.actors().handlerOf(step.cpu())
            : run.actors().threadOf(step.cpu());
    Set<RemoteFreePoint> points = pointsOf(step);
    boolean made = points.isEmpty() ? runMasked(actor) : runOver(actor, points, step);
    if (!made) {
      if (!lenient) {
        throw cannot(step, actor);
      }
      return;
    }
    String at = run.actors().get(actor).isHandler() ? "" : step.after().at().get(step.cpu());
    goOn(actor, at, alsoPasses(step.action()));
  }

  /** What the rest of a step may pass that would else be the next. */
  private static Set<RemoteFreePoint> alsoPasses(String action) {
    return switch (action) {
      // The call that carries this step asks for more pages than there are, and is refused.
      case "GiveBack" -> EnumSet.of(RemoteFreePoint.PAGES);
      // A free of the owner touches the remote list if the slab is off the owner's.
      case "FreeLocal", "Home" ->
          EnumSet.of(RemoteFreePoint.COMPARE_AND_SET_LIST, RemoteFreePoint.WRITE_LIST);
      default -> EnumSet.noneOf(RemoteFreePoint.class);
    };
  }

  private boolean isOfHandler(String action, int cpu) {
    return action.equals("Interrupt") || !run.isDone(run.actors().handlerOf(cpu));
  }

  /** The points by which this step may be made. */
  private static Set<RemoteFreePoint> pointsOf(Walk.Step step) {
    Set<RemoteFreePoint> points = RemoteFreePoint.of(step.action());
    if (step.action().equals("FreeRemote")) {
      // Where the slots are shared, their read is a step; else it belongs to what follows.
      if (step.after().at().get(step.cpu()).equals("count")) {
        return EnumSet.of(RemoteFreePoint.READ_COUNT);
      }
      points.remove(RemoteFreePoint.READ_COUNT);
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

  private boolean runOver(int actor, Set<RemoteFreePoint> points, Walk.Step step) throws Mismatch {
    boolean mayCall = RemoteFreeMapping.startsCall(step.action());
    for (int i = 0; i < LONGEST_STEP && canStep(actor); i++) {
      if (points.contains(RemoteFreePoint.TAKE_MESSAGE) && takes(actor)) {
        return true;
      }
      Optional<RemoteFreePoint> next = point(actor);
      if (next.isPresent() && points.contains(next.get())) {
        step(actor);
        return true;
      }
      if (next.filter(RemoteFreePoint.SHARED::contains).isPresent()) {
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

  /**
   * Goes on while nobody else can see it: to the end of the call, if it ends here, and else out of
   * the critical section.
   *
   * @param at where the specification's program stands now; empty for a handler
   */
  private void goOn(int actor, String at, Set<RemoteFreePoint> alsoPasses) throws Mismatch {
    for (int i = 0; i < LONGEST_STEP && canStep(actor) && !run.isDone(actor); i++) {
      Optional<RemoteFreePoint> next = COUNTING.contains(at) ? point(actor) : sharedPoint(actor);
      boolean mayPass = next.isEmpty() || alsoPasses.contains(next.get());
      boolean mayStop = at.equals("idle") ? isCall(actor) : cpu(actor).isInterruptible();
      if (mayStop || !mayPass) {
        if (!mayStop && at.equals("idle") && !lenient) {
          throw goesOn(actor);
        }
        return;
      }
      step(actor);
    }
  }

  private Optional<RemoteFreePoint> sharedPoint(int actor) {
    return point(actor).filter(RemoteFreePoint.SHARED::contains);
  }

  /** What the next step of the actor is, if it is a point. */
  private Optional<RemoteFreePoint> point(int actor) {
    if (run.isDone(actor)) {
      return Optional.empty();
    }
    Access access = run.nextAccess(actor);
    if (access == Access.PAGES) {
      return Optional.of(RemoteFreePoint.PAGES);
    }
    if (isPrivate(access, actor)) {
      return Optional.empty();
    }
    return RemoteFreeWords.point(access, nextWord(actor), run.actors().get(actor).isHandler());
  }

  @Override
  protected void step(int actor) throws Mismatch {
    masked |= !run.isDone(actor) && run.nextAccess(actor) == Access.MASK;
    super.step(actor);
  }

  @Override
  protected boolean isAction(int actor) {
    return sharedPoint(actor).isPresent();
  }

  @Override
  protected boolean isMerged(Access access, String word, int cpu) {
    return RemoteFreeWords.isMerged(access, word, cpu);
  }
}
