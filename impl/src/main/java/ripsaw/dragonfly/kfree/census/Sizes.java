package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Knows how large a block for a request is: {@link KfreeProperty#SIZE_CLASS}. */
public final class Sizes extends SlabWatch {
  private final Machine machine;

  /** The classes of 8 bytes each end here; from here on each doubling has eight. */
  private static final int SMALL = 128;

  private final int chunkOffset;
  private final Map<Integer, Long> asked = new HashMap<>();

  /** Sizes that blocks must move for, of which nobody asked yet. */
  private final Map<Integer, Long> mustMove = new HashMap<>();

  /**
   * @param chunkOffset of the word in a slab that says how large its chunks are
   */
  public Sizes(Monitor.Scene scene, int chunkOffset) {
    super(scene);
    this.machine = scene.machine();
    this.chunkOffset = chunkOffset;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    return switch (event) {
      case KfreeEvent.ASKED -> {
        asked.put(cpu.id(), address);
        yield judgeStay(cpu, address);
      }
      case KfreeEvent.TAKEN -> judgeSize(asked.getOrDefault(cpu.id(), 0L), address);
      case KfreeEvent.RESIZED -> {
        Optional<Violation> stayed = judgeStay(cpu, -1);
        if (detail == 0 || size(address) != sizeFor(detail)) {
          mustMove.put(cpu.id(), detail);
        }
        yield stayed;
      }
      case KfreeEvent.MOVED -> judgeMove(address, detail);
      default -> Optional.empty();
    };
  }

  private boolean isOversized(long bytes) {
    return bytes >= Math.min(shape.slabBytes() / 4, 16 << 10)
        || bytes % shape.pageBytes() == 0 && bytes > 2L * shape.pageBytes();
  }

  private long sizeFor(long bytes) {
    if (isOversized(bytes)) {
      return Math.ceilDiv(bytes, (long) shape.pageBytes()) * shape.pageBytes();
    }
    long step = bytes < SMALL ? 8 : Long.highestOneBit(bytes) / 8;
    return Math.ceilDiv(bytes, step) * step;
  }

  private boolean hasPages(long block) {
    return machine.pageTable().peek(block) > 0;
  }

  private long size(long block) {
    return hasPages(block)
        ? machine.pageTable().peek(block) * shape.pageBytes()
        : machine.memory().peek(slabOf(block) + chunkOffset);
  }

  private Optional<Violation> judgeSize(long bytes, long block) {
    return size(block) == sizeFor(bytes) && hasPages(block) == isOversized(bytes)
        ? Optional.empty()
        : violated(
            KfreeProperty.SIZE_CLASS,
            "%s bytes asked for, and %#x has %s, not %s"
                .formatted(bytes, block, size(block), sizeFor(bytes)));
  }

  /** A block that is to be of another size is followed by a request for that. */
  private Optional<Violation> judgeStay(Cpu cpu, long bytes) {
    Long wanted = mustMove.remove(cpu.id());
    return wanted == null || wanted == bytes
        ? Optional.empty()
        : violated(
            KfreeProperty.SIZE_CLASS,
            "a block was to be resized to %s bytes, and stayed as it was".formatted(wanted));
  }

  private Optional<Violation> judgeMove(long from, long to) {
    if (!machine.isMemory(to)) {
      return Optional.empty(); // it was resized to nothing
    }
    if (size(from) == size(to)) {
      return violated(
          KfreeProperty.SIZE_CLASS, "%#x moved to %#x, of the same size".formatted(from, to));
    }
    for (long word = 0; word < size(from) && size(from) < size(to); word += 8) {
      if (machine.memory().peek(from + word) != machine.memory().peek(to + word)) {
        return violated(
            KfreeProperty.SIZE_CLASS,
            "%#x moved to %#x without what it held from byte %s on".formatted(from, to, word));
      }
    }
    return Optional.empty();
  }
}
