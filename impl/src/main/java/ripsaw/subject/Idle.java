package ripsaw.subject;

import java.util.List;

/**
 * What a kernel does of its own while nobody calls the allocator, in rounds. In each round every
 * cpu, one after another, takes all its signals and then makes these verbs. So nobody is left out,
 * as fairness asks.
 *
 * @param rounds after which all that is owed is paid; the family says why so many
 * @param verbs that take no name: the slow tick, the clock
 */
public record Idle(int rounds, List<Verb> verbs) {
  /** Of a family that does not say. */
  public static final Idle NOTHING = new Idle(0, List.of());
}
