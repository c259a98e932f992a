package ripsaw.dragonfly.kfree.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Knows in which order slabs were listed: {@link KfreeProperty#NEWEST_FIRST}. */
public final class SlabsPicked extends SlabWatch {
  private record Kind(int cpu, int chunkBytes) {}

  private final Map<Long, Kind> kinds = new HashMap<>();
  private final Map<Kind, List<Long>> listed = new HashMap<>();

  /** Those that were listed when a cpu's request began: whoever waits for pages takes signals. */
  private final Map<Integer, List<Long>> before = new HashMap<>();

  public SlabsPicked(Monitor.Scene scene) {
    super(scene);
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long slab, long detail) {
    switch (event) {
      case KfreeEvent.ASKED -> before.put(cpu.id(), listedBy(cpu.id()));
      case KfreeEvent.LISTED -> listed(slab).add(slab);
      case KfreeEvent.PARKED, MachineEvent.SLAB_RIPPED -> listed(slab).remove(slab);
      case MachineEvent.SLAB_CREATED -> {
        return made(cpu, slab);
      }
      case KfreeEvent.PICKED -> {
        return picked(slab);
      }
      default -> {}
    }
    return Optional.empty();
  }

  private Optional<Violation> made(Cpu cpu, long slab) {
    census().slabs().stream()
        .filter(made -> made.base() == slab)
        .forEach(made -> kinds.put(slab, new Kind(cpu.id(), made.chunkBytes())));
    List<Long> served = new ArrayList<>(listed(slab));
    served.retainAll(before.getOrDefault(cpu.id(), List.of()));
    return served.isEmpty()
        ? Optional.empty()
        : violated(
            KfreeProperty.NEWEST_FIRST,
            "slab %#x is made though %#x is listed".formatted(slab, served.getFirst()));
  }

  private Optional<Violation> picked(long slab) {
    List<Long> ofClass = listed(slab);
    return ofClass.isEmpty() || ofClass.getLast() == slab
        ? Optional.empty()
        : violated(
            KfreeProperty.NEWEST_FIRST,
            "slab %#x is picked though %#x was listed after it".formatted(slab, ofClass.getLast()));
  }

  private List<Long> listedBy(int cpu) {
    List<Long> all = new ArrayList<>();
    listed.forEach((kind, slabs) -> all.addAll(kind.cpu == cpu ? slabs : List.of()));
    return all;
  }

  private List<Long> listed(long slab) {
    return listed.computeIfAbsent(
        kinds.getOrDefault(slab, new Kind(-1, 0)), any -> new ArrayList<>());
  }
}
