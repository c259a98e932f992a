package ripsaw.machine.smp;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.lock.WaitQueue;
import ripsaw.machine.lock.Waits;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Touch;

/**
 * A condition variable, as NetBSD's {@code kcondvar}: a thread that holds a mutex lets it go and
 * sleeps, in one step, until another signals; then it takes the mutex again. While it sleeps other
 * threads of its cpu run, and it may wake up on another cpu. Nobody wakes for nothing, and a signal
 * that nobody waits for is lost.
 *
 * <p>A signal tells nothing of what its sender did: the mutex does. Who signals need not have it.
 * Of several the one that sleeps longest is woken: all threads have one priority.
 */
public final class ConditionVariable {
  private final Machine machine;
  private final MachineObserver watch;
  private final long word;
  private final String name;
  private final Waits.Kind kind;
  private final int queueLocation;
  private final int firstWake;
  private final WaitQueue queue = new WaitQueue();

  private ConditionVariable(Machine machine, long word, String name, Waits.Kind kind) {
    this.machine = machine;
    this.watch = machine.watch();
    this.word = word;
    this.name = name;
    this.kind = kind;
    this.queueLocation = machine.newLocation();
    this.firstWake = machine.newLocation();
    for (int context = 1; context < machine.contexts(); context++) {
      machine.newLocation();
    }
  }

  /**
   * One that the allocator itself signals sooner or later: who sleeps for ever is a mistake.
   *
   * @param word by which it is known in a trace; it is never accessed
   * @param name in words, as in {@code the end of a grow}
   */
  public static ConditionVariable of(Machine machine, long word, String name) {
    return new ConditionVariable(machine, word, name, Waits.Kind.SLEEPS);
  }

  /**
   * One for which callers may have to do something first, such as to free what they hold. Whoever
   * sleeps when all the others are done is no mistake then, but for the family's own properties:
   * {@link #waiting} shows its census what is waited for.
   */
  public static ConditionVariable endedByCallers(Machine machine, long word, String name) {
    return new ConditionVariable(machine, word, name, Waits.Kind.SLEEPS_FOR_CALLERS);
  }

  /** Sleeps, and is woken: {@code cv_wait}. */
  public Cpu await(Cpu cpu, Mutex mutex) {
    return await(cpu, mutex, 0);
  }

  /**
   * The same.
   *
   * @param about what is waited for: see {@link #waiting}
   * @return the cpu on which the thread goes on, with the mutex
   * @throws IllegalStateException if the caller has not got the mutex
   */
  public Cpu await(Cpu cpu, Mutex mutex, long about) {
    if (!mutex.isHeldBy(cpu)) {
      throw new IllegalStateException(
          "%s waits on %s, without the mutex that belongs to it".formatted(cpu, name));
    }
    int context = cpu.context();
    watch.touched(cpu, queueLocation, Touch.WRITES);
    queue.join(context, about);
    watch.happened(cpu, MachineEvent.SLEPT, word, about);
    mutex.unlock(cpu);
    machine.beginsWait(cpu, name, kind);
    Cpu here = cpu.sleepUntil(() -> sleep(cpu, context));
    return mutex.lockAgain(here);
  }

  private void sleep(Cpu cpu, int context) {
    watch.mayWait(cpu, () -> !queue.isAsleep(context));
    queue.sleep(context);
    watch.touched(cpu, firstWake + context, Touch.ENABLED);
    machine.endsWait(cpu);
  }

  /** Wakes one that sleeps, if there is any: {@code cv_signal}. */
  public void signal(Cpu cpu) {
    wake(cpu, false);
  }

  /** Wakes all that sleep: {@code cv_broadcast}. */
  public void broadcast(Cpu cpu) {
    wake(cpu, true);
  }

  private void wake(Cpu cpu, boolean all) {
    watch.mayPreempt(cpu, Access.SIGNAL, word);
    watch.touched(cpu, queueLocation, Touch.WRITES);
    List<Integer> woken = queue.wake(all);
    woken.forEach(context -> watch.touched(cpu, firstWake + context, Touch.WRITES));
    watch.happened(cpu, MachineEvent.WOKEN, word, woken.size());
  }

  /** What those who sleep wait for, as they have said, the first first. No access of any cpu. */
  public List<Long> waiting() {
    return queue.abouts();
  }
}
