package ripsaw.linearizability.execution.step;

import java.util.function.BooleanSupplier;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import ripsaw.machine.order.Access;

/**
 * One coroutine for each of those who make steps, all on one thread: each runs until it pauses, and
 * goes on from there when it is resumed. Whoever resumes them decides everything.
 *
 * <p>The thread must hold no monitor: the JDK moves a thread's locks with its coroutine. An outer
 * {@code synchronized} makes it crash, or is never left for other threads if a coroutine is given
 * up on the way (both seen on 25.0.3).
 */
public final class Coroutines {
  /** Nobody runs. */
  public static final int NOBODY = -1;

  private static final ContinuationScope SCOPE = new ContinuationScope("ripsaw");

  private final Continuation[] running;
  private final BooleanSupplier[] awaited;
  private final Access[] nextAccess;
  private final long[] nextAddress;
  private int current = NOBODY;
  private Throwable thrown;

  public Coroutines(int count) {
    this.running = new Continuation[count];
    this.awaited = new BooleanSupplier[count];
    this.nextAccess = new Access[count];
    this.nextAddress = new long[count];
  }

  public int count() {
    return running.length;
  }

  /** This one is to do that, once it is resumed. */
  public void start(int one, Runnable body) {
    running[one] = new Continuation(SCOPE, () -> guard(body));
  }

  private void guard(Runnable body) {
    try {
      body.run();
    } catch (Throwable end) {
      thrown = end;
    }
  }

  /** Lets it run until it pauses or is done. */
  public void resume(int one) {
    Continuation coroutine = running[one];
    current = one;
    coroutine.run();
    current = NOBODY;
    if (coroutine.isDone()) {
      running[one] = null;
    }
  }

  /** Who runs; {@link #NOBODY} if all pause. */
  public int current() {
    return current;
  }

  /** Whether this thread runs a coroutine now, of whomever. */
  public static boolean isOneRunning() {
    return Continuation.getCurrentContinuation(SCOPE) != null;
  }

  /** Whether it has done all that it was to do, or was to do nothing yet. */
  public boolean isDone(int one) {
    return running[one] == null;
  }

  /** Whether it waits for nothing, or for what is the case now. */
  public boolean isReady(int one) {
    return awaited[one] == null || awaited[one].getAsBoolean();
  }

  /** What ended one of them since this was last asked; null if nothing did. */
  public Throwable takeThrown() {
    Throwable end = thrown;
    thrown = null;
    return end;
  }

  // ------------------------------------------------------- called by who runs

  /**
   * What the one that runs will do next.
   *
   * @param address of the word that it touches; of a call, the number of the operation
   */
  public void announce(Access next, long address) {
    nextAccess[current] = next;
    nextAddress[current] = address;
  }

  /** The one that runs does not go on until it is resumed. */
  public void pause() {
    Continuation.yield(SCOPE);
  }

  /** The one that runs is not to be resumed before this holds; null for whenever. */
  public void waitFor(BooleanSupplier ready) {
    awaited[current] = ready;
  }

  /** What it announced; {@link Access#AWAIT} if it is done or has not begun. */
  public Access nextAccess(int one) {
    return running[one] == null ? Access.AWAIT : nextAccess[one];
  }

  public long nextAddress(int one) {
    return nextAddress[one];
  }
}
