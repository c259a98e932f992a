package ripsaw.linux.slub;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * As in 2.6.24, which the reference does otherwise:
 *
 * <ul>
 *   <li>empty slabs are discarded, so that pages go back to the page allocator, under the node's
 *       lock; moved out of it by 69cb8e6b7c29 in 2011;
 *   <li>a cpu with a debug slab has noted no node, so whoever asks for one leaves that slab for
 *       another, at each allocation, though it is of that node.
 * </ul>
 */
public class Linux2624 extends Slub {
  public Linux2624(Machine machine) {
    super(machine);
  }

  @Override
  protected boolean nodeMatches(Cpu cpu, int cache, long page, int node) {
    return node == ANY_NODE || ofCpu(cpu, cpu, cache, SlubWords.CPU_NODE) == node;
  }

  @Override
  protected void shrinkNode(Cpu cpu, int cache, int node) {
    if (nrPartial(cpu, cache, node) == 0) {
      return;
    }
    boolean on = cpu.saveInterrupts();
    lockList(cpu, cache, node);
    discarding(cpu, cache, node).sort(cpu, geometry(cache).objects());
    unlockList(cpu, cache, node);
    cpu.restoreInterrupts(on);
  }

  @Override
  protected void freeList(Cpu cpu, int cache, int node) {
    boolean on = cpu.saveInterrupts();
    lockList(cpu, cache, node);
    discarding(cpu, cache, node).unlinkEmpty(cpu);
    unlockList(cpu, cache, node);
    cpu.restoreInterrupts(on);
  }

  /** Each empty slab goes before the next one is looked at. */
  private PartialSorting discarding(Cpu cpu, int cache, int node) {
    return new PartialSorting(this, cache, node, page -> discardSlab(cpu, cache, page));
  }
}
