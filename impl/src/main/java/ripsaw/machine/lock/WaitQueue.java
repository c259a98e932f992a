package ripsaw.machine.lock;

import java.util.ArrayList;
import java.util.List;

/**
 * Who sleeps until somebody else wakes them, in the order in which they came. A real thread sleeps
 * here; no coroutine does, see {@link ripsaw.machine.MachineObserver#mayWait}.
 */
public final class WaitQueue {
  /**
   * Who sleeps.
   *
   * @param context by its number
   * @param about what it waits for, as it says itself
   */
  private record Sleeper(int context, long about) {}

  private final List<Sleeper> sleepers = new ArrayList<>();

  /** From here on this one is to be woken. It waits in one queue at a time. */
  public synchronized void join(int context, long about) {
    sleepers.add(new Sleeper(context, about));
  }

  /** Waits until it was woken since it joined. An interrupt is kept for later. */
  public synchronized void sleep(int context) {
    boolean interrupted = false;
    while (isAsleep(context)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it has joined and nobody has woken it since. No access of any cpu. */
  public synchronized boolean isAsleep(int context) {
    return sleepers.stream().anyMatch(one -> one.context == context);
  }

  /**
   * Wakes the first, or all.
   *
   * @return who was woken, by number
   */
  public synchronized List<Integer> wake(boolean all) {
    List<Sleeper> woken = sleepers.subList(0, all ? sleepers.size() : Math.min(1, sleepers.size()));
    List<Integer> contexts = woken.stream().map(Sleeper::context).toList();
    woken.clear();
    notifyAll();
    return contexts;
  }

  /** What those who sleep wait for, the first first. No access of any cpu. */
  public synchronized List<Long> abouts() {
    return sleepers.stream().map(Sleeper::about).toList();
  }
}
