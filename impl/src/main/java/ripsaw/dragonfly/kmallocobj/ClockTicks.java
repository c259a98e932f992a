package ripsaw.dragonfly.kmallocobj;

import java.util.Arrays;
import java.util.Optional;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows who was seen without a hold since the pseudo ticks last went up, and whether they go up
 * at the next tick of cpu0 then, and by one; and whether a tick is one of all cpus. That they do
 * not go up too soon is what {@link GracePeriods} sees to.
 *
 * <p>Only what is certain counts: a cpu that is ticked while cpu0 disarms them all may be disarmed
 * behind it. What a handler does has been done when its cpu begins or ends its next call. Under
 * weak memory cpu0 may not know of it yet, and nothing is due.
 */
public final class ClockTicks implements Monitor {
  private static final int NEVER = -1;

  private final Scene scene;
  private final long ticksWord;
  private final int[] locations;

  /** Holds that have begun and not been dropped. */
  private final int[] depth;

  private final boolean[] armed;

  /** Which advance it was that a cpu began to be ticked or to drop its last hold behind. */
  private final int[] arming;

  private int advances;
  private boolean disarms;
  private int due = NEVER;
  private long ticks;

  /** Whom each cpu has sent the tick that it makes; a bit each. */
  private final long[] told;

  public ClockTicks(Scene scene) {
    int cpus = scene.machine().shape().cpus();
    this.scene = scene;
    this.ticksWord = new SharedWords(scene.machine()).ticks();
    this.depth = new int[cpus];
    this.armed = new boolean[cpus];
    this.arming = new int[cpus];
    this.locations = new int[cpus];
    this.told = new long[cpus];
    Arrays.fill(arming, NEVER);
    Arrays.setAll(locations, cpu -> scene.machine().newLocation());
    this.ticks = read();
  }

  private long read() {
    return scene.machine().memory().peek(ticksWord);
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    settle(cpu);
    if (verb == KmallocObjVerb.HOLD) {
      depth[cpu.id()]++;
    }
    if (verb == KmallocObjVerb.TICK || verb == KmallocObjVerb.TICK_HERE) {
      told[cpu.id()] = 0;
      ticked(cpu);
    }
    if (verb == KmallocObjVerb.DROP && depth[cpu.id()] == 1) {
      arms(cpu);
    }
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb == KmallocObjVerb.DROP) {
      depth[cpu.id()]--;
    }
    if (verb == KmallocObjVerb.TICK
        && told[cpu.id()] != (1L << depth.length) - 1 - (1L << cpu.id())) {
      violated("a tick of %s is not one of all cpus".formatted(cpu));
    }
    settle(cpu);
  }

  private void violated(String what) {
    scene.machine().watch().violated(new Violation(KmallocObjProperty.CLOCK, what));
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == MachineEvent.SIGNAL_TAKEN) {
      ticked(cpu);
    } else if (event == MachineEvent.SIGNAL_SENT) {
      told[cpu.id()] ^= 1L << detail;
    }
    return event == KmallocObjEvent.TICKED ? advanced() : Optional.empty();
  }

  /** A tick of this cpu begins, perhaps in the midst of another. */
  private void ticked(Cpu cpu) {
    if (depth[cpu.id()] == 0) {
      arms(cpu);
    }
    if (cpu.id() == 0 && due == NEVER) {
      for (int location : locations) {
        scene.touched(location, Touch.READS);
      }
      due = scene.isSequential() && allArmed() ? advances : NEVER;
    }
  }

  private boolean allArmed() {
    boolean all = true;
    for (boolean one : armed) {
      all &= one;
    }
    return all;
  }

  private void arms(Cpu cpu) {
    if (arming[cpu.id()] == NEVER && (cpu.id() == 0 || !disarms)) {
      arming[cpu.id()] = advances;
    }
  }

  private Optional<Violation> advanced() {
    long before = ticks;
    ticks = read();
    advances++;
    disarms = true;
    Arrays.fill(armed, false);
    return ticks == before + 1
        ? Optional.empty()
        : Optional.of(
            new Violation(
                KmallocObjProperty.CLOCK,
                "the pseudo ticks went from %s to %s".formatted(before, ticks)));
  }

  /** What this cpu did before has been done. Nobody but cpu0 disarms, and it arms itself behind. */
  private void settle(Cpu cpu) {
    int id = cpu.id();
    boolean isFirst = id == 0;
    disarms &= !isFirst;
    if (arming[id] != NEVER && (isFirst || arming[id] == advances)) {
      armed[id] = true;
      scene.touched(locations[id], Touch.WRITES);
    }
    arming[id] = NEVER;
    if (isFirst && due == advances) {
      due = NEVER;
      violated("every cpu was seen without a hold, and the pseudo ticks stay at " + ticks);
    }
    due = isFirst ? NEVER : due;
  }
}
