package ripsaw.linearizability.explore;

import java.util.Arrays;
import java.util.Random;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;

/**
 * Random schedules: the enabled actor with the highest priority makes the next step.
 *
 * <ul>
 *   <li>{@link #none}: priorities mean nothing, each step is drawn by lot;
 *   <li>{@link #changingAtRandomSteps}: random priorities for actors, and a few steps at which the
 *       running one falls to the lowest; Burckhardt, Kothari, Musuvathi and Nagarakatte, "A
 *       randomized scheduler with probabilistic guarantees of finding bugs" (ASPLOS 2010), PCT;
 *   <li>{@link #ofSteps}: a random priority for each step that an actor is about to make, thrown
 *       anew when another step raced with it; Yuan, Yang and Gu, "Partial order aware concurrency
 *       sampling" (CAV 2018), POS.
 * </ul>
 *
 * <p>Steps, here, are those at which actors {@linkplain Meetings may meet}. The others are made at
 * once and without a lot: where they are made matters to nobody, and a switch there is wasted.
 */
final class Priorities implements Strategy {
  /** Falls of PCT in an execution: bugs of up to this depth and one more are aimed at. */
  private static final int FALLS = 3;

  /**
   * Steps in a row without a lot, after which one is drawn all the same: a loop may wait for what
   * another actor would write, had it ever had a turn.
   */
  private static final int MOST_WITHOUT_LOT = 1_000;

  private static final int NOBODY = -1;

  private enum Kind {
    NONE,
    CHANGING,
    OF_STEPS
  }

  private final Kind kind;
  private final Random random;
  private final double[] priority;
  private final int[] falls = new int[FALLS];
  private final Meetings meetings;
  private int withoutLot;
  private int chosen;
  private int step;
  private int longest = 1;

  private Priorities(Kind kind, Actors actors, long seed) {
    this.kind = kind;
    this.random = new Random(seed);
    this.priority = new double[actors.count()];
    this.meetings = new Meetings(actors);
  }

  static Priorities none(Actors actors, long seed) {
    return new Priorities(Kind.NONE, actors, seed);
  }

  static Priorities changingAtRandomSteps(Actors actors, long seed) {
    return new Priorities(Kind.CHANGING, actors, seed);
  }

  static Priorities ofSteps(Actors actors, long seed) {
    return new Priorities(Kind.OF_STEPS, actors, seed);
  }

  @Override
  public boolean begin() {
    step = 0;
    withoutLot = 0;
    for (int actor = 0; actor < priority.length; actor++) {
      priority[actor] = 1 + random.nextDouble();
    }
    // The first execution tells how long they are.
    for (int fall = 0; fall < FALLS; fall++) {
      falls[fall] = random.nextInt(longest);
    }
    return true;
  }

  /** A handler's place may matter though nothing that is touched tells. */
  @Override
  public boolean beginAnew() {
    meetings.forget();
    return true;
  }

  @Override
  public int choose(ProgramRun run, int enabled) {
    int fair = run.turns().fair(enabled);
    int actor = alone(run, fair);
    if (actor == NOBODY || withoutLot == MOST_WITHOUT_LOT) {
      withoutLot = 0;
      actor = byLot(fair);
    } else {
      withoutLot++;
    }
    chosen = Meetings.number(run, actor);
    return actor;
  }

  /** One whose next step meets nobody's. */
  private int alone(ProgramRun run, int fair) {
    for (int left = fair; left != 0; left &= left - 1) {
      int actor = Integer.numberOfTrailingZeros(left);
      if (!meetings.mayMeet(run, actor)) {
        return actor;
      }
    }
    return NOBODY;
  }

  private int byLot(int fair) {
    if (kind == Kind.NONE) {
      return nth(fair, random.nextInt(Integer.bitCount(fair)));
    }
    int actor = highest(fair);
    if (kind == Kind.CHANGING && Arrays.stream(falls).anyMatch(fall -> fall == step)) {
      priority[actor] = -step; // below all that fell before
      actor = highest(fair);
    }
    return actor;
  }

  private static int nth(int set, int n) {
    int left = set;
    for (int i = 0; i < n; i++) {
      left &= left - 1;
    }
    return Integer.numberOfTrailingZeros(left);
  }

  private int highest(int set) {
    int best = Integer.numberOfTrailingZeros(set);
    for (int actor = best + 1; actor < priority.length; actor++) {
      if ((set & 1 << actor) != 0 && priority[actor] > priority[best]) {
        best = actor;
      }
    }
    return best;
  }

  /** Half of the loads with a choice see the latest. */
  @Override
  public int pick(Choices choices) {
    boolean usual = choices.count() == 1 || random.nextBoolean();
    return usual ? 0 : 1 + random.nextInt(Math.min(3, choices.count() - 1));
  }

  @Override
  public void stepped(ProgramRun run, int actor) {
    meetings.learn(actor, chosen, run.last().footprint());
    if (withoutLot > 0) {
      return;
    }
    step++;
    longest = Math.max(longest, step);
    if (kind == Kind.OF_STEPS) {
      priority[actor] = 1 + random.nextDouble();
      for (int other = 0; other < run.actors().count(); other++) {
        if (other != actor && races(run, other)) {
          priority[other] = 1 + random.nextDouble();
        }
      }
    }
  }

  /** Whether what the other is about to do touches a word that the last step touched. */
  private static boolean races(ProgramRun run, int other) {
    Access next = run.nextAccess(other);
    if (next.order() == Access.Order.NONE) {
      return false;
    }
    return run.last().footprint().clashes((int) (run.nextAddress(other) >>> 3), !next.isRead());
  }
}
