package ripsaw.machine;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * An actor of the machine. It is in a critical section, in an interrupt, has its interrupts off, or
 * none of these; only in the last state does it take signals, and a checker chooses when. All three
 * exclude what else runs on <em>this</em> cpu; none is a lock against the others.
 *
 * <p>Over 400 lines, because these three, signals, threads and rights to pages are one state.
 */
public final class Cpu {
  /** Runs on the receiving cpu, as an interrupt. */
  @FunctionalInterface
  public interface SignalHandler {
    void take(Cpu cpu, long argument);
  }

  /** The same, and is told who sent. */
  @FunctionalInterface
  public interface AnsweringHandler {
    void take(Cpu cpu, long argument, Cpu sender);
  }

  private static final long NONE = -1;

  /**
   * A thread that shares its cpu with others, or may leave it: what is the thread's while another
   * runs. All else that a cpu knows is switched only where a thread has none of it: in no critical
   * section, in no interrupt, with interrupts on.
   */
  public static final class Task {
    private final int number;
    private long accessRight = NONE;
    private Property accessPromise = CommonProperty.NO_USE_AFTER_RIP;

    /**
     * @param number among the tasks of its {@linkplain Machine#checked machine}, from 0
     */
    public Task(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  private final int id;
  private final Machine machine;
  private AnsweringHandler handler = (cpu, argument, sender) -> {};
  private int criticalDepth;
  private int interruptDepth;
  private boolean interruptsOn = true;
  private boolean handling;
  private boolean online = true;
  private final Choices choices = new Choices();
  private long accessRight = NONE;
  private Property accessPromise = CommonProperty.NO_USE_AFTER_RIP;
  private Task task;

  Cpu(int id, Machine machine) {
    this.id = id;
    this.machine = machine;
  }

  public int id() {
    return id;
  }

  /** The node of memory that is nearest: see {@link Shape#nodeOfCpu}. */
  public int node() {
    return machine.shape().nodeOfCpu(id);
  }

  /**
   * False from when it was taken offline until it is back: it runs nothing meanwhile, and takes no
   * signal. No access: see {@link Machine#onlineCpus}.
   */
  public boolean isOnline() {
    return online;
  }

  /** See {@link Machine#takeOffline}. */
  void setOnline(boolean now) {
    online = now;
  }

  public void onSignal(SignalHandler handler) {
    onSignalFrom((cpu, argument, sender) -> handler.take(cpu, argument));
  }

  public void onSignalFrom(AnsweringHandler handler) {
    this.handler = handler;
  }

  /** Until the matching {@link #leaveCritical}, no signal is taken here. Nests. */
  public void enterCritical() {
    mask();
    criticalDepth++;
  }

  private void mask() {
    if (isInterruptible()) {
      machine.watch().mayPreempt(this, Access.MASK, 0);
      machine.masked(this);
    }
  }

  public void leaveCritical() {
    criticalDepth--;
    if (isInterruptible()) {
      machine.unmasked(this);
    }
  }

  /** As Linux's {@code local_irq_disable}. Does not nest: see {@link #saveInterrupts}. */
  public void disableInterrupts() {
    mask();
    interruptsOn = false;
  }

  /**
   * As Linux's {@code local_irq_enable}, however often they were disabled. In a critical section,
   * or an interrupt, nothing else comes here all the same.
   */
  public void enableInterrupts() {
    boolean wereOff = !interruptsOn;
    interruptsOn = true;
    if (wereOff && isInterruptible()) {
      machine.unmasked(this);
    }
  }

  /** As Linux's {@code local_irq_save}: disables them. Returns whether they were on. */
  public boolean saveInterrupts() {
    boolean wereOn = interruptsOn;
    disableInterrupts();
    return wereOn;
  }

  /**
   * As Linux's {@code local_irq_restore}.
   *
   * @param on what the matching {@link #saveInterrupts} returned
   */
  public void restoreInterrupts(boolean on) {
    if (on) {
      enableInterrupts();
    } else {
      disableInterrupts();
    }
  }

  /** Whether this level is on, whatever else keeps signals away. It is off in an interrupt. */
  public boolean interruptsOn() {
    return interruptsOn;
  }

  /** True if no critical section, no interrupt, nor that they are off keeps signals away. */
  public boolean isInterruptible() {
    return criticalDepth == 0 && interruptDepth == 0 && interruptsOn;
  }

  public boolean isInInterrupt() {
    return interruptDepth > 0;
  }

  /** True while a signal's handler runs. */
  boolean isHandling() {
    return handling;
  }

  /**
   * Runs the body as an interrupt would: no signal is taken, no other thread of the cpu runs, and
   * nothing may block.
   */
  public void interrupt(Runnable body) {
    boolean wereOn = interruptsOn();
    boolean masks = isInterruptible() && !handling;
    if (masks) {
      machine.masked(this);
    }
    interruptDepth++;
    interruptsAre(false);
    try {
      body.run();
    } finally {
      interruptsAre(wereOn);
      interruptDepth--;
      if (masks) {
        machine.unmasked(this);
      }
    }
  }

  /** A method, as Lincheck would take the field for something that cpus share. */
  private void interruptsAre(boolean on) {
    interruptsOn = on;
  }

  /**
   * A context switch, where the cpu is interruptible: from here on it makes what this thread does.
   *
   * @param next null for what is no thread's
   */
  public void runs(Task next) {
    if (task == next) {
      return;
    }
    if (task != null) {
      task.accessRight = accessRight;
      task.accessPromise = accessPromise;
    }
    machine.switched(this, number(task), number(next));
    task = next;
    accessRight = next == null ? NONE : next.accessRight;
    accessPromise = next == null ? CommonProperty.NO_USE_AFTER_RIP : next.accessPromise;
  }

  private static int number(Task one) {
    return one == null ? HappensBefore.NO_TASK : one.number;
  }

  /** The number of the thread that runs; {@link HappensBefore#NO_TASK} if it is none of several. */
  int task() {
    return number(task);
  }

  /**
   * A device interrupts the running thread, where the cpu is interruptible. What it does is no
   * thread's; nothing may block, and no signal is taken.
   */
  public void deviceInterrupt(Runnable body) {
    asHandler(() -> interrupt(body));
  }

  /**
   * The number of who runs here, from 0 to {@link Machine#contexts}: of the cpu if it has one
   * thread, of its handler, or of one of several threads, wherever that is.
   */
  public int context() {
    if (handling) {
      return machine.shape().cpus() + id;
    }
    return task == null ? id : 2 * machine.shape().cpus() + task.number;
  }

  /** A caller enters the allocator and brings nothing: it has no right to any foreign page. */
  public void beginOperation() {
    accessRight = NONE;
    accessPromise = CommonProperty.NO_USE_AFTER_RIP;
  }

  /**
   * A caller enters the allocator with a block. It has a right to the slab that holds it, as it
   * lives now: to no other, nor to what may come after it at the same address.
   */
  public void beginOperation(long block) {
    accessRight = machine.incarnation(this, block);
  }

  /**
   * A caller has found a block that is another's, and looks at it while a hold lasts: the block may
   * be freed meanwhile, but its memory stays what it is.
   *
   * @param promise that is broken if it does not
   */
  public void beginReading(long block, Property promise) {
    accessRight = machine.incarnation(this, block);
    accessPromise = promise;
  }

  /** The incarnation of a foreign page that this cpu may touch now. */
  long accessRight() {
    return accessRight;
  }

  /** Whether the running operation brought a block. */
  boolean hasRight() {
    return accessRight != NONE;
  }

  /** What is violated by a touch without a right. */
  Property accessPromise() {
    return accessPromise;
  }

  /**
   * Called where the running thread may sleep. The critical section is dropped for that time, as in
   * the kernel: signals may be taken, and the caller must look at its lists anew.
   */
  public void mayBlock() {
    if (isInInterrupt()) {
      refuseToBlock("in an interrupt");
    } else if (!interruptsOn()) {
      refuseToBlock("with interrupts off");
    }
    int depth = criticalDepth;
    criticalDepth = 0;
    if (depth > 0 && isInterruptible()) {
      machine.unmasked(this);
    }
    machine.watch().mayPreempt(this, Access.MASK, 0);
    if (depth > 0) {
      machine.masked(this);
    }
    criticalDepth = depth;
  }

  private void refuseToBlock(String where) {
    machine
        .watch()
        .violated(
            new Violation(
                CommonProperty.NO_BLOCKING_IN_INTERRUPT,
                "cpu%s may block %s".formatted(id, where)));
  }

  /**
   * Called where the running thread may sleep, with interrupts on and in no critical section: other
   * threads of this cpu may run, interrupts may come, and whatever is this cpu's may be found
   * changed. If the thread may go on on another cpu, a checker chooses.
   *
   * @return the cpu on which the thread goes on
   */
  public Cpu maySleep() {
    return sleepUntil(() -> machine.watch().mayPreempt(this, Access.SLEEP, 0));
  }

  /**
   * The same of a thread that sleeps until something has happened.
   *
   * @param wait returns when it has
   */
  public Cpu sleepUntil(Runnable wait) {
    if (isInInterrupt()) {
      refuseToBlock("in an interrupt");
    } else if (!interruptsOn) {
      refuseToBlock("with interrupts off");
    } else if (criticalDepth > 0) {
      refuseToBlock("in a critical section");
    }
    wait.run();
    Cpu next = isInterruptible() ? machine.watch().mayMigrate(this) : this;
    if (next != this) {
      HandOver told = machine.leaves(this);
      runs(null);
      machine.watch().mayPreempt(next, Access.ARRIVE, 0);
      machine.arrives(next, told);
    }
    return next;
  }

  /** Sends a signal: the receiver's handler will run with this argument, some time later. */
  public void signal(Cpu receiver, long argument) {
    if (machine.has(Flaw.LOST_SIGNAL)) {
      return;
    }
    machine.watch().happened(this, MachineEvent.SIGNAL_SENT, argument, receiver.id);
    machine.mailbox(id, receiver.id).post(this, argument);
  }

  public boolean hasSignals() {
    for (int sender = 0; sender < machine.shape().cpus(); sender++) {
      if (machine.mailbox(sender, id).size() > 0) {
        return true;
      }
    }
    return false;
  }

  private int countSignals() {
    int pending = 0;
    for (int sender = 0; sender < machine.shape().cpus(); sender++) {
      pending += machine.mailbox(sender, id).size();
    }
    return pending;
  }

  /** The arguments of all pending signals, lowest sender first, without an access. */
  public List<Long> pendingSignals() {
    List<Long> pending = new ArrayList<>();
    for (int sender = 0; sender < machine.shape().cpus(); sender++) {
      IpiQueue mailbox = machine.mailbox(sender, id);
      for (int i = 0; i < mailbox.size(); i++) {
        pending.add(mailbox.peek(i));
      }
    }
    return pending;
  }

  /**
   * Takes the next signal, lowest sender first of those that the cpu has to see; false if there is
   * none or it may not now.
   */
  public boolean takeSignal() {
    if (!isInterruptible() || !isOnline()) {
      return false;
    }
    int taken = nextSender();
    int cpus = machine.shape().cpus();
    if (taken < cpus) {
      machine.mailbox(taken, id).announce(this, countSignals() == 1);
    }
    // What it is told of by the one is before what it does not see of the others.
    for (int sender = 0; sender < taken; sender++) {
      machine.mailbox(sender, id).miss(this);
    }
    if (taken == cpus) {
      return false;
    }
    takeFrom(taken);
    return true;
  }

  /** Whose signal is taken; the number of cpus if none is pending. */
  private int nextSender() {
    int misses = missesBefore();
    int sender = 0;
    while (sender < machine.shape().cpus()) {
      if (machine.mailbox(sender, id).size() > 0 && misses-- == 0) {
        break;
      }
      sender++;
    }
    return sender;
  }

  /** How many of the pending senders are passed over, as their signals are not seen yet. */
  private int missesBefore() {
    choices.clear(0);
    int pending = 0;
    for (int sender = 0; sender < machine.shape().cpus(); sender++) {
      if (machine.mailbox(sender, id).size() > 0) {
        if (canMissAllBefore(sender)) {
          choices.add(pending);
        }
        pending++;
      }
    }
    return choices.count() > 1 ? choices.key(machine.watch().choose(this, choices)) : 0;
  }

  private boolean canMissAllBefore(int sender) {
    IpiQueue seen = machine.mailbox(sender, id);
    for (int other = 0; other < sender; other++) {
      IpiQueue mailbox = machine.mailbox(other, id);
      if (mailbox.size() > 0 && !mailbox.canMiss(this, seen)) {
        return false;
      }
    }
    return true;
  }

  private void takeFrom(int sender) {
    asHandler(
        () ->
            interrupt(
                () -> {
                  long argument = machine.mailbox(sender, id).take(this);
                  machine.watch().happened(this, MachineEvent.SIGNAL_TAKEN, argument, sender);
                  handler.take(this, argument, machine.cpu(sender));
                }));
  }

  private void asHandler(Runnable body) {
    long interrupted = accessRight;
    Property promised = accessPromise;
    accessRight = NONE;
    handling = true;
    machine.interrupted(this);
    try {
      body.run();
    } finally {
      accessRight = interrupted;
      accessPromise = promised;
      machine.resumed(this);
      handling = false;
    }
  }

  /** Takes signals until none is pending. */
  public void takeSignals() {
    while (takeSignal()) {
      // Each turn takes one; a handler sends none, so this ends.
    }
  }

  @Override
  public String toString() {
    return "cpu" + id;
  }
}
