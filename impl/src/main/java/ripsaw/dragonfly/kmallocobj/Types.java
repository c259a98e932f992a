package ripsaw.dragonfly.kmallocobj;

import static ripsaw.dragonfly.kmallocobj.SharedWords.POLLING;
import static ripsaw.dragonfly.kmallocobj.SharedWords.WAKES;

import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;

/**
 * The list of types and the poller's place in it, under one lock ({@code kmemstat_spin}). The
 * poller lets go of the lock while it is at work on a zone, and says so in the zone's flag ({@code
 * KSF_POLLING}); who destroys a zone sleeps until the flag is down, and moves the poller's cursor
 * off the zone before it takes it off the list ({@code zone-destruction}).
 */
public class Types {
  protected static final int NONE = -1;

  protected final Machine machine;
  protected final Memory memory;
  protected final SharedWords words;
  private final SpinLock lock;
  private final boolean[] listed = new boolean[Accounting.TYPES];

  public Types(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = new SharedWords(machine);
    this.lock = new SpinLock(machine, words.typesLock());
    memory.poke(words.cursor(), NONE);
  }

  final void add(Cpu cpu, int zone) {
    lock.lock(cpu);
    listed[zone] = true;
    if (memory.getPlain(cpu, words.cursor()) == NONE) {
      memory.setPlain(cpu, words.cursor(), zone);
    }
    lock.unlock(cpu);
  }

  /** No access. */
  final boolean isListed(int zone) {
    return listed[zone];
  }

  // ------------------------------------------------------------------ poller

  /** The zone that is next; {@link #NONE} if there is none, or another poller is at work on it. */
  final int beginPoll(Cpu cpu) {
    lock.lock(cpu);
    int zone = (int) memory.getPlain(cpu, words.cursor());
    if (zone != NONE && isTaken(cpu, zone)) {
      zone = NONE; // the kernel has one poller; who comes second has nothing to do
    } else if (zone != NONE) {
      memory.setPlain(cpu, words.zone(zone, POLLING), 1);
    }
    lock.unlock(cpu);
    return zone;
  }

  /** Whether another poller is at work on a zone. */
  protected boolean isTaken(Cpu cpu, int zone) {
    return isPolling(cpu, zone);
  }

  protected final boolean isPolling(Cpu cpu, int zone) {
    return memory.getPlain(cpu, words.zone(zone, POLLING)) != 0;
  }

  /**
   * @param isDone whether the next pass is for the next zone
   */
  final void endPoll(Cpu cpu, int zone, boolean isDone) {
    lock.lock(cpu);
    if (isDone) {
      memory.setPlain(cpu, words.cursor(), after(zone));
    }
    memory.setPlain(cpu, words.zone(zone, POLLING), 0);
    wake(cpu, zone);
    lock.unlock(cpu);
  }

  protected void wake(Cpu cpu, int zone) {
    long wakes = words.zone(zone, WAKES);
    memory.setVolatile(cpu, wakes, memory.getOpaque(cpu, wakes) + 1);
  }

  /** The zone that the poller goes on to; {@link #NONE} if there is none any more. */
  protected int after(int zone) {
    for (int i = 1; i <= listed.length; i++) {
      int next = (zone + i) % listed.length;
      if (listed[next]) {
        return next;
      }
    }
    return NONE;
  }

  // -------------------------------------------------------------- destruction

  /** Takes a zone off the list, once nobody polls it. May sleep. */
  final void remove(Cpu cpu, int zone) {
    lock.lock(cpu);
    awaitPoller(cpu, zone);
    listed[zone] = false;
    stepOff(cpu, zone);
    lock.unlock(cpu);
  }

  /** With the lock, which is let go while it sleeps. */
  protected void awaitPoller(Cpu cpu, int zone) {
    while (isPolling(cpu, zone)) {
      sleep(cpu, zone);
    }
  }

  /** Until somebody wakes it. That it is asleep is known before the lock is free. */
  protected final void sleep(Cpu cpu, int zone) {
    long wakes = words.zone(zone, WAKES);
    long before = memory.getVolatile(cpu, wakes);
    lock.unlock(cpu);
    machine.watch().await(cpu, () -> memory.peek(wakes) != before);
    lock.lock(cpu);
  }

  protected final void relock(Cpu cpu) {
    lock.unlock(cpu);
    lock.lock(cpu);
  }

  protected void stepOff(Cpu cpu, int zone) {
    if (memory.getPlain(cpu, words.cursor()) == zone) {
      memory.setPlain(cpu, words.cursor(), after(zone));
    }
  }
}
