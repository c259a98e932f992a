package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kfree.census.KfreeCensus.Slab;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Looks at what the slow tick of a cpu leaves: {@link KfreeProperty#TICK_COLLECTS}. Under weak
 * memory its cpu need not know of a remote chunk yet, though that is linked.
 */
public final class Ticks extends SlabWatch {
  /** What was to be collected when it began, and the slabs that others were busy with. */
  private record Tick(Set<Long> remote, Set<Long> busy) {}

  private final Map<Integer, Tick> running = new HashMap<>();

  public Ticks(Monitor.Scene scene) {
    super(scene);
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.TIDY) {
      Tick tick = new Tick(new HashSet<>(), new HashSet<>());
      for (Slab slab : census().slabs()) {
        if (scene.isSequential() && slab.live() && slab.owner() == cpu.id() && slab.listed()) {
          tick.remote.addAll(slab.remote());
        }
        if (slab.pins() != 0) {
          tick.busy.add(slab.base());
        }
      }
      running.put(cpu.id(), tick);
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == KfreeEvent.LINKED) {
      running.values().forEach(tick -> tick.busy.add(slabOf(address)));
    }
    return Optional.empty();
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.TIDY) {
      judge(cpu.id(), running.remove(cpu.id())).ifPresent(scene.machine().watch()::violated);
    }
  }

  private Optional<Violation> judge(int cpu, Tick tick) {
    List<Slab> mine =
        census().slabs().stream()
            .filter(slab -> slab.live() && slab.owner() == cpu && slab.listed())
            .toList();
    for (Slab slab : mine) {
      if (slab.remote().stream().anyMatch(tick.remote::contains)) {
        return violated(KfreeProperty.TICK_COLLECTS, "the tick left chunks of " + slab);
      }
      boolean last = mine.stream().noneMatch(one -> one != slab && isOfClass(slab, one));
      if (slab.isWhole() && !last && !tick.busy.contains(slab.base())) {
        return violated(KfreeProperty.TICK_COLLECTS, "the tick left whole " + slab);
      }
    }
    return Optional.empty();
  }

  private static boolean isOfClass(Slab slab, Slab other) {
    return other.chunkBytes() == slab.chunkBytes();
  }
}
