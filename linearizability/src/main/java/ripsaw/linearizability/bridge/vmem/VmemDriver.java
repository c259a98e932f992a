package ripsaw.linearizability.bridge.vmem;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Drives the Java along a walk of {@code Vmem.tla}. An actor always stands just before its next
 * {@link VmemPoint}, before its next call, or asleep; so nobody has the arena's lock between two
 * steps.
 */
final class VmemDriver extends Driver {
  VmemDriver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    super(subject, program, sought, lenient);
  }

  /** Between two steps nobody is in the midst of anything. */
  @Override
  protected boolean isOpen(int cpu) {
    return true;
  }

  @Override
  protected void make(Walk.Step step) throws Mismatch {
    int actor = run.actors().threadOf(step.cpu());
    if (step.before().at().get(step.cpu()).equals(VmemState.IDLE)) {
      if (!isCall(actor)) {
        throw cannot(step, actor);
      }
      step(actor);
    }
    goOn(actor);
    Optional<VmemPoint> point = VmemPoint.of(step.action());
    if (point.isPresent()) {
      if (!canStep(actor) || !point(actor).equals(point)) {
        throw cannot(step, actor);
      }
      step(actor);
      goOn(actor);
    }
    if (step.after().at().get(step.cpu()).equals(VmemState.IDLE)
        && !isCall(actor)
        && !run.isDone(actor)) {
      throw goesOn(actor);
    }
  }

  /** Goes on to just before the next point or call, or as far as it goes. */
  private void goOn(int actor) throws Mismatch {
    for (int i = 0; i < LONGEST_STEP && canStep(actor) && !run.isDone(actor); i++) {
      if (isCall(actor) || isAction(actor)) {
        return;
      }
      step(actor);
    }
  }

  private Optional<VmemPoint> point(int actor) {
    if (run.isDone(actor)) {
      return Optional.empty();
    }
    Access access = run.nextAccess(actor);
    return VmemPoint.of(access, access == Access.LOCK ? nextWord(actor) : "");
  }

  @Override
  protected boolean isAction(int actor) {
    return point(actor).isPresent();
  }

  @Override
  protected boolean isMerged(Access access, String word, int cpu) {
    return VmemPoint.isMerged(access);
  }
}
