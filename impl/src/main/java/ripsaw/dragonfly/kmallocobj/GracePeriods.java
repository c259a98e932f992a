package ripsaw.dragonfly.kmallocobj;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows the holds of every cpu, and which of them began before a slab was terminated: the
 * sequential specification of existential locks. A zone that is destroyed waits for nobody, as its
 * owner promised that nobody looks.
 */
public final class GracePeriods implements Monitor {
  private static final long NO_HOLD = Long.MAX_VALUE;

  private final Scene scene;
  private final int[] locations;
  private final int[] depth;
  private final long[] began;
  private final boolean[] destroying;
  private final Map<Long, Long> terminated = new HashMap<>();
  private long now;

  public GracePeriods(Scene scene) {
    int cpus = scene.machine().shape().cpus();
    this.scene = scene;
    this.depth = new int[cpus];
    this.began = new long[cpus];
    this.destroying = new boolean[cpus];
    this.locations = new int[cpus];
    Arrays.setAll(locations, cpu -> scene.machine().newLocation());
    Arrays.fill(began, NO_HOLD);
  }

  /** Whoever drops looks no more. */
  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (verb == KmallocObjVerb.DROP && --depth[cpu.id()] == 0) {
      scene.touched(locations[cpu.id()], Touch.WRITES);
      began[cpu.id()] = NO_HOLD;
    }
    destroying[cpu.id()] |= verb == CommonVerb.DESTROY_TYPE;
  }

  /** From its return on a hold can be relied on. */
  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb == KmallocObjVerb.HOLD && depth[cpu.id()]++ == 0) {
      scene.touched(locations[cpu.id()], Touch.WRITES);
      began[cpu.id()] = now++;
    }
    destroying[cpu.id()] &= verb != CommonVerb.DESTROY_TYPE;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long slab, long detail) {
    if (event == MachineEvent.SLAB_CREATED) {
      terminated.remove(slab);
    } else if (event == KmallocObjEvent.TERMINATED) {
      look();
      terminated.put(slab, now++);
    } else if (event == MachineEvent.SLAB_RIPPED && !destroying[cpu.id()]) {
      look();
      return judge(slab, terminated.getOrDefault(slab, now));
    }
    return Optional.empty();
  }

  /** What comes next depends on who holds. */
  private void look() {
    for (int location : locations) {
      scene.touched(location, Touch.READS);
    }
  }

  private Optional<Violation> judge(long slab, long since) {
    for (int cpu = 0; cpu < began.length; cpu++) {
      if (began[cpu] < since) {
        return Optional.of(
            new Violation(
                KmallocObjProperty.GRACE_PERIOD,
                "slab %#x leaves its zone during a hold of cpu%s from before it was terminated"
                    .formatted(slab, cpu)));
      }
    }
    return Optional.empty();
  }
}
