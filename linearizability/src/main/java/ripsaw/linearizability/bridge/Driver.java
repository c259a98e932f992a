package ripsaw.linearizability.bridge;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** Drives the Java along a walk of the specification, step by step. */
public abstract class Driver {
  /** The Java does not do what the specification does. */
  public static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    Mismatch(String message) {
      super(message);
    }
  }

  /** Accesses of an actor within one step of the specification, at most. */
  protected static final int LONGEST_STEP = 1_000;

  protected final ProgramRun run;
  protected final int cpus;
  protected final boolean lenient;
  private final long firstPage;
  private final long endOfPages;
  private final Map<Long, String> names = new HashMap<>();
  private final Set<String> unmapped = new TreeSet<>();
  private final Set<String> merged = new TreeSet<>();
  private final Schedule.Writer schedule = new Schedule.Writer();

  /**
   * @param sought properties that end the execution when they are violated
   * @param lenient whether a step that the Java does not make is passed over, as is right for a
   *     fault, whose Java leaves things out
   */
  protected Driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    this.run = new ProgramRun(subject, program, MemoryModel.SC, sought, null);
    this.cpus = program.shape().cpus();
    this.firstPage = run.session().machine().pageAddresses().get(0);
    this.endOfPages = firstPage + (long) program.shape().pages() * program.shape().pageBytes();
    this.lenient = lenient;
  }

  /** Makes a step of the specification. */
  protected abstract void make(Walk.Step step) throws Mismatch;

  /** Whether a cpu stands where all that is its own can be compared. */
  protected abstract boolean isOpen(int cpu);

  /** Whether the next access of an actor is an action, and so belongs to no other. */
  protected abstract boolean isAction(int actor);

  /** Whether an access that is none belongs to the action around it. */
  protected abstract boolean isMerged(Access access, String word, int cpu);

  ProgramRun run() {
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

  protected final Cpu cpu(int actor) {
    return run.session().machine().cpu(run.actors().get(actor).cpu());
  }

  protected final boolean isCall(int actor) {
    return !run.actors().get(actor).isHandler() && run.nextAccess(actor) == Access.CALL;
  }

  protected final boolean canStep(int actor) {
    return !run.isOver() && (run.enabled() & 1 << actor) != 0;
  }

  /** True if it is no access to a word, or one that only the holder of a slab's part makes. */
  protected final boolean isPrivate(Access access, int actor) {
    return access.order() == Order.NONE || access.order() == Order.PLAIN && inPages(actor);
  }

  private boolean inPages(int actor) {
    return run.nextAddress(actor) >= firstPage && run.nextAddress(actor) < endOfPages;
  }

  /** The word of an actor's next access. */
  protected final String nextWord(int actor) {
    long address = run.nextAddress(actor);
    return inPages(actor)
        ? run.session().nameOf(address)
        : names.computeIfAbsent(address, run.session()::nameOf);
  }

  protected void step(int actor) throws Mismatch {
    if (!run.isDone(actor)) {
      report(actor, run.nextAccess(actor));
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
    if (!isPrivate(access, actor) && !isAction(actor)) {
      String word = nextWord(actor);
      String text = access + " " + word.replaceAll("[0-9]+", "N");
      (isMerged(access, word, run.actors().get(actor).cpu()) ? merged : unmapped).add(text);
    }
  }

  /** What is wrong if the Java cannot make a step. */
  protected final Mismatch cannot(Walk.Step step, int actor) {
    return new Mismatch(
        "the specification does %s on cpu%s, and the Java %s"
            .formatted(step.action(), step.cpu(), next(actor)));
  }

  protected final Mismatch goesOn(int actor) {
    return new Mismatch("the specification's call is over, and the Java " + next(actor));
  }

  private String next(int actor) {
    return canStep(actor) ? "is about to do: " + run.nextLabel(actor) : "cannot go on there";
  }
}
