package ripsaw.linearizability.execution.loop;

import java.util.Arrays;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.machine.order.Access;

/**
 * Watches an execution for actors that go round in loops. Two rounds of a loop are the same if they
 * make the same accesses, and those see and leave the same values; a scan of different words is no
 * loop. What goes round is {@linkplain Waiting a wait}, or {@linkplain Cycles a livelock or an
 * unfair round}.
 */
public final class Loops {
  /** Why not everything was seen if {@link #fair} was asked and left somebody out. */
  public static final String BOUND =
      "rounds: a loop that writes made two at a time where others could go on";

  private final StepLog log = new StepLog();
  private final Waits waits;
  private final Track[] tracks;
  private final Waiting waiting;
  private final Cycles cycles;
  private int suspects;

  /**
   * @param waits what is known of other executions of the program; null to look for no loops
   */
  public Loops(Repeatable run, int actors, Waits waits) {
    this.waits = waits;
    this.tracks = new Track[actors];
    this.waiting = new Waiting(run, log, waits, tracks);
    this.cycles = new Cycles(run, log, waits, waiting);
    if (waits != null) {
      waits.begin();
    }
  }

  // ------------------------------------------------------------------ steps

  /** An actor begins a step. */
  public void begin(int actor, Access access, long address) {
    log.begin(actor, access, address);
  }

  /** The step made an access. */
  public void accessed(long address, long before, long after) {
    log.accessed(address, before, after);
  }

  public void locked(int actor) {
    log.locked();
    track(actor).locked();
  }

  public void unlocked(int actor) {
    track(actor).unlocked();
  }

  private Track track(int actor) {
    if (tracks[actor] == null) {
      tracks[actor] = new Track(actor, log);
    }
    return tracks[actor];
  }

  /** The step is made. */
  public void end(int actor, Footprint footprint) {
    long step = log.end(footprint);
    if (waits == null) {
      return;
    }
    Track track = track(actor);
    track.add();
    track.match(step, waits);
    int bit = 1 << actor;
    if (track.waitsFor() == null && (suspects & bit) != 0) {
      waiting.goesOn(actor);
    }
    suspects = track.isSuspect() ? suspects | bit : suspects & ~bit;
    if (suspects != 0 && footprint.writes()) {
      waiting.noteChanges(footprint);
    }
    cycles.made(step);
    if (track.isToBeLookedAt()) {
      waiting.lookAt(track);
      if (track.waitsFor() == null) {
        cycles.lookAt(track);
      }
    }
  }

  /** What the last step did, in a number: equal for steps that did the same. */
  public long made() {
    return log.get(log.count() - 1);
  }

  /** The same of the steps from this one on. */
  public long[] made(int first) {
    return log.from(first);
  }

  /** The steps from this one on, as a round. */
  public Round since(int first) {
    return cycles.since(first);
  }

  // ---------------------------------------------------------------- answers

  /** The actors that wait in a loop for what nobody has done since, a bit each. */
  public int held() {
    return waiting.held();
  }

  /**
   * What an actor waits for that is let go on: its next step depends on who changed that.
   *
   * @return locations
   */
  public int[] awaited(int actor) {
    return waiting.awaited(actor);
  }

  /** Whether a load of this actor is to see the newest value: in the end every store is seen. */
  public boolean seesNewest(int actor) {
    return ((waiting.all() | cycles.newest()) & 1 << actor) != 0;
  }

  /** Those of the enabled that do not go round while others could go on; all if there is none. */
  public int fair(int able) {
    int others = able & ~cycles.aside();
    return others == 0 ? able : others;
  }

  /** True if those that go round go on for ever, whatever anybody can do. */
  public boolean isEndless() {
    return cycles.endless() != null;
  }

  // ------------------------------------------------------------------- ends

  /**
   * The loop that the execution ends in: a round of all who go round in it, those that are held
   * included.
   */
  public Round forEver() {
    int held = held();
    Round endless = cycles.endless();
    int steps = endless == null ? 0 : endless.steps();
    for (int left = held; left != 0; left &= left - 1) {
      steps += tracks[Integer.numberOfTrailingZeros(left)].period();
    }
    int[] actors = new int[steps];
    int next = 0;
    if (endless != null) {
      System.arraycopy(endless.actors(), 0, actors, 0, endless.steps());
      next = endless.steps();
    }
    for (int left = held; left != 0; left &= left - 1) {
      int actor = Integer.numberOfTrailingZeros(left);
      Arrays.fill(actors, next, next + tracks[actor].period(), actor);
      next += tracks[actor].period();
    }
    return new Round(actors, new int[steps]);
  }

  /** Which steps of the execution are no rounds of the loop that it ends in. */
  public boolean[] leadIn() {
    boolean[] leadIn = new boolean[log.count()];
    Arrays.fill(leadIn, true);
    if (isEndless()) {
      cycles.leaveOut(leadIn);
    }
    for (int left = held(); left != 0; left &= left - 1) {
      Track track = tracks[Integer.numberOfTrailingZeros(left)];
      for (int i = 0; i < track.rounds() * track.period(); i++) {
        leadIn[track.before(i)] = false;
      }
    }
    return leadIn;
  }
}
