package ripsaw.linearizability.bridge.pool;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Drives the Java along a walk of {@code PoolCache.tla}. An actor always stands just before its
 * next {@link PoolCachePoint}, or before its next call; but with the depot's lock it stands where
 * it took that, as the rest of what it does there ends with letting go of it.
 */
final class PoolCacheDriver extends Driver {
  private static final String LOOKING = "look";

  /** Whether the actor is to stop where it looks at the empty groups without the lock. */
  private boolean looks;

  PoolCacheDriver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    super(subject, program, sought, lenient);
  }

  /** Between two steps nobody is in the midst of anything but the depot. */
  @Override
  protected boolean isOpen(int cpu) {
    return true;
  }

  @Override
  protected void make(Walk.Step step) throws Mismatch {
    int actor = run.actors().threadOf(step.cpu());
    String before = step.before().at().get(step.cpu());
    String after = step.after().at().get(step.cpu());
    if (before.equals(PoolCacheState.IDLE)) {
      if (!isCall(actor)) {
        throw cannot(step, actor);
      }
      step(actor);
    } else if (!PoolCachePoint.of(step.action()).isEmpty()) {
      looks = before.equals(LOOKING);
      goOn(actor);
      Optional<PoolCachePoint> next = canStep(actor) ? point(actor) : Optional.empty();
      if (next.filter(PoolCachePoint.of(step.action())::contains).isEmpty()) {
        throw cannot(step, actor);
      }
      step(actor);
    }
    looks = after.equals(LOOKING);
    if (PoolCacheState.LOCKED.contains(after)) {
      return;
    }
    goOn(actor);
    if (after.equals(PoolCacheState.IDLE) && !isCall(actor) && !run.isDone(actor)) {
      throw goesOn(actor);
    }
  }

  /** Goes on to just before the next point or call. */
  private void goOn(int actor) throws Mismatch {
    for (int i = 0; i < LONGEST_STEP && canStep(actor) && !run.isDone(actor); i++) {
      if (isCall(actor) || point(actor).isPresent()) {
        return;
      }
      step(actor);
    }
  }

  /** What the next step of the actor is, if it is a point. */
  private Optional<PoolCachePoint> point(int actor) {
    if (run.isDone(actor)) {
      return Optional.empty();
    }
    Access access = run.nextAccess(actor);
    boolean hasWord =
        access == Access.LOCK || access == Access.TRY_LOCK || !isPrivate(access, actor);
    return PoolCachePoint.of(access, hasWord && access != Access.PAGES ? nextWord(actor) : "")
        .filter(point -> looks || point != PoolCachePoint.READ_EMPTY);
  }

  @Override
  protected boolean isAction(int actor) {
    return point(actor).isPresent();
  }

  @Override
  protected boolean isMerged(Access access, String word, int cpu) {
    return PoolCachePoint.of(access, word).isPresent()
        || PoolCachePoint.isMerged(access, word, cpu);
  }
}
