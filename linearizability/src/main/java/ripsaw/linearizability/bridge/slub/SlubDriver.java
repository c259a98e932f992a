package ripsaw.linearizability.bridge.slub;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.bridge.slub.SlubState.Actor;
import ripsaw.linearizability.bridge.slub.SlubState.Stand;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Drives the Java along a walk of {@code Slub.tla}. An actor always stands just before its next
 * {@link SlubPoint}, or before its next call; but with a list's lock it stands where it took that,
 * or has just counted, as the rest of what it does to the list ends with letting go of it.
 */
final class SlubDriver extends Driver {
  /** Where an actor has a list's lock. */
  private static final Set<String> LISTING = Set.of("trylock", "list-unlock", "list-done");

  /** Where it is to, if its cpu was given a slab while it made one: no access shows that. */
  private static final Set<String> GIVING_UP = Set.of("flush", "discard");

  SlubDriver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    super(subject, program, sought, lenient);
  }

  /** Between two steps nobody is in the midst of anything but a list. */
  @Override
  protected boolean isOpen(int cpu) {
    return true;
  }

  @Override
  protected void make(Walk.Step step) throws Mismatch {
    Actor who = SlubState.actor(step);
    int actor = number(who);
    String before = ((SlubState) step.before()).at(who);
    String after = ((SlubState) step.after()).at(who);
    if (before.equals(SlubState.IDLE)) {
      if (!isCall(actor)) {
        throw cannot(step, actor);
      }
      step(actor);
    } else if (!step.action().equals("ListUnlock")) {
      pass(step, actor, after);
    }
    if (LISTING.contains(after)) {
      return;
    }
    goOn(actor, after.equals("install"));
    if (after.equals(SlubState.IDLE) && !isCall(actor) && !run.isDone(actor)) {
      throw goesOn(actor);
    }
  }

  /** The actors of a program: each cpu's thread, its handler, and then the other threads. */
  private int number(Actor who) {
    if (!who.kind().equals(SlubState.THREAD)) {
      return run.actors().threadOf(who.cpu());
    }
    return run.actors().named("cpu" + who.cpu() + ".t1").orElseThrow().number();
  }

  /** Makes the point of a step. */
  private void pass(Walk.Step step, int actor, String after) throws Mismatch {
    goOn(actor, false);
    if (step.action().equals("Return") && GIVING_UP.contains(after)) {
      return;
    }
    Optional<SlubPoint> next = canStep(actor) ? point(actor) : Optional.empty();
    boolean isRight = next.filter(point -> isOf(point, step)).isPresent();
    if (!isRight || !isAt(actor, step)) {
      throw cannot(step, actor);
    }
    step(actor);
    if (SlubPoint.of(step.action()).contains(SlubPoint.CHANGE_COUNT)) {
      count(actor, step);
    }
  }

  private static boolean isOf(SlubPoint point, Walk.Step step) {
    Set<SlubPoint> points = SlubPoint.of(step.action());
    boolean tries = points.contains(SlubPoint.MISS_SLAB);
    boolean lists = points.contains(SlubPoint.CHANGE_COUNT);
    return points.contains(point)
        || tries && point == SlubPoint.LOCK_SLAB
        || lists && !tries && point == SlubPoint.LOCK_LIST;
  }

  /** Whether the access is to the slab that the step is about. */
  private boolean isAt(int actor, Walk.Step step) {
    Stand stand = ((SlubState) step.before()).stand(SlubState.actor(step));
    return switch (step.action()) {
      case "LockCpuSlab", "Flush", "RemoteFree", "SlabUnlock" -> isAt(actor, stand.slab());
      case "Trylock" -> isAt(actor, stand.todo());
      default -> true;
    };
  }

  private boolean isAt(int actor, int slab) {
    return SlubWords.place(nextWord(actor)) == slab;
  }

  /** Goes on to where the count of the list has changed, if it does. */
  private void count(int actor, Walk.Step step) throws Mismatch {
    SlubState before = (SlubState) step.before();
    SlubState after = (SlubState) step.after();
    if (before.nodes().equals(after.nodes())) {
      return; // a slab that another has locked
    }
    for (int i = 0; i < LONGEST_STEP && canStep(actor); i++) {
      boolean isCount = point(actor).filter(SlubPoint.CHANGE_COUNT::equals).isPresent();
      step(actor);
      if (isCount) {
        return;
      }
    }
    throw cannot(step, actor);
  }

  /**
   * Goes on to just before the next point or call.
   *
   * @param open or to before interrupts go off
   */
  private void goOn(int actor, boolean open) throws Mismatch {
    for (int i = 0; i < LONGEST_STEP && canStep(actor) && !run.isDone(actor); i++) {
      boolean masks = open && run.nextAccess(actor) == Access.MASK;
      if (masks || isCall(actor) || point(actor).isPresent()) {
        return;
      }
      step(actor);
    }
  }

  /** What the next step of the actor is, if it is a point. */
  private Optional<SlubPoint> point(int actor) {
    if (run.isDone(actor)) {
      return Optional.empty();
    }
    Access access = run.nextAccess(actor);
    boolean hasWord =
        access == Access.LOCK || access == Access.TRY_LOCK || !isPrivate(access, actor);
    return SlubWords.point(access, hasWord ? nextWord(actor) : "")
        .filter(point -> point != SlubPoint.READ_INUSE);
  }

  @Override
  protected boolean isAction(int actor) {
    return point(actor).isPresent();
  }

  @Override
  protected boolean isMerged(Access access, String word, int cpu) {
    return SlubWords.point(access, word).isPresent() || SlubWords.isMerged(access, word, cpu);
  }
}
