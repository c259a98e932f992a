package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.Map;
import ripsaw.linearizability.execution.Waits.Wait;
import ripsaw.machine.Access;
import ripsaw.machine.Touch;

/**
 * Watches an execution for actors that go round in loops. Two rounds of a loop are the same if they
 * make the same accesses, and those see and leave the same values; a scan of different words is no
 * loop. What goes round is one of three:
 *
 * <ul>
 *   <li>a <em>wait</em>: one actor's rounds leave every word as it was, and would go on for ever.
 *       The actor is held until somebody changes what its round touches, as if it had waited for
 *       that, for until then more rounds come to nothing. A loop that ends by itself, such as one
 *       that tries ten times, is none: each of its rounds is made;
 *   <li>an <em>endless</em> loop: rounds of one or more actors that write, and bring back what they
 *       began with, while everybody who can go on takes part. That is a livelock;
 *   <li>an <em>unfair</em> one: the same, but somebody who could go on does not come to it. He is
 *       to have his turn.
 * </ul>
 *
 * <p>Whether a loop ends by itself is learnt by making its rounds, in a copy of the execution; see
 * {@link Round}. To find loops costs little where there are none: an actor's last two steps are
 * looked up among its earlier ones.
 */
public final class Loops {
  /** Why not everything was seen if {@link #fair} was asked and left somebody out. */
  public static final String BOUND =
      "rounds: a loop that writes made two at a time where others could go on";

  /** Rounds after which a loop of several ends, if it does not. */
  private static final int NEVER = Integer.MAX_VALUE;

  /** Rounds that one actor makes in one of all, at most: others may be slower. */
  private static final int MOST_TURNS = 8;

  // What a step did besides, in the lowest bits of its number.
  private static final int CHANGES = 1;
  private static final int PAGES = 2;
  private static final int LOCKS = 4;
  private static final int MASKS = 8;
  private static final int DULL = 16;
  private static final int KINDS = 31;

  /** Steps after which an actor is looked at closely, who may go round without meeting anybody. */
  private static final int LONG = 128;

  private static final int[] NOTHING = {};

  /** The steps of one actor. */
  private static final class Track {
    private int[] at = new int[32];
    private int count;
    private int period;
    private int matched;
    private int since;
    private int locks;
    private Wait wait;

    void add(int step) {
      if (count == at.length) {
        at = Arrays.copyOf(at, 2 * count);
      }
      at[count++] = step;
    }

    /** The step that is so many before the last one of the actor. */
    int before(int steps) {
      return at[count - 1 - steps];
    }
  }

  private final ProgramRun run;
  private final Waits waits;
  private final Track[] tracks;
  private long[] made = new long[128];
  private int count;
  private int[] changed = new int[0];
  private int suspects;
  private long now;
  private int kinds;
  private int unchanged;
  private int waiting;
  private int cycle;
  private int aside;
  private int newest;
  private Round endless;

  /**
   * @param waits what is known of other executions of the program; null to look for no loops
   */
  Loops(ProgramRun run, Waits waits) {
    this.run = run;
    this.waits = waits;
    this.tracks = new Track[run.actors()];
    if (waits != null) {
      waits.begin();
    }
  }

  private static long mixed(long hash, long with) {
    long product = (hash ^ with) * 0x9e3779b97f4a7c15L;
    return product ^ product >>> 32;
  }

  // ------------------------------------------------------------------ steps

  /** An actor begins a step. */
  void begin(int actor, Access access, long address) {
    now =
        (access.ordinal() + 1L << 5 | actor) * 0x9e3779b97f4a7c15L + address * 0xbf58476d1ce4e5b9L;
    kinds = kind(access);
    unchanged = ProgramRun.NONE;
  }

  private static int kind(Access access) {
    return switch (access) {
      case PAGES -> PAGES;
      case LOCK -> LOCKS;
      case MASK -> MASKS | DULL;
      case CALL, OWN, AWAIT, GET_PLAIN -> DULL; // code does that twice in a row, and is no loop
      default -> 0;
    };
  }

  /** The step made an access. */
  void accessed(long address, long before, long after) {
    now += before * 0x94d049bb133111ebL + after * 0xd6e8feb86659fd93L;
    now ^= now >>> 29;
    if (before == after) {
      unchanged = (int) (address >>> 3);
    } else {
      kinds |= CHANGES;
    }
  }

  void locked(int actor) {
    track(actor).locks++;
  }

  void unlocked(int actor) {
    track(actor).locks--;
  }

  private Track track(int actor) {
    if (tracks[actor] == null) {
      tracks[actor] = new Track();
    }
    return tracks[actor];
  }

  /** The step is made. */
  void end(int actor, Footprint footprint) {
    if (count == made.length) {
      made = Arrays.copyOf(made, 2 * count);
    }
    if (unchanged == ProgramRun.NONE && (kinds & CHANGES) == 0 && footprint.count() > 0) {
      now += footprint.touch(0); // a cpu-local word, whose value is not seen
    }
    long step = now & ~KINDS | kinds;
    made[count++] = step;
    if (waits == null) {
      return;
    }
    Track track = track(actor);
    track.add(count - 1);
    match(actor, track, step);
    if (suspects != 0 && footprint.writes()) {
      noteChanges(footprint);
    }
    if (cycle > 0 && step != made[count - 1 - cycle]) {
      cycle = 0;
      aside = 0;
      newest = 0;
    }
    if ((suspects & 1 << actor) != 0 && track.count - track.since >= track.period - 1) {
      lookAt(actor, track);
    }
  }

  /** Whether the step is as the one a period before; if not, looks for another period. */
  private void match(int actor, Track track, long step) {
    boolean isDull = (step & DULL) != 0;
    if (track.period == 0 && isDull && track.count < LONG) {
      return;
    }
    boolean goesOn = track.period > 0 && step == made[track.before(track.period)];
    if (goesOn) {
      track.matched++;
    } else if (track.period > 0) {
      track.period = 0;
      track.wait = null;
      waiting &= ~(1 << actor);
      suspects &= ~(1 << actor);
    }
    if (track.count > 1) {
      long last = made[track.before(1)];
      int earlier = waits.lastPair(step, last, track.count);
      if (!goesOn && step == last && !isDull) {
        track.period = 1;
        track.matched = 1;
      } else if (!goesOn && earlier > 0 && earlier < track.count) {
        look(track, track.count - earlier);
      }
    }
    if (track.period > 0 && track.matched >= track.period && (suspects & 1 << actor) == 0) {
      suspects |= 1 << actor;
      track.since = track.count;
    }
  }

  /** The last two steps of the actor seem to be the same as so many steps before. */
  private void look(Track track, int period) {
    int matched = 0;
    while (matched < period
        && matched + period < track.count
        && made[track.before(matched)] == made[track.before(matched + period)]) {
      matched++;
    }
    if (matched > 0) {
      track.period = period;
      track.matched = matched;
    }
  }

  /** What must be known once somebody may wait. */
  private void noteChanges(Footprint footprint) {
    for (int i = 0; i < footprint.count(); i++) {
      int touch = footprint.touch(i);
      int location = Footprint.location(touch);
      if (Footprint.is(touch, Touch.WRITES) && location != unchanged) {
        if (location >= changed.length) {
          changed = Arrays.copyOf(changed, location + 256);
        }
        changed[location] = count;
      }
    }
  }

  /** What the last step did, in a number: equal for steps that did the same. */
  public long made() {
    return made[count - 1];
  }

  /** The same of the steps from this one on. */
  public long[] made(int first) {
    return Arrays.copyOfRange(made, first, count);
  }

  // ------------------------------------------------------------------ loops

  private void lookAt(int actor, Track track) {
    if (track.wait == null && isWait(actor, track)) {
      long round = sum(actor, track);
      int rounds = track.matched / track.period + 1;
      if (rounds > waits.endedAfter(round)) {
        track.wait = waits.at(history(track, round), () -> probe(actor, track, round));
      }
    }
    if (track.wait != null) {
      waiting |= 1 << actor;
    } else if (track.matched % track.period == 0 && (cycle == 0 || newest != 0)) {
      lookAtAll(track);
    }
  }

  /** Whether the actor can be held here, and it makes no difference to the others. */
  private boolean isWait(int actor, Track track) {
    int all = 0;
    for (int i = 0; i < track.period; i++) {
      all |= (int) made[track.before(i)] & KINDS;
    }
    return (all & (CHANGES | PAGES)) == 0
        && ((all & LOCKS) == 0 || track.locks == 0)
        && ((all & MASKS) == 0 || run.isInterruptible(actor));
  }

  /** The round in a number, wherever it begins. */
  private long sum(int actor, Track track) {
    long sum = mixed(actor, track.period);
    for (int i = 0; i < track.period; i++) {
      sum += made[track.before(i)];
    }
    return sum;
  }

  private long history(Track track, long round) {
    long history = round;
    for (int i = 0; i < track.count - track.matched - track.period; i++) {
      history = mixed(history, made[track.at[i]]);
    }
    return history;
  }

  /** Lets the actor go on, for once in a copy of the execution. */
  private Wait probe(int actor, Track track, long sum) {
    int period = track.period;
    int[] actors = new int[period];
    Arrays.fill(actors, actor);
    int[] older = new int[period];
    long[] expected = new long[period];
    for (int i = 0; i < period; i++) {
      int step = track.before(period - 1 - i);
      older[i] = run.steps().older(step);
      expected[i] = made[step];
    }
    Round round = new Round(actors, older);
    Round.Repeated repeated = round.repeat(run.again(), expected, round.most());
    if (repeated.rounds() < round.most()) {
      waits.endsAfter(sum, track.matched / period + 1 + repeated.rounds());
      return null;
    }
    Map<Integer, Integer> touched = repeated.touched();
    return new Wait(
        period,
        track.count % period,
        repeated.rounds(),
        touched.keySet().stream().mapToInt(location -> location).toArray(),
        touched.values().stream().mapToInt(step -> step).toArray());
  }

  /** An actor goes round: whether all that others did meanwhile comes round with it. */
  private void lookAtAll(Track track) {
    int rounds = track.matched / track.period + 1;
    for (int turns = 1; turns <= MOST_TURNS && 2 * turns <= rounds; turns++) {
      int length = count - 1 - track.before(turns * track.period);
      if (comesRound(length)) {
        judge(length, rounds);
        return;
      }
    }
  }

  private boolean comesRound(int length) {
    if (count < 2 * length) {
      return false;
    }
    for (int i = count - 1; i >= count - length; i--) {
      if (made[i] != made[i - length]) {
        return false;
      }
    }
    return true;
  }

  /** All that was done in so many steps comes round. */
  private void judge(int length, int rounds) {
    long sum = length;
    for (int i = count - length; i < count; i++) {
      sum += made[i];
    }
    int ended = waits.endedAfter(sum);
    if (rounds <= ended && ended < NEVER) {
      return;
    }
    Round round = since(count - length);
    int most = round.most();
    int enabled = 0;
    if (ended == NEVER) {
      enabled = round.repeat(run.again(), made(count - length), 1).enabled();
    }
    boolean isKnown = ended == NEVER && round.seesOlder();
    if (!isKnown && (enabled & ~round.movers() & ~held()) == 0) {
      Round.Repeated repeated = round.repeat(run.again(), made(count - length), most);
      if (repeated.rounds() < most) {
        waits.endsAfter(sum, rounds + repeated.rounds());
        return;
      }
      waits.endsAfter(sum, NEVER);
      enabled = repeated.enabled();
    }
    cycle = length;
    if ((enabled & ~round.movers() & ~held()) != 0) {
      aside = round.movers();
    } else if (round.seesOlder()) {
      newest = round.movers();
    } else {
      endless = round;
    }
  }

  /** The steps from this one on, as a round. */
  public Round since(int first) {
    int[] actors = new int[count - first];
    int[] older = new int[count - first];
    for (int i = 0; i < actors.length; i++) {
      actors[i] = run.steps().actor(first + i);
      older[i] = run.steps().older(first + i);
    }
    return new Round(actors, older);
  }

  // ---------------------------------------------------------------- answers

  /** The actors that wait in a loop for what nobody has done since, a bit each. */
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
    Wait wait = track.wait;
    int period = wait.period();
    if (track.count % period != wait.phase()) {
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

  /**
   * What an actor waits for that is let go on: its next step depends on who changed that.
   *
   * @return locations
   */
  int[] awaited(int actor) {
    return (waiting & 1 << actor) == 0 ? NOTHING : tracks[actor].wait.locations();
  }

  /** Whether a load of this actor is to see the newest value: in the end every store is seen. */
  boolean seesNewest(int actor) {
    return ((waiting | newest) & 1 << actor) != 0;
  }

  /** Those of the enabled that do not go round while others could go on; all if there is none. */
  int fair(int able) {
    int others = able & ~aside;
    return others == 0 ? able : others;
  }

  /** True if those that go round go on for ever, whatever anybody can do. */
  boolean isEndless() {
    return endless != null;
  }

  // ------------------------------------------------------------------- ends

  /**
   * The loop that the execution ends in: a round of all who go round in it, those that are held
   * included.
   */
  Round forEver() {
    int held = held();
    int steps = endless == null ? 0 : endless.steps();
    for (int left = held; left != 0; left &= left - 1) {
      steps += tracks[Integer.numberOfTrailingZeros(left)].period;
    }
    int[] actors = new int[steps];
    int next = 0;
    if (endless != null) {
      System.arraycopy(endless.actors(), 0, actors, 0, endless.steps());
      next = endless.steps();
    }
    for (int left = held; left != 0; left &= left - 1) {
      int actor = Integer.numberOfTrailingZeros(left);
      Arrays.fill(actors, next, next + tracks[actor].period, actor);
      next += tracks[actor].period;
    }
    return new Round(actors, new int[steps]);
  }

  /** Which steps of the execution are no rounds of the loop that it ends in. */
  boolean[] leadIn() {
    boolean[] leadIn = new boolean[count];
    Arrays.fill(leadIn, true);
    if (endless != null) {
      int length = endless.steps();
      for (int i = count - 1; i >= count - length || i >= 0 && made[i] == made[i + length]; i--) {
        leadIn[i] = false;
      }
    }
    for (int left = held(); left != 0; left &= left - 1) {
      Track track = tracks[Integer.numberOfTrailingZeros(left)];
      int rounds = track.matched / track.period + 1;
      for (int i = 0; i < rounds * track.period; i++) {
        leadIn[track.before(i)] = false;
      }
    }
    return leadIn;
  }
}
