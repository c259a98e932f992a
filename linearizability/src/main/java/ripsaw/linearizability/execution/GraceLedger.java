package ripsaw.linearizability.execution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.Touch;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * Follows the holds of every cpu, and which of them began before a slab was terminated: the
 * sequential specification of existential locks. A zone that is destroyed waits for nobody, as its
 * owner promised that nobody looks.
 */
final class GraceLedger {
  private static final long NO_HOLD = Long.MAX_VALUE;

  private final Session.Scheduler scheduler;
  private final int[] locations;
  private final int[] depth;
  private final long[] began;
  private final boolean[] destroying;
  private final Map<Long, Long> terminated = new HashMap<>();
  private long now;

  GraceLedger(Machine machine, Session.Scheduler scheduler) {
    int cpus = machine.shape().cpus();
    this.scheduler = scheduler;
    this.depth = new int[cpus];
    this.began = new long[cpus];
    this.destroying = new boolean[cpus];
    this.locations = new int[cpus];
    Arrays.setAll(locations, cpu -> machine.newLocation());
    Arrays.fill(began, NO_HOLD);
  }

  void hold(Cpu cpu) {
    if (depth[cpu.id()]++ == 0) {
      scheduler.touched(locations[cpu.id()], Touch.WRITES);
      began[cpu.id()] = now++;
    }
  }

  void drop(Cpu cpu) {
    if (--depth[cpu.id()] == 0) {
      scheduler.touched(locations[cpu.id()], Touch.WRITES);
      began[cpu.id()] = NO_HOLD;
    }
  }

  boolean isHolding(int cpu) {
    return depth[cpu] > 0;
  }

  void destroys(Cpu cpu, boolean begins) {
    destroying[cpu.id()] = begins;
  }

  Optional<Violation> happened(Cpu cpu, Event event, long slab) {
    if (event == Event.SLAB_CREATED) {
      terminated.remove(slab);
    } else if (event == Event.TERMINATED) {
      look();
      terminated.put(slab, now++);
    } else if (event == Event.SLAB_RIPPED && !destroying[cpu.id()]) {
      look();
      return judge(slab, terminated.getOrDefault(slab, now));
    }
    return Optional.empty();
  }

  /** What comes next depends on who holds. */
  private void look() {
    for (int location : locations) {
      scheduler.touched(location, Touch.READS);
    }
  }

  private Optional<Violation> judge(long slab, long since) {
    for (int cpu = 0; cpu < began.length; cpu++) {
      if (began[cpu] < since) {
        return Optional.of(
            new Violation(
                Property.GRACE_PERIOD,
                "slab %#x leaves its zone during a hold of cpu%d from before it was terminated"
                    .formatted(slab, cpu)));
      }
    }
    return Optional.empty();
  }
}
