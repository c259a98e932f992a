package ripsaw.dragonfly.kmallocobj;

import static ripsaw.dragonfly.kmallocobj.SharedWords.EMPTIES;
import static ripsaw.dragonfly.kmallocobj.SharedWords.EMPTY;
import static ripsaw.dragonfly.kmallocobj.SharedWords.FULL;
import static ripsaw.dragonfly.kmallocobj.SharedWords.FULLS;
import static ripsaw.dragonfly.kmallocobj.SharedWords.PARTIAL;
import static ripsaw.dragonfly.kmallocobj.SharedWords.PARTIALS;
import static ripsaw.dragonfly.kmallocobj.SharedWords.TAIL;

import java.util.ArrayList;
import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Cache;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;

/** Reads the whole state out of the machine's memory, as a crash dump would be read. */
final class ObjectCensus {
  private final Machine machine;
  private final Memory memory;
  private final SharedWords words;
  private final Types types;

  ObjectCensus(Machine machine, SharedWords words, Types types) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = words;
    this.types = types;
  }

  Census take(List<Census.Account> accounts) {
    // A census is taken at nearly every step of an exploration, so this is written in loops.
    List<Slab> slabs = new ArrayList<>();
    for (long page : machine.pageAddresses()) {
      if (isSlab(machine, page)) {
        slabs.add(slab(page));
      }
    }
    List<Zone> zones = new ArrayList<>();
    for (int zone = 0; zone < Accounting.TYPES; zone++) {
      if (types.isListed(zone) || hasSlab(slabs, zone)) {
        zones.add(zone(zone));
      }
    }
    List<Cache> caches = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      caches.add(
          new Cache(
              cpu.id(),
              memory.peek(words.count(cpu)),
              chain(words.free(cpu)),
              chain(words.remote(cpu))));
    }
    return new KmallocObjCensus(
        slabs,
        zones,
        caches,
        new KmallocObjCensus.Shared(memory.peek(words.ticks()), memory.peek(words.cursor())),
        KmallocObjCensus.Bounds.of(machine.shape()),
        accounts);
  }

  private static boolean hasSlab(List<Slab> slabs, int zone) {
    for (Slab slab : slabs) {
      if (slab.zone() == zone) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSlab(Machine machine, long page) {
    return page % machine.shape().slabBytes() == 0
        && machine.pages().isMapped(page)
        && machine.memory().peek(page + ObjectSlab.MAGIC) == ObjectSlab.SLAB;
  }

  private long header(long slab, int field) {
    return memory.peek(slab + field);
  }

  private Slab slab(long slab) {
    // A faulty allocator may have written anything here, so nothing is believed beyond its bounds.
    int bytes = machine.shape().slabBytes();
    int capacity = Math.clamp(header(slab, ObjectSlab.CAPACITY), 1, bytes / 16);
    List<Long> slots = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      slots.add(header(slab, ObjectSlab.RING + 8 * i));
    }
    return new Slab(
        slab,
        bytes,
        (int) header(slab, ObjectSlab.ZONE) - 1,
        (int) header(slab, ObjectSlab.ORIGIN),
        capacity,
        machine.shape().chunksPerSlab(),
        Math.clamp(header(slab, ObjectSlab.OBJECT), 8, bytes),
        slab + ObjectSlab.RING,
        slab + header(slab, ObjectSlab.OFFSET),
        header(slab, ObjectSlab.AINDEX),
        header(slab, ObjectSlab.FINDEX),
        header(slab, ObjectSlab.XINDEX),
        slots,
        header(slab, ObjectSlab.STAMP));
  }

  private Zone zone(int zone) {
    List<Long> empty = chain(words.zone(zone, EMPTY));
    long end =
        empty.isEmpty() ? words.zone(zone, EMPTY) : empty.get(empty.size() - 1) + ObjectSlab.NEXT;
    List<Long> active = new ArrayList<>();
    List<Long> alternate = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      active.add(memory.peek(words.active(cpu, zone)));
      alternate.add(memory.peek(words.alternate(cpu, zone)));
    }
    return new Zone(
        zone,
        types.isListed(zone),
        active,
        alternate,
        chain(words.zone(zone, PARTIAL)),
        chain(words.zone(zone, FULL)),
        empty,
        List.of(
            memory.peek(words.zone(zone, PARTIALS)),
            memory.peek(words.zone(zone, FULLS)),
            memory.peek(words.zone(zone, EMPTIES))),
        memory.peek(words.zone(zone, TAIL)) == end,
        memory.peek(words.polling(zone)) != 0);
  }

  /** The slabs of a list, cut where there can be no more, so that a cycle shows as a surplus. */
  private List<Long> chain(long head) {
    List<Long> slabs = new ArrayList<>();
    long slab = memory.peek(head);
    while (slab != 0 && slabs.size() <= machine.shape().pages()) {
      slabs.add(slab);
      if (!machine.isMemory(slab + ObjectSlab.NEXT)) {
        break;
      }
      slab = header(slab, ObjectSlab.NEXT);
    }
    return slabs;
  }

  /** {@code slab2.findex}, {@code slab2.ring[1]}, {@code slab2.o1}, {@code zone0.full}. */
  static String name(Machine machine, SharedWords words, long address) {
    if (words.has(address)) {
      return words.name(address);
    }
    long firstPage = machine.pageAddresses().getFirst();
    long slab = address & -machine.shape().slabBytes();
    if (address < firstPage || !machine.isMemory(slab) || !isSlab(machine, slab)) {
      return machine.name(address);
    }
    String name = "slab" + (slab - firstPage) / machine.shape().slabBytes();
    long offset = address - slab;
    if (offset == 0) {
      return name;
    }
    if (offset < ObjectSlab.RING) {
      return name + "." + ObjectSlab.fieldName(offset);
    }
    long inside = offset - machine.memory().peek(slab + ObjectSlab.OFFSET);
    if (inside < 0) {
      return name + ".ring[" + (offset - ObjectSlab.RING) / 8 + "]";
    }
    long size = Math.max(machine.memory().peek(slab + ObjectSlab.OBJECT), 8);
    String object = name + ".o" + inside / size;
    return inside % size == 0 ? object : object + "+" + inside % size;
  }
}
