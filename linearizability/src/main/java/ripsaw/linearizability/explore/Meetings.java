package ripsaw.linearizability.explore;

import java.util.Arrays;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Touch;

/**
 * Which steps may meet one of another actor: those that touch what another touches, and somebody
 * writes. All others commute with whatever the other actors do, so it does not matter when they are
 * made. In a critical section nothing is shared with the cpu's own handler, as that cannot begin.
 *
 * <p>What steps touch is learnt from all executions so far. A step whose like was never made may
 * meet, for nobody knows yet; and what only one actor has touched so far is shared as soon as
 * another touches it. So a step that was taken for one that meets nobody, and did, is a meeting
 * ever after: in time nothing is left out.
 */
final class Meetings {
  private static final int KINDS = Access.values().length;

  /** What all steps of an actor touched that began alike. */
  private static final class Site {
    private int[] locations = new int[4];
    private int count;
    private int judged;
    private boolean meetsOthers;
    private boolean meetsOwnCpu;

    private void add(int location) {
      for (int i = 0; i < count; i++) {
        if (locations[i] == location) {
          return;
        }
      }
      if (count == locations.length) {
        locations = Arrays.copyOf(locations, 2 * count);
      }
      locations[count++] = location;
      judged = 0;
    }
  }

  private final Actors actors;
  private final Site[][] sites;

  /** For each location the actors that touched it, a bit each. */
  private int[] touched = new int[64];

  private boolean[] written = new boolean[64];

  /** How often something new was learnt of a location. */
  private int learnt = 1;

  Meetings(Actors actors) {
    this.actors = actors;
    this.sites = new Site[actors.count()][64];
  }

  /** Steps touch more from here on than they did: nothing is known of any. */
  void forget() {
    for (Site[] one : sites) {
      Arrays.fill(one, null);
    }
  }

  /**
   * Whether the next step of an actor may meet one of another. The begin of a handler does, since
   * it keeps its program from running; so does what depends on more than it touches.
   */
  boolean mayMeet(ProgramRun run, int actor) {
    Access next = run.nextAccess(actor);
    if (run.isDone(actor) || next == Access.CALL || next == Access.AWAIT) {
      return true;
    }
    int number = number(run, actor);
    Site site = number < sites[actor].length ? sites[actor][number] : null;
    if (site == null) {
      return true;
    }
    if (site.judged != learnt) {
      judge(site, actor);
    }
    return site.meetsOthers || site.meetsOwnCpu && run.isInterruptible(actor);
  }

  private void judge(Site site, int actor) {
    int ownCpu = ownCpu(actor);
    site.judged = learnt;
    for (int i = 0; i < site.count; i++) {
      int location = site.locations[i];
      if (written[location]) {
        site.meetsOthers |= (touched[location] & ~ownCpu & ~(1 << actor)) != 0;
        site.meetsOwnCpu |= (touched[location] & ownCpu) != 0;
      }
    }
  }

  /** The handler that interrupts this thread, or the thread; nobody if the cpu has more of them. */
  private int ownCpu(int actor) {
    int cpu = actors.get(actor).cpu();
    return actors.isShared(cpu)
        ? 0
        : 1 << (actor == actors.threadOf(cpu) ? actors.handlerOf(cpu) : actors.threadOf(cpu));
  }

  /** What the next step of an actor is known by: its word, or what it is if it is no access. */
  static int number(ProgramRun run, int actor) {
    Access next = run.nextAccess(actor);
    return next.order() == Access.Order.NONE
        ? next.ordinal()
        : KINDS + (int) (run.nextAddress(actor) >>> 3);
  }

  /**
   * An actor's step was made.
   *
   * @param number of the step, as it was before it was made
   */
  void learn(int actor, int number, Footprint footprint) {
    if (number >= sites[actor].length) {
      sites[actor] = Arrays.copyOf(sites[actor], 2 * number);
    }
    if (sites[actor][number] == null) {
      sites[actor][number] = new Site();
    }
    for (int i = 0; i < footprint.count(); i++) {
      int touch = footprint.touch(i);
      sites[actor][number].add(Footprint.location(touch));
      learn(actor, Footprint.location(touch), Footprint.is(touch, Touch.WRITES));
    }
  }

  private void learn(int actor, int location, boolean writes) {
    if (location >= touched.length) {
      touched = Arrays.copyOf(touched, 2 * location);
      written = Arrays.copyOf(written, 2 * location);
    }
    if ((touched[location] & 1 << actor) == 0 || writes && !written[location]) {
      touched[location] |= 1 << actor;
      written[location] |= writes;
      learnt++;
    }
  }
}
