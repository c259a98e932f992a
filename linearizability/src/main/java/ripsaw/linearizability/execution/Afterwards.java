package ripsaw.linearizability.execution;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Idle;
import ripsaw.subject.Verb;

/**
 * What comes after an execution if nobody calls any more: holds end, and the kernel goes on of its
 * own, {@linkplain Idle round after round}, with each cpu in turn. One such end is a fair one, and
 * whatever is owed must be paid in all that are. Nothing here is chosen, so an execution has one
 * end, and its schedule is all that is needed to see it again.
 *
 * <p>All cpus know what all have done: that time goes by hides no race that comes of the program.
 */
public final class Afterwards {
  private final Session session;
  private final Optional<Trace> trace;
  private final Idle idle;

  public Afterwards(Session session) {
    this.session = session;
    this.trace = session.trace();
    this.idle = session.subject().family().idle(session.machine().shape());
  }

  /** Whether any of these properties is about what is owed in the end. */
  public static boolean isAskedFor(Set<Property> sought) {
    return sought.stream().anyMatch(Afterwards::isOwed);
  }

  private static boolean isOwed(Property property) {
    return property.watch() == Property.Watch.AT_REST;
  }

  /**
   * Whether the kernel could go on: the execution came to its end with no operation under way, and
   * broke nothing that is sought.
   */
  public static boolean canFollow(ProgramRun run) {
    boolean allDone = run.isOver() && !run.wasCut() && run.session().found().isEmpty();
    for (int actor = 0; actor < run.actors().count() && allDone; actor++) {
      allDone = run.isDone(actor);
    }
    return allDone && !run.session().isInTransition();
  }

  /** Goes on until nothing is owed, or it is certain that it will not be paid, and judges that. */
  public void judge() {
    if (idle.rounds() > 0) {
      session.attempt(this::goOn);
    }
  }

  private void goOn() {
    session.note(
        "from here on nobody calls: signals and ticks, %s rounds at most".formatted(idle.rounds()));
    session.beforehand().ends();
    session.machine().synchronize();
    session.machine().cpus().forEach(this::endWhatWasBegun);
    List<Violation> wrong = List.of();
    boolean owes = true;
    for (int round = 0; round < idle.rounds() && owes; round++) {
      session.machine().cpus().forEach(this::round);
      wrong = session.census(true);
      owes = wrong.stream().anyMatch(violation -> isOwed(violation.property()));
    }
    wrong.forEach(session::violated);
  }

  /** No hold lasts for ever. */
  private void endWhatWasBegun(Cpu cpu) {
    for (FamilyVerb verb : session.subject().family().verbs()) {
      while (verb.ends().isPresent() && session.hasBegun(cpu.id(), verb.ends().get())) {
        perform(cpu, verb);
      }
    }
  }

  private void round(Cpu cpu) {
    session.beforehand().begins();
    while (cpu.takeSignal()) {
      trace.ifPresent(into -> into.handled(cpu.id()));
    }
    idle.verbs().forEach(verb -> perform(cpu, verb));
  }

  private void perform(Cpu cpu, Verb verb) {
    Operation operation = Operation.of(verb, "");
    trace.ifPresent(into -> into.called(cpu.id(), operation));
    boolean done = session.run(cpu, operation);
    trace.ifPresent(into -> into.returned(cpu.id(), operation, done));
    session.machine().synchronize();
    session.judge();
  }
}
