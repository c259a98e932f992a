package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;

/**
 * Reads an allocator's whole state out of the machine's memory, as a crash dump would be read.
 * Slabs are found by their magic, for an off-list slab stands on no list.
 */
final class SlabCensus {
  private final Machine machine;
  private final Memory memory;
  private final RemoteFree remote;
  private final OwnerSlabs slabs;

  SlabCensus(Machine machine, RemoteFree remote, OwnerSlabs slabs) {
    this.machine = machine;
    this.memory = machine.memory();
    this.remote = remote;
    this.slabs = slabs;
  }

  KfreeCensus take(List<Census.Account> accounts, List<Census.Extent> reserve) {
    List<List<Long>> signals = new ArrayList<>();
    Set<Long> carried = new HashSet<>();
    boolean pending = false;
    for (Cpu cpu : machine.cpus()) {
      List<Long> of = cpu.pendingSignals();
      signals.add(of);
      of.forEach(signal -> carried.addAll(remote.carried(signal)));
      pending |= !of.isEmpty();
    }
    List<KfreeCensus.Slab> found = new ArrayList<>();
    Map<Long, Long> marks = new HashMap<>();
    for (long page : machine.pageAddresses()) {
      marks.put(page, machine.pageTable().peek(page));
      if (SlabNames.isSlab(machine, page)) {
        found.add(slab(page, signals));
      }
    }
    return new KfreeCensus(
        found, marks, remote.marksSlabs(), accounts, carried, pending, Optional.of(reserve));
  }

  private KfreeCensus.Slab slab(long zone, List<List<Long>> signals) {
    // A faulty allocator may have written anything here, so nothing is believed beyond its bounds.
    int owner = (int) Math.floorMod(memory.peek(zone + SlabHeader.OWNER), (long) signals.size());
    int most = machine.shape().slabBytes() / 8;
    int capacity = Math.clamp(memory.peek(zone + SlabHeader.CAPACITY), 1, most);
    return new KfreeCensus.Slab(
        zone,
        machine.shape().slabBytes(),
        owner,
        memory.peek(zone + SlabHeader.MAGIC) == SlabHeader.SLAB,
        (int) memory.peek(zone + SlabHeader.CHUNK),
        memory.peek(zone + SlabHeader.FIRST),
        capacity,
        memory.peek(zone + SlabHeader.FREE),
        chain(memory.peek(zone + SlabHeader.LOCAL), capacity),
        chain(remote.peekRemote(zone), capacity),
        unused(zone, capacity),
        slabs.listings(zone),
        remote.peekMarked(zone),
        memory.peek(zone + SlabHeader.PINS),
        signals.get(owner).contains(zone));
  }

  /** The chunks of a list, cut at one more than there can be. */
  private List<Long> chain(long head, int capacity) {
    List<Long> chunks = new ArrayList<>();
    for (long chunk = head; chunk != 0 && chunks.size() <= capacity; chunk = memory.peek(chunk)) {
      chunks.add(chunk);
      if (!machine.isMemory(chunk)) {
        break;
      }
    }
    return chunks;
  }

  /** From the cursor, exclusive, round to the stop mark, exclusive. */
  private List<Long> unused(long zone, int capacity) {
    List<Long> chunks = new ArrayList<>();
    long end = memory.peek(zone + SlabHeader.UNUSED_END);
    long index = (memory.peek(zone + SlabHeader.UNUSED) + 1) % capacity;
    while (index != end && chunks.size() < capacity) {
      chunks.add(
          memory.peek(zone + SlabHeader.FIRST) + index * memory.peek(zone + SlabHeader.CHUNK));
      index = (index + 1) % capacity;
    }
    return chunks;
  }
}
