package ripsaw.dragonfly.kfree.census;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Follows what each cpu keeps: {@link KfreeProperty#KEPT_PAGES}. */
public final class PagesKept extends SlabWatch {
  /** What one cpu keeps, and what of it was there when its last request began. */
  private static final class Kept {
    private final Set<Long> slabs = new HashSet<>();
    private final Set<Long> aside = new HashSet<>();
    private final Set<Long> slabsBefore = new HashSet<>();
    private final Set<Long> asideBefore = new HashSet<>();
    private boolean waits;

    void asked(boolean mayWait) {
      waits = mayWait;
      slabsBefore.clear();
      asideBefore.clear();
      if (mayWait) {
        slabsBefore.addAll(slabs);
        asideBefore.addAll(aside);
      }
    }

    /** Whether a slab lay there when pages were asked for: signals come while somebody waits. */
    boolean hadSlab() {
      return waits ? slabs.stream().anyMatch(slabsBefore::contains) : !slabs.isEmpty();
    }

    /** What came since, by a signal, need not be given back yet. */
    void forget() {
      slabsBefore.retainAll(slabs);
      asideBefore.retainAll(aside);
    }
  }

  private final List<Kept> kept = new ArrayList<>();

  public PagesKept(Monitor.Scene scene) {
    super(scene);
    for (int cpu = 0; cpu < shape.cpus(); cpu++) {
      kept.add(new Kept());
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    Kept mine = kept.get(cpu.id());
    return switch (event) {
      case KfreeEvent.ASKED -> {
        mine.asked(KfreeEvent.waits(detail));
        yield Optional.empty();
      }
      case KfreeEvent.TAKEN -> judgeRequest(cpu, mine);
      case KfreeEvent.PUT_ASIDE -> {
        mine.aside.add(address);
        yield cpu.isInInterrupt()
            ? Optional.empty()
            : violated(KfreeProperty.KEPT_PAGES, cpu + " need not put a block aside");
      }
      case MachineEvent.SLAB_RIPPED -> {
        mine.slabs.add(address);
        yield Optional.empty();
      }
      case MachineEvent.SLAB_CREATED ->
          mine.slabs.remove(address) || !mine.hadSlab()
              ? Optional.empty()
              : violated(KfreeProperty.KEPT_PAGES, cpu + " asks for pages and keeps a free slab");
      case MachineEvent.PAGES_FREED -> freed(cpu, mine, address);
      default -> Optional.empty();
    };
  }

  private Optional<Violation> judgeRequest(Cpu cpu, Kept mine) {
    mine.forget();
    if (mine.slabsBefore.size() > shape.cachedSlabs() || !mine.asideBefore.isEmpty()) {
      return violated(
          KfreeProperty.KEPT_PAGES,
          "%s may wait, and keeps %s free slabs and %s blocks"
              .formatted(cpu, mine.slabsBefore.size(), mine.asideBefore.size()));
    }
    return Optional.empty();
  }

  private Optional<Violation> freed(Cpu cpu, Kept mine, long address) {
    mine.aside.remove(address);
    boolean tooFew = mine.slabs.remove(address) && mine.slabs.size() < shape.cachedSlabs();
    return tooFew
        ? violated(
            KfreeProperty.KEPT_PAGES,
            "%s gives back a slab and has %s left".formatted(cpu, mine.slabs.size()))
        : Optional.empty();
  }
}
