package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final ZoneList[][] lists;

  SlabCensus(Machine machine, RemoteFree remote, ZoneList[][] lists) {
    this.machine = machine;
    this.memory = machine.memory();
    this.remote = remote;
    this.lists = lists;
  }

  KfreeCensus take(List<Census.Account> accounts, List<Census.Extent> reserve) {
    List<List<Long>> signals = machine.cpus().stream().map(Cpu::pendingSignals).toList();
    Set<Long> carried = new HashSet<>();
    signals.forEach(of -> of.forEach(signal -> carried.addAll(remote.carried(signal))));
    List<KfreeCensus.Slab> slabs = new ArrayList<>();
    Map<Long, Long> marks = new HashMap<>();
    for (long page : machine.pageAddresses()) {
      marks.put(page, machine.pageTable().peek(page));
      if (isSlab(machine, page)) {
        slabs.add(slab(page, signals));
      }
    }
    boolean pending = signals.stream().anyMatch(of -> !of.isEmpty());
    return new KfreeCensus(
        slabs, marks, remote.marksSlabs(), accounts, carried, pending, Optional.of(reserve));
  }

  private static boolean isSlab(Machine machine, long page) {
    long magic = machine.memory().peek(page + Zone.MAGIC);
    return page % machine.shape().slabBytes() == 0
        && machine.pages().isMapped(page)
        && machine.pageTable().peek(page) <= 0 // an oversized block holds what its caller wrote
        && (magic == Zone.SLAB || magic == Zone.RIPPED);
  }

  private KfreeCensus.Slab slab(long zone, List<List<Long>> signals) {
    // A faulty allocator may have written anything here, so nothing is believed beyond its bounds.
    int owner = (int) Math.floorMod(memory.peek(zone + Zone.OWNER), (long) signals.size());
    int most = machine.shape().slabBytes() / 8;
    int capacity = Math.clamp(memory.peek(zone + Zone.CAPACITY), 1, most);
    return new KfreeCensus.Slab(
        zone,
        machine.shape().slabBytes(),
        owner,
        memory.peek(zone + Zone.MAGIC) == Zone.SLAB,
        (int) memory.peek(zone + Zone.CHUNK),
        memory.peek(zone + Zone.FIRST),
        capacity,
        memory.peek(zone + Zone.FREE),
        chain(memory.peek(zone + Zone.LOCAL), capacity),
        chain(remote.peekRemote(zone), capacity),
        unused(zone, capacity),
        listings(zone),
        remote.peekMarked(zone),
        memory.peek(zone + Zone.PINS),
        signals.get(owner).contains(zone));
  }

  /** How often the slab stands on the lists of its class, whosever they are. */
  private int listings(long zone) {
    int index = Math.clamp(memory.peek(zone + Zone.CLASS), 0, lists[0].length - 1);
    int count = 0;
    for (ZoneList[] ofCpu : lists) {
      for (long listed : ofCpu[index].peek(machine.shape().pages())) {
        count += listed == zone ? 1 : 0;
      }
    }
    return count;
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
    long end = memory.peek(zone + Zone.UNUSED_END);
    long index = (memory.peek(zone + Zone.UNUSED) + 1) % capacity;
    while (index != end && chunks.size() < capacity) {
      chunks.add(memory.peek(zone + Zone.FIRST) + index * memory.peek(zone + Zone.CHUNK));
      index = (index + 1) % capacity;
    }
    return chunks;
  }

  /** {@code slab2.remote}, {@code slab2.c1}: slabs are numbered by their place among the pages. */
  static String name(Machine machine, long address) {
    long zone = address & -machine.shape().slabBytes();
    long firstPage = machine.pageAddresses().getFirst();
    if (address < firstPage || !machine.isMemory(zone) || !isSlab(machine, zone)) {
      return machine.name(address);
    }
    String slab = "slab" + (zone - firstPage) / machine.shape().slabBytes();
    long offset = address - zone;
    if (offset == 0) {
      return slab;
    }
    if (offset < Zone.BYTES) {
      return slab + "." + Zone.fieldName(offset);
    }
    long inside = address - machine.memory().peek(zone + Zone.FIRST);
    long size = Math.max(machine.memory().peek(zone + Zone.CHUNK), 8);
    String chunk = slab + ".c" + inside / size;
    return inside % size == 0 ? chunk : chunk + "+" + inside % size;
  }
}
