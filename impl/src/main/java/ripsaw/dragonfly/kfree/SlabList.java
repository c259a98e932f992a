package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Memory;

/**
 * {@code ZoneAry[class]} of one cpu: its slabs with a free count above zero. Head and tail are the
 * cpu's own; the links lie in the slab headers.
 */
final class SlabList {
  private final Memory memory;
  private final CpuLocal ends;
  private final int head;
  private final int tail;

  /**
   * @param at the first of the two words of {@code ends} that are this list's
   */
  SlabList(Memory memory, CpuLocal ends, int at) {
    this.memory = memory;
    this.ends = ends;
    this.head = at;
    this.tail = at + 1;
  }

  /** Words of {@link CpuLocal} that this many lists take. */
  static int words(int lists) {
    return 2 * lists;
  }

  long first(Cpu cpu) {
    return ends.get(cpu, head);
  }

  long last(Cpu cpu) {
    return ends.get(cpu, tail);
  }

  boolean hasOnly(Cpu cpu, long zone) {
    return first(cpu) == zone && last(cpu) == zone;
  }

  void addFirst(Cpu cpu, long zone) {
    long next = first(cpu);
    memory.setPlain(cpu, zone + SlabHeader.NEXT, next);
    memory.setPlain(cpu, zone + SlabHeader.PREVIOUS, 0);
    ends.set(cpu, head, zone);
    setPrevious(cpu, next, zone);
  }

  void remove(Cpu cpu, long zone) {
    long next = memory.getPlain(cpu, zone + SlabHeader.NEXT);
    long previous = memory.getPlain(cpu, zone + SlabHeader.PREVIOUS);
    if (previous == 0) {
      ends.set(cpu, head, next);
    } else {
      memory.setPlain(cpu, previous + SlabHeader.NEXT, next);
    }
    setPrevious(cpu, next, previous);
  }

  private void setPrevious(Cpu cpu, long zone, long previous) {
    if (zone == 0) {
      ends.set(cpu, tail, previous);
    } else {
      memory.setPlain(cpu, zone + SlabHeader.PREVIOUS, previous);
    }
  }

  /** All slabs from the head, read by their owner. */
  List<Long> zones(Cpu cpu, int most) {
    List<Long> zones = new ArrayList<>();
    for (long zone = first(cpu);
        zone != 0 && zones.size() < most;
        zone = memory.getPlain(cpu, zone + SlabHeader.NEXT)) {
      zones.add(zone);
    }
    return zones;
  }

  /** The same without an access; at most {@code most}, so that a cycle ends. */
  List<Long> peek(int most) {
    List<Long> zones = new ArrayList<>();
    for (long zone = ends.peek(head);
        zone > 0 && zones.size() < most;
        zone = memory.peek(zone + SlabHeader.NEXT)) {
      zones.add(zone);
    }
    return zones;
  }
}
