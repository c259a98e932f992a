package ripsaw.linearizability.execution.loop;

/**
 * Rounds of one or more actors that write, and bring back what they began with. They are
 *
 * <ul>
 *   <li><em>endless</em> if everybody who can go on takes part: a livelock;
 *   <li><em>unfair</em> if somebody who could go on does not come to it. He is to have his turn.
 * </ul>
 */
final class Cycles {
  /** Rounds after which a loop of several ends, if it does not. */
  private static final int NEVER = Integer.MAX_VALUE;

  /** Rounds that one actor makes in one of all, at most: others may be slower. */
  private static final int MOST_TURNS = 8;

  private final Repeatable run;
  private final StepLog log;
  private final Waits waits;
  private final Waiting waiting;
  private int cycle;
  private int aside;
  private int newest;
  private Round endless;

  Cycles(Repeatable run, StepLog log, Waits waits, Waiting waiting) {
    this.run = run;
    this.log = log;
    this.waits = waits;
    this.waiting = waiting;
  }

  /** A step was made, perhaps another than the round would have. */
  void made(long step) {
    if (cycle > 0 && step != log.get(log.count() - 1 - cycle)) {
      cycle = 0;
      aside = 0;
      newest = 0;
    }
  }

  /** An actor goes round: whether all that others did meanwhile comes round with it. */
  void lookAt(Track track) {
    if (!track.isRoundWhole() || cycle != 0 && newest == 0) {
      return;
    }
    int rounds = track.rounds();
    for (int turns = 1; turns <= MOST_TURNS && 2 * turns <= rounds; turns++) {
      int length = log.count() - 1 - track.before(turns * track.period());
      if (log.repeats(length)) {
        judge(length, rounds);
        return;
      }
    }
  }

  /** All that was done in so many steps comes round. */
  private void judge(int length, int rounds) {
    long sum = log.sum(length);
    int ended = waits.endedAfter(sum);
    if (rounds <= ended && ended < NEVER) {
      return;
    }
    int first = log.count() - length;
    Round round = since(first);
    int most = round.most();
    int enabled = 0;
    if (ended == NEVER) {
      enabled = round.repeat(run.again(), log.from(first), 1).enabled();
    }
    boolean isKnown = ended == NEVER && round.seesOlder();
    if (!isKnown && others(enabled, round) == 0) {
      Round.Repeated repeated = round.repeat(run.again(), log.from(first), most);
      if (repeated.rounds() < most) {
        waits.endsAfter(sum, rounds + repeated.rounds());
        return;
      }
      waits.endsAfter(sum, NEVER);
      enabled = repeated.enabled();
    }
    cycle = length;
    if (others(enabled, round) != 0) {
      aside = round.movers();
    } else if (round.seesOlder()) {
      newest = round.movers();
    } else {
      endless = round;
    }
  }

  /** Those of the enabled that could do something about the round. */
  private int others(int enabled, Round round) {
    return enabled & ~round.movers() & ~waiting.held();
  }

  /** The steps from this one on, as a round. */
  Round since(int first) {
    int[] actors = new int[log.count() - first];
    int[] older = new int[actors.length];
    for (int i = 0; i < actors.length; i++) {
      actors[i] = run.steps().actor(first + i);
      older[i] = run.steps().older(first + i);
    }
    return new Round(actors, older);
  }

  /** Those that go round while others could go on, a bit each. */
  int aside() {
    return aside;
  }

  /** Those that go round only as long as they see what is old. */
  int newest() {
    return newest;
  }

  /** The livelock that the execution has come to; null if there is none. */
  Round endless() {
    return endless;
  }

  /** Takes the steps of the livelock out of those that lead to it. */
  void leaveOut(boolean[] leadIn) {
    int length = endless.steps();
    int last = log.count() - 1;
    for (int i = last; i > last - length || i >= 0 && log.get(i) == log.get(i + length); i--) {
      leadIn[i] = false;
    }
  }
}
