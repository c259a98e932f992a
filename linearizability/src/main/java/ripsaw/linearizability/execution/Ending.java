package ripsaw.linearizability.execution;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.execution.loop.Round;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Coroutines;
import ripsaw.linearizability.execution.step.Places;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/**
 * What is said of an execution in which nobody can go on: somebody goes round for ever, or waits in
 * vain, or all is done, and a census is judged.
 */
final class Ending {
  private final Session session;
  private final Actors actors;
  private final Places places;

  Ending(Session session, Actors actors, Places places) {
    this.session = session;
    this.actors = actors;
    this.places = places;
  }

  /**
   * @param round that is made over and over; of no step if there is none
   * @param coroutines tell who is not done
   */
  void judge(Round round, Coroutines coroutines) {
    if (round.steps() > 0) {
      session.attempt(() -> session.violated(goesRound(round, actors)));
    }
    int[] stuck =
        IntStream.range(0, actors.count())
            .filter(actor -> !coroutines.isDone(actor) && (round.movers() & 1 << actor) == 0)
            .toArray();
    // The others have not begun: they are to be given what a sleeper is to get, such as to free it.
    long forCallers =
        IntStream.of(stuck)
            .map(places::context)
            .filter(session.machine().waits()::isForCallers)
            .count();
    boolean isTheirs = forCallers > 0 && forCallers == session.running();
    if (stuck.length > 0 && !isTheirs && session.found().isEmpty()) {
      session.attempt(() -> session.violated(waitInVain(stuck)));
    }
    if (session.found().isEmpty()) {
      session.attempt(session::judge);
    }
  }

  /** What is said of those who wait, and of what is known of each. */
  private Violation waitInVain(int[] stuck) {
    String known =
        IntStream.of(stuck)
            .mapToObj(
                actor -> {
                  String wait = session.machine().waitOf(places.context(actor));
                  return wait.isEmpty() ? "" : places.line(actor) + " " + wait;
                })
            .filter(wait -> !wait.isEmpty())
            .collect(Collectors.joining("; "));
    return new Violation(
        CommonProperty.TERMINATION,
        "cpu%s waits for what nobody will do%s"
            .formatted(actors.get(stuck[0]).cpu(), known.isEmpty() ? "" : ": " + known));
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
