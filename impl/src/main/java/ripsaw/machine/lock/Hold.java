package ripsaw.machine.lock;

/**
 * Whether somebody has a lock, whatever its word looks like. A real thread waits here for its turn,
 * and does not spin; no coroutine waits, see {@link ripsaw.machine.MachineObserver}.
 */
public final class Hold {
  private boolean held;

  /** Waits as long as another has it. An interrupt is kept for later. */
  public synchronized void take() {
    boolean interrupted = false;
    while (held) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    held = true;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Never waits.
   *
   * @return whether it was taken
   */
  public synchronized boolean takeIfFree() {
    boolean free = !held;
    held = true;
    return free;
  }

  public synchronized void release() {
    held = false;
    notifyAll();
  }

  /** No access of any cpu. */
  public synchronized boolean isFree() {
    return !held;
  }
}
