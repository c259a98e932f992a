package ripsaw.linearizability.bridge.kmallocobj;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.bridge.kmallocobj.KmallocObjState.Stand;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Drives the Java along a walk of {@code KmallocObj.tla}. An actor always stands just before its
 * next {@link KmallocObjPoint}, or before its next call. A step with an access makes that point,
 * and whatever follows up to the next; one without makes none.
 */
final class KmallocObjDriver extends Driver {
  private String at = "idle";

  KmallocObjDriver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    super(subject, program, sought, lenient);
  }

  /** Between two steps nobody is in the midst of anything. */
  @Override
  protected boolean isOpen(int cpu) {
    return true;
  }

  @Override
  protected void make(Walk.Step step) throws Mismatch {
    int actor = step.cpu();
    at = step.before().at().get(actor);
    if (KmallocObjMapping.startsCall(step)) {
      if (!isCall(actor)) {
        throw cannot(step, actor);
      }
      step(actor);
      goOn(actor);
    }
    Set<KmallocObjPoint> points = KmallocObjPoint.of(step.action());
    if (!points.isEmpty() && hasAccess(step)) {
      Optional<KmallocObjPoint> next = canStep(actor) ? point(actor) : Optional.empty();
      if (next.filter(points::contains).isEmpty() || !isAt(actor, place(step))) {
        throw cannot(step, actor);
      }
      step(actor);
    }
    at = step.after().at().get(actor);
    goOn(actor);
    if (at.equals("idle") && !isCall(actor) && !run.isDone(actor)) {
      throw goesOn(actor);
    }
  }

  /** Whether there is a slab to look at. */
  private static boolean hasAccess(Walk.Step step) {
    boolean looks = step.action().equals("Allocate") || step.action().equals("Look");
    return !looks || !place(step).isEmpty();
  }

  private boolean isAt(int actor, String place) {
    return place.isEmpty() || nextWord(actor).startsWith(place + ".");
  }

  /** Whose word the step's access is to; empty if there is only one such word. */
  private static String place(Walk.Step step) {
    KmallocObjState before = (KmallocObjState) step.before();
    Stand stand = before.stands().get(step.cpu());
    return switch (step.action()) {
      case "Allocate", "Look" -> slab(before.own().get(step.cpu()).get(0));
      case "LookAlternate" -> slab(before.own().get(step.cpu()).get(1));
      case "ReadSlot", "ClearSlot", "Scan", "ReadFindex", "ReadXindex", "Store", "Finish" ->
          slab(stand.slab());
      case "Free" -> slab(step.freed().slab());
      case "Count", "Take", "Uncount", "Arm", "Drop" -> "cpu" + step.cpu();
      case "ReadCount", "Raise", "ReadHead", "Push" ->
          "cpu" + before.slabs().get(stand.todo()).origin();
      case "Tick" -> "cpu0";
      case "ReadArmed", "Disarm" -> "cpu" + stand.index();
      default -> "";
    };
  }

  private static String slab(int place) {
    return place == Numbers.NONE ? "" : "slab" + place;
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
  private Optional<KmallocObjPoint> point(int actor) {
    if (run.isDone(actor)) {
      return Optional.empty();
    }
    Access access = run.nextAccess(actor);
    boolean hasWord =
        access != Access.PAGES && (access == Access.LOCK || !isPrivate(access, actor));
    return KmallocObjWords.point(access, hasWord ? nextWord(actor) : "")
        .filter(point -> !point.isMergedAt(at));
  }

  @Override
  protected boolean isAction(int actor) {
    return point(actor).isPresent();
  }

  @Override
  protected boolean isMerged(Access access, String word, int cpu) {
    return KmallocObjWords.point(access, word).isPresent()
        || KmallocObjWords.isMerged(access, word, cpu);
  }
}
