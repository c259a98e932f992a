package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Looks at each slab when it is made: {@link KfreeProperty#SLAB_LAYOUT}. */
public final class SlabsMade extends SlabWatch {
  /** {@code ZALLOC_SLAB_SLIDE}. */
  private static final int SLIDE = 20;

  private final int headerBytes;
  private final Map<Integer, Long> madeBy = new HashMap<>();

  /**
   * @param headerBytes size of a slab's header
   */
  public SlabsMade(Monitor.Scene scene, int headerBytes) {
    super(scene);
    this.headerBytes = headerBytes;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long base, long detail) {
    if (event != MachineEvent.SLAB_CREATED) {
      return Optional.empty();
    }
    long before = madeBy.merge(cpu.id(), 1L, Long::sum) - 1;
    return census().slabs().stream()
        .filter(slab -> slab.base() == base)
        .findFirst()
        .flatMap(slab -> judge(slab, before));
  }

  private Optional<Violation> judge(KfreeCensus.Slab slab, long before) {
    int chunk = slab.chunkBytes();
    int grain = Integer.bitCount(chunk) == 1 ? chunk : 8;
    long first = Math.ceilDiv(slab.base() + headerBytes, (long) grain) * grain;
    long capacity = Math.min(shape.chunksPerSlab(), (slab.base() + slab.bytes() - first) / chunk);
    if (slab.firstChunk() != first || slab.capacity() != capacity) {
      return violated(
          KfreeProperty.SLAB_LAYOUT,
          "%s chunks of %s bytes from %#x on, not %s from %#x: %s"
              .formatted(slab.capacity(), chunk, slab.firstChunk(), capacity, first, slab));
    }
    long goes = slab.blockAt((int) (before * SLIDE % capacity));
    return slab.unused().contains(goes)
        ? violated(KfreeProperty.SLAB_LAYOUT, "chunk %#x should go first: %s".formatted(goes, slab))
        : Optional.empty();
  }
}
