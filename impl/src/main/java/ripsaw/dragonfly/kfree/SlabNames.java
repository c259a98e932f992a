package ripsaw.dragonfly.kfree;

import ripsaw.machine.Machine;

/** What the words of slabs are called. */
final class SlabNames {
  private SlabNames() {}

  static boolean isSlab(Machine machine, long page) {
    long magic = machine.memory().peek(page + SlabHeader.MAGIC);
    return page % machine.shape().slabBytes() == 0
        && machine.pages().isMapped(page)
        && machine.pageTable().peek(page) <= 0 // an oversized block holds what its caller wrote
        && (magic == SlabHeader.SLAB || magic == SlabHeader.RIPPED);
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
    if (offset < SlabHeader.BYTES) {
      return slab + "." + SlabHeader.fieldName(offset);
    }
    long inside = address - machine.memory().peek(zone + SlabHeader.FIRST);
    long size = Math.max(machine.memory().peek(zone + SlabHeader.CHUNK), 8);
    String chunk = slab + ".c" + inside / size;
    return inside % size == 0 ? chunk : chunk + "+" + inside % size;
  }
}
