package ripsaw.linearizability.execution.loop;

import java.util.Arrays;
import java.util.Map;
import ripsaw.linearizability.execution.loop.Waits.Wait;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.machine.order.Touch;

/**
 * Who waits in a loop. An actor's rounds that leave every word as it was, and would go on for ever,
 * are a wait: the actor is held until somebody changes what its round touches, as if it had waited
 * for that, for until then more rounds come to nothing. A loop that ends by itself, such as one
 * that tries ten times, is none: each of its rounds is made.
 *
 * <p>Whether a loop ends by itself is learnt by making its rounds, in a copy of the execution; see
 * {@link Round}.
 */
final class Waiting {
  private static final int[] NOTHING = {};

  private final Repeatable run;
  private final StepLog log;
  private final Waits waits;
  private final Track[] tracks;
  private int[] changed = new int[0];
  private int waiting;

  /**
   * @param tracks of the actors, by number; null for who has made no step
   */
  Waiting(Repeatable run, StepLog log, Waits waits, Track[] tracks) {
    this.run = run;
    this.log = log;
    this.waits = waits;
    this.tracks = tracks;
  }

  /** What must be known of the last step once somebody may wait. */
  void noteChanges(Footprint footprint) {
    for (int i = 0; i < footprint.count(); i++) {
      int touch = footprint.touch(i);
      int location = Footprint.location(touch);
      if (Footprint.is(touch, Touch.WRITES) && location != log.unchanged()) {
        if (location >= changed.length) {
          changed = Arrays.copyOf(changed, location + 256);
        }
        changed[location] = log.count();
      }
    }
  }

  /** Looks whether an actor that goes round waits. */
  void lookAt(Track track) {
    if (track.waitsFor() == null && isWait(track)) {
      long round = track.round();
      if (track.rounds() > waits.endedAfter(round)) {
        track.waitsFor(waits.at(track.history(), () -> probe(track, round)));
      }
    }
    if (track.waitsFor() != null) {
      waiting |= 1 << track.actor();
    }
  }

  /** The actor goes on to something else. */
  void goesOn(int actor) {
    waiting &= ~(1 << actor);
  }

  /** Whether the actor can be held here, and it makes no difference to the others. */
  private boolean isWait(Track track) {
    int kinds = track.kinds();
    return (kinds & (StepLog.CHANGES | StepLog.PAGES)) == 0
        && ((kinds & StepLog.LOCKS) == 0 || !track.hasLock())
        && ((kinds & StepLog.MASKS) == 0 || run.isInterruptible(track.actor()));
  }

  /** Lets the actor go on, for once in a copy of the execution. */
  private Wait probe(Track track, long sum) {
    int period = track.period();
    int[] actors = new int[period];
    Arrays.fill(actors, track.actor());
    int[] older = new int[period];
    long[] expected = new long[period];
    for (int i = 0; i < period; i++) {
      int step = track.before(period - 1 - i);
      older[i] = run.steps().older(step);
      expected[i] = log.get(step);
    }
    Round round = new Round(actors, older);
    Round.Repeated repeated = round.repeat(run.again(), expected, round.most());
    if (repeated.rounds() < round.most()) {
      waits.endsAfter(sum, track.rounds() + repeated.rounds());
      return null;
    }
    Map<Integer, Integer> touched = repeated.touched();
    return new Wait(
        period,
        track.count() % period,
        repeated.rounds(),
        touched.keySet().stream().mapToInt(location -> location).toArray(),
        touched.values().stream().mapToInt(step -> step).toArray());
  }

  /** The actors that wait in a loop, whether they are held here or not, a bit each. */
  int all() {
    return waiting;
  }

  /** Those that wait for what nobody has done since. */
  int held() {
    int held = 0;
    for (int left = waiting; left != 0; left &= left - 1) {
      int actor = Integer.numberOfTrailingZeros(left);
      if (isHeld(tracks[actor])) {
        held |= 1 << actor;
      }
    }
    return held;
  }

  private boolean isHeld(Track track) {
    Wait wait = track.waitsFor();
    int period = wait.period();
    if (track.count() % period != wait.phase()) {
      return false;
    }
    for (int i = 0; i < period; i++) {
      if (run.steps().older(track.before(i)) > 0) {
        return false; // it is to see what is there first
      }
    }
    for (int i = 0; i < wait.locations().length; i++) {
      int location = wait.locations()[i];
      int seen = track.before(period - 1 - wait.touchedBy()[i]);
      if (location < changed.length && changed[location] > seen + 1) {
        return false;
      }
    }
    return true;
  }

  /** The locations that the actor waits for, if it does. */
  int[] awaited(int actor) {
    return (waiting & 1 << actor) == 0 ? NOTHING : tracks[actor].waitsFor().locations();
  }
}
