package ripsaw.gate.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * When a worker that does not answer is given up. What counts is what it computes, with the
 * processes that it started, and not the time that passes: on a busy machine it is given little,
 * and is as good as on a quiet one. (A subject that makes no step is found by the worker itself.)
 *
 * @param interval between two looks, which are counted: a gate that is stopped does not look
 * @param still looks in a row in which it did next to nothing, after which it will not do anything
 * @param most that it may compute for one answer
 */
public record Patience(Duration interval, int still, Duration most) {
  /**
   * The dearest question of the gate takes a minute of a processor. A JVM that waits for something
   * takes a thousandth of one; the share of one that is starved by others is a hundredth or more.
   */
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(10), 60, Duration.ofHours(2));

  /** Of the interval, one part in so many is next to nothing. */
  private static final int SHARE = 500;

  /** Looks at one process, for as long as it is asked one thing. */
  final class Watch {
    private final ProcessHandle process;
    private Duration seen;
    private Duration computed = Duration.ZERO;
    private int idle;

    Watch(ProcessHandle process) {
      this.process = process;
      this.seen = now();
    }

    /** To be called once an interval: why it is to be given up, if it is. */
    Optional<String> look() {
      Duration now = now();
      Duration since = now.minus(seen); // below zero if a child has ended
      idle = since.abs().multipliedBy(SHARE).compareTo(interval) > 0 ? 0 : idle + 1;
      computed = since.isNegative() ? computed : computed.plus(since);
      seen = now;
      if (idle >= still) {
        return Optional.of("the worker stands still");
      }
      return computed.compareTo(most) > 0
          ? Optional.of(
              "the worker computed for %s s and did not answer".formatted(most.toSeconds()))
          : Optional.empty();
    }

    private Duration now() {
      return Stream.concat(Stream.of(process), process.descendants())
          .flatMap(one -> one.info().totalCpuDuration().stream())
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  /** How long to wait for an answer before the next look, in nanoseconds. */
  long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(interval.toMillis());
  }
}
