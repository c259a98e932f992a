package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Knows which chunks may hold something: {@link KfreeProperty#LAZY_ZEROING}. */
public final class Zeroings extends SlabWatch {
  private final Map<Integer, Long> flags = new HashMap<>();
  private final Set<Long> ripped = new HashSet<>();
  private final Set<Long> recycled = new HashSet<>();
  private final Set<Long> used = new HashSet<>();
  private final Map<Integer, Boolean> dirty = new HashMap<>();

  public Zeroings(Monitor.Scene scene) {
    super(scene);
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    switch (event) {
      case KfreeEvent.ASKED -> flags.put(cpu.id(), detail);
      case KfreeEvent.TAKEN ->
          dirty.put(cpu.id(), !used.add(address) || recycled.contains(slabOf(address)));
      case MachineEvent.SLAB_RIPPED -> ripped.add(address);
      case MachineEvent.PAGES_FREED -> ripped.remove(address);
      case MachineEvent.SLAB_CREATED -> created(address);
      case KfreeEvent.ZEROED -> {
        return judge(cpu, address);
      }
      default -> {}
    }
    return Optional.empty();
  }

  private void created(long slab) {
    used.removeIf(chunk -> slabOf(chunk) == slab);
    recycled.remove(slab);
    if (ripped.remove(slab)) {
      recycled.add(slab);
    }
  }

  private Optional<Violation> judge(Cpu cpu, long chunk) {
    if (!KfreeEvent.wantsZero(flags.getOrDefault(cpu.id(), 0L))) {
      return violated(
          KfreeProperty.LAZY_ZEROING, "nobody asked for zeroes in %#x".formatted(chunk));
    }
    return dirty.getOrDefault(cpu.id(), false)
        ? Optional.empty()
        : violated(KfreeProperty.LAZY_ZEROING, "%#x is fresh, hence zero".formatted(chunk));
  }
}
