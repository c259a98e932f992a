package ripsaw.own;

import java.util.List;
import java.util.Map;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.ViolationFound;

/**
 * A heap of your own on a machine: a block is a page of it, so that what its holder writes there is
 * watched. The pages are the heap's from the beginning, and any cpu may touch them.
 */
final class BlocksOnMachine extends OnMachine {
  /** What a block is to its holder. */
  static final long BLOCK_BYTES = 8;

  private final Heap heap;
  private final List<Long> pages;
  private final boolean tellsOfFree;

  BlocksOnMachine(
      Machine machine,
      World world,
      Heap heap,
      Map<String, Operation> operations,
      boolean tellsOfFree) {
    super(machine, world, heap, operations);
    this.heap = heap;
    this.pages = machine.pageAddresses();
    this.tellsOfFree = tellsOfFree;
    Memory memory = machine.memory();
    int pageBytes = machine.shape().pageBytes();
    pages.forEach(page -> memory.beginShared(machine.cpu(0), page, pageBytes));
  }

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    long block = heap.alloc(cpu);
    if (block == Heap.NONE) {
      return NO_MEMORY;
    }
    if (block < 0 || block >= pages.size()) {
      throw new ViolationFound(
          CommonProperty.GRANT,
          "block %s is granted: there are %s, from 0, and NONE is %s"
              .formatted(block, pages.size(), Heap.NONE));
    }
    return pages.get((int) block);
  }

  @Override
  public void free(Cpu cpu, int type, long address) {
    heap.free(cpu, pages.indexOf(address));
  }

  @Override
  public Census census() {
    return tellsOfFree
        ? new OwnCensus(pages, heap.freeBlocks().limit(2L * pages.size() + 1).boxed().toList())
        : super.census();
  }

  @Override
  public String name(long address) {
    int block = pages.indexOf(address);
    return block < 0 ? super.name(address) : "block" + block;
  }
}
