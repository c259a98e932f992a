package ripsaw.machine;

/**
 * The side table that outlives slabs: a word a page, never unmapped, so that it may be read for any
 * address at any time. DragonFly's {@code kmemusage} array, field {@code ku_pagecnt}: zero, or the
 * page count of an oversized block, or {@code -(cpu + 1)} for a slab of that cpu; only the first
 * page of either is marked (seed 5fee07e; research notes A.2).
 *
 * <p>Orders: a mark is set with release once what it announces is initialised, and read with
 * acquire. A cpu's own negative mark is set and cleared by that cpu only.
 */
public class PageTable {
  protected final Memory memory;
  private final Layout layout;

  public PageTable(Machine machine) {
    this.memory = machine.soundMemory();
    this.layout = machine.layout();
  }

  protected final long word(long address) {
    return layout.pageTable() + 8L * layout.pageOf(address);
  }

  /** The mark of the page that holds this address. */
  public long get(Cpu cpu, long address) {
    return memory.getAcquire(cpu, word(address));
  }

  public void set(Cpu cpu, long address, long mark) {
    memory.setRelease(cpu, word(address), mark);
  }

  public void clear(Cpu cpu, long address) {
    set(cpu, address, 0);
  }

  /** The mark without an access. */
  public long peek(long address) {
    return memory.peek(word(address));
  }

  /** The mark of a slab of this cpu. */
  public static long slabOf(Cpu owner) {
    return -(owner.id() + 1L);
  }
}
