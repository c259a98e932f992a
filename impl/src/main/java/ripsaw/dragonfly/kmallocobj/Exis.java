package ripsaw.dragonfly.kmallocobj;

import java.util.Optional;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;

/**
 * Existential locks ({@code exislock2.h}): a cpu that holds keeps what it finds from changing its
 * type, and pays one store to its own memory for it. A clock of pseudo ticks goes on only when
 * every cpu has been seen without a hold since it last did:
 *
 * <pre>
 *   hold, drop   a cpu's own count; the drop to 0 arms the cpu
 *   tick         cpu0, if all are armed: the pseudo ticks go up, then all are disarmed
 *                every cpu: is armed if it does not hold
 *   terminate    the stamp of a slab is the tick before this one
 *   freeable     if the stamp is three ticks back or more
 * </pre>
 *
 * <p>Why three. A cpu that was armed before its hold began lets the clock go on once during the
 * hold, and then, disarmed, not again. Whoever looks at an object found it before its free, so its
 * hold began before the slab was terminated at tick {@code t}; while it lasts the clock is at
 * {@code t + 1} at most, and the stamp {@code t - 1} two back. Why the ticks go up before the cpus
 * are disarmed: between the two a cpu may be armed again, and then hold; it must not let the clock
 * go on twice ({@code grace-period}, {@code type-stability}).
 *
 * <p>The kernel (45270dd1e4) disarms first, and frees at two: {@link KernelExis}.
 */
public class Exis {
  /** So that a stamp is never 0, which says that a slab is live. */
  private static final long FIRST_TICK = 2;

  private static final long LIVE = 0;

  /** The word of a cpu's own area that counts its holds. */
  private static final int HOLDS = 16;

  protected final Machine machine;
  protected final Memory memory;
  private final SharedWords words;

  public Exis(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = new SharedWords(machine);
    memory.poke(words.ticks(), FIRST_TICK);
  }

  // ------------------------------------------------------------------ holds

  final void hold(Cpu cpu) {
    memory.setOpaque(cpu, holds(cpu), held(cpu) + 1);
  }

  final void drop(Cpu cpu) {
    long left = held(cpu) - 1;
    memory.setOpaque(cpu, holds(cpu), left);
    if (wasOutermost(left)) {
      setArmed(cpu, cpu, 1);
    }
  }

  protected boolean wasOutermost(long holdsLeft) {
    return holdsLeft == 0;
  }

  private long held(Cpu cpu) {
    return memory.getOpaque(cpu, holds(cpu));
  }

  private long holds(Cpu cpu) {
    return holds(machine, cpu);
  }

  /** The word that counts a cpu's holds. */
  public static long holds(Machine machine, Cpu cpu) {
    return machine.cpuWord(cpu, HOLDS);
  }

  /** The name of a word that is a count of holds; empty if it is none. */
  final Optional<String> name(long address) {
    return machine.cpus().stream()
        .filter(cpu -> holds(cpu) == address)
        .findFirst()
        .map(cpu -> cpu + ".holds");
  }

  /** Release: what was done in a hold was done before. */
  protected final void setArmed(Cpu cpu, Cpu which, long armed) {
    memory.setVolatile(cpu, words.armed(which), armed);
  }

  // ------------------------------------------------------------------ clock

  /** The clock interrupt of a cpu. */
  final void tick(Cpu cpu) {
    if (cpu.id() == 0 && allArmed(cpu)) {
      advance(cpu);
    }
    if (mayArm(held(cpu))) {
      setArmed(cpu, cpu, 1);
    }
  }

  private boolean allArmed(Cpu cpu) {
    for (Cpu which : machine.cpus()) {
      if (memory.getVolatile(cpu, words.armed(which)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** All cpus were seen armed. */
  protected void advance(Cpu cpu) {
    increment(cpu);
    disarm(cpu);
  }

  /** By cpu0 alone. */
  protected final void increment(Cpu cpu) {
    memory.setVolatile(cpu, words.ticks(), ticks(cpu) + 1);
    machine.watch().happened(cpu, KmallocObjEvent.TICKED, words.ticks(), 0);
  }

  protected final void disarm(Cpu cpu) {
    for (Cpu which : machine.cpus()) {
      setArmed(cpu, which, 0);
    }
  }

  protected boolean mayArm(long holds) {
    return holds == 0;
  }

  protected final long ticks(Cpu cpu) {
    return memory.getVolatile(cpu, words.ticks());
  }

  // ------------------------------------------------------- the lock of a slab

  /** Under the zone's lock, as all that follows. */
  protected void terminate(Cpu cpu, long slab) {
    setStamp(cpu, slab, ticks(cpu) - 1);
    machine.watch().happened(cpu, KmallocObjEvent.TERMINATED, slab, 0);
  }

  protected void setLive(Cpu cpu, long slab) {
    setStamp(cpu, slab, LIVE);
  }

  protected final void setStamp(Cpu cpu, long slab, long stamp) {
    memory.setPlain(cpu, slab + ObjectSlab.STAMP, stamp);
  }

  public boolean isFreeable(Cpu cpu, long slab) {
    long stamp = memory.getPlain(cpu, slab + ObjectSlab.STAMP);
    return stamp != LIVE && isFreeable(stamp - ticks(cpu));
  }

  /**
   * @param ticksLeft the stamp less the ticks: what {@code exis_poll} returns
   */
  protected boolean isFreeable(long ticksLeft) {
    return ticksLeft <= -3;
  }
}
