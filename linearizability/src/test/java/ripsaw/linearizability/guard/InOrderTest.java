package ripsaw.linearizability.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No task here is quick or slow: those that are to be late wait for the others. */
@Timeout(60)
class InOrderTest {
  private final List<Integer> taken = new ArrayList<>();
  private final Queue<Integer> interrupted = new ConcurrentLinkedQueue<>();

  /** Waits, or is interrupted. */
  private int when(CountDownLatch latch, int number) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      interrupted.add(number);
    }
    return number;
  }

  private boolean take(int number) {
    taken.add(number);
    return true;
  }

  @Test
  void whatIsDoneFirstIsTakenLastIfItIsTheLast() {
    CountDownLatch lastIsDone = new CountDownLatch(1);
    InOrder.run(
        2,
        3,
        number -> {
          if (number == 0) {
            return when(lastIsDone, number);
          }
          if (number == 2) {
            lastIsDone.countDown();
          }
          return number;
        },
        this::take);
    assertThat(taken).containsExactly(0, 1, 2);
    assertThat(interrupted).isEmpty();
  }

  @Test
  void oneThreadDoesOneTaskAfterAnother() {
    List<Integer> done = new ArrayList<>();
    InOrder.run(
        1,
        100,
        number -> {
          done.add(number);
          return done.size() - 1;
        },
        this::take);
    assertThat(taken).hasSize(100).isSorted().isEqualTo(done);
  }

  @Test
  void whenNoMoreIsWantedWhatRunsIsInterruptedAndTheRestNeverBegins() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch secondRuns = new CountDownLatch(1);
    Queue<Integer> begun = new ConcurrentLinkedQueue<>();
    InOrder.run(
        2,
        100,
        number -> {
          begun.add(number);
          if (number == 0) {
            return when(secondRuns, number);
          }
          secondRuns.countDown();
          return when(never, number);
        },
        number -> !take(number));
    assertThat(taken).containsExactly(0);
    assertThat(interrupted).contains(1).doesNotContain(0);
    // The thread of the first may have begun the third already.
    assertThat(begun).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void whatATaskThrowsIsThrownInItsTurn() {
    RuntimeException mishap = new IllegalStateException("mishap");
    Error disaster = new AssertionError("disaster");
    CountDownLatch allHaveThrown = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                InOrder.run(
                    2,
                    4,
                    number -> {
                      switch (number) {
                        case 0:
                          return when(allHaveThrown, number);
                        case 1:
                          throw mishap;
                        case 2:
                          throw disaster;
                        default:
                          allHaveThrown.countDown();
                          return number;
                      }
                    },
                    this::take))
        .isSameAs(mishap);
    assertThat(taken).containsExactly(0);
    assertThatThrownBy(
            () ->
                InOrder.run(
                    1,
                    1,
                    number -> {
                      throw disaster;
                    },
                    any -> true))
        .isSameAs(disaster);
  }

  @Test
  void whatIsThrownAfterNoMoreIsWantedIsNoNews() {
    CountDownLatch hasThrown = new CountDownLatch(1);
    InOrder.run(
        2,
        3,
        number -> {
          if (number == 0) {
            return when(hasThrown, number);
          }
          if (number == 1) {
            throw new IllegalStateException("mishap");
          }
          hasThrown.countDown();
          return number;
        },
        number -> !take(number));
    assertThat(taken).containsExactly(0);
  }

  @Test
  void whoeverIsInterruptedInterruptsTheTasksAndStaysInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                InOrder.run(
                    1,
                    1,
                    number -> {
                      caller.interrupt();
                      return when(never, number);
                    },
                    this::take))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(taken).isEmpty();
    assertThat(interrupted).containsExactly(0);
  }
}
