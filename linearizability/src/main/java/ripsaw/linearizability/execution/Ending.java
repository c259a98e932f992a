package ripsaw.linearizability.execution;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.execution.loop.Round;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/**
 * What is said of an execution in which nobody can go on: somebody goes round for ever, or waits in
 * vain, or all is done, and a census is judged.
 */
final class Ending {
  private final Session session;
  private final Actors actors;

  Ending(Session session, Actors actors) {
    this.session = session;
    this.actors = actors;
  }

  /**
   * @param round that is made over and over; of no step if there is none
   * @param coroutines tell who is not done
   */
  void judge(Round round, Coroutines coroutines) {
    if (round.steps() > 0) {
      session.attempt(() -> session.violated(goesRound(round, actors)));
    }
    for (int actor = 0; actor < actors.count() && session.found().isEmpty(); actor++) {
      if (!coroutines.isDone(actor) && (round.movers() & 1 << actor) == 0) {
        int stuck = actors.get(actor).cpu();
        session.attempt(
            () ->
                session.violated(
                    new Violation(
                        CommonProperty.TERMINATION,
                        "cpu" + stuck + " waits for what nobody will do")));
      }
    }
    if (session.found().isEmpty()) {
      session.attempt(session::judge);
    }
  }

  /** What is said of a round without end. */
  static Violation goesRound(Round round, Actors actors) {
    String who =
        IntStream.of(round.actors())
            .map(actor -> actors.get(actor).cpu())
            .sorted()
            .distinct()
            .mapToObj(cpu -> "cpu" + cpu)
            .collect(Collectors.joining(" and "));
    return new Violation(
        CommonProperty.TERMINATION,
        "%s go%s round for ever: %s identical rounds of %s step%s"
            .formatted(
                who,
                who.contains(" ") ? "" : "es",
                round.most(),
                round.steps(),
                round.steps() == 1 ? "" : "s"));
  }
}
