package ripsaw.dragonfly.kmallocobj;

import java.util.HashMap;
import java.util.Map;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.AccountingPlaces;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.cache.Place;
import ripsaw.machine.cache.Places;

/**
 * Where the words of {@link KmallocObj} lie in {@code sys/_malloc.h}:
 *
 * <pre>
 *   kmalloc_slab   0    (lock) next zone magic origin offset object capacity
 *                  64   aindex findex xindex stamp
 *                  360  ring, behind the bitmap of free objects
 *   kmalloc_use    0    bytes count                 of each cpu and zone
 *                  64   active alternate
 *   ks_mgt         0    lock partial full empty tail
 *                  64   the three counts
 *   gd_kmslab      0    free remote count           of each cpu
 * </pre>
 */
final class ObjectPlaces implements Places {
  private static final int RING = 360;

  /** By the field's place in {@link ObjectSlab}, a word each. */
  private static final int[] OFFSETS = {32, 24, 36, 56, 40, 48, 64, 72, 80, 16, 88};

  /** By the field's place in {@link SharedWords}; the last two are flags outside of it. */
  private static final int[] OF_ZONE = {0, 32, 40, 48, 56, 80, 88, 96};

  private final Machine machine;
  private final AccountingPlaces accounting;
  private final Map<Long, Place> shared = new HashMap<>();

  ObjectPlaces(Machine machine) {
    this.machine = machine;
    this.accounting = new AccountingPlaces(machine, true);
    SharedWords words = new SharedWords(machine);
    for (int zone = 0; zone < Accounting.TYPES; zone++) {
      for (int field = 0; field < OF_ZONE.length; field++) {
        shared.put(words.zone(zone, field), new Place("ks_mgt", zone, OF_ZONE[field]));
      }
    }
    for (Cpu cpu : machine.cpus()) {
      shared.put(words.armed(cpu), new Place("globaldata", cpu.id(), 0));
      shared.put(words.free(cpu), new Place("gd_kmslab", cpu.id(), 0));
      shared.put(words.remote(cpu), new Place("gd_kmslab", cpu.id(), 8));
      shared.put(words.count(cpu), new Place("gd_kmslab", cpu.id(), 16));
      for (int zone = 0; zone < Accounting.TYPES; zone++) {
        shared.put(words.active(cpu, zone), AccountingPlaces.use(cpu, zone, 80));
        shared.put(words.alternate(cpu, zone), AccountingPlaces.use(cpu, zone, 88));
      }
    }
  }

  @Override
  public Place of(long address) {
    Place known = shared.get(address);
    return known != null ? known : accounting.of(address).orElseGet(() -> ofOther(address));
  }

  private Place ofOther(long address) {
    long firstPage = machine.pageAddresses().getFirst();
    long slab = address & -machine.shape().slabBytes();
    if (address < firstPage || !machine.isMemory(slab) || !machine.pages().isMapped(slab)) {
      return machine.place(address);
    }
    long offset = address - slab;
    if (offset < ObjectSlab.RING) {
      return new Place("slab header", slab, OFFSETS[(int) offset / 8]);
    }
    return offset < machine.memory().peek(slab + ObjectSlab.OFFSET)
        ? new Place("ring", slab, RING + offset - ObjectSlab.RING)
        : new Place("object", slab, offset);
  }
}
