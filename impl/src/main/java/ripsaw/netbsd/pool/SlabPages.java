package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/** Slabs of the machine, at whose beginning an item's address leads: {@code pa_pagemask}. */
record SlabPages(Machine machine, PoolWords words) implements PageSource {
  @Override
  public long bytes(int cache) {
    return machine.shape().slabBytes();
  }

  @Override
  public long allocate(Cpu cpu, int cache, boolean wait) {
    int pages = machine.shape().slabPages();
    long page = machine.pages().allocate(cpu, pages, pages, wait);
    if (page != 0) {
      machine.memory().beginShared(cpu, page, bytes(cache));
    }
    return page;
  }

  @Override
  public void free(Cpu cpu, long page) {
    machine.pages().free(cpu, page, machine.shape().slabPages(), false);
  }

  @Override
  public long pageOf(long item) {
    return words.pageOf(item);
  }

  @Override
  public long header(long page, int field) {
    return words.ofPage(page, field);
  }
}
