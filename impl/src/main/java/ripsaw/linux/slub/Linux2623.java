package ripsaw.linux.slub;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Before the seed: a cpu's own list hangs from the {@code struct page} of its slab ({@code
 * lockless_freelist}), so that it shares a cache line with the list that other cpus free to. A
 * cache has but a pointer to the slab of each cpu, and asks the slab for its node.
 */
public class Linux2623 extends Dfb4f096 {
  public Linux2623(Machine machine) {
    super(machine);
  }

  @Override
  protected long cpuFreelist(Cpu cpu, Cpu owner, int cache, long page) {
    return ofPage(cpu, page, SlubWords.LOCKLESS);
  }

  @Override
  protected void setCpuFreelist(Cpu cpu, Cpu owner, int cache, long page, long object) {
    setOfPage(cpu, page, SlubWords.LOCKLESS, object);
  }

  @Override
  protected boolean nodeMatches(Cpu cpu, int cache, long page, int node) {
    return node == ANY_NODE || nodeOf(page) == node;
  }

  @Override
  protected void noteNode(Cpu cpu, int cache, int node) {}

  @Override
  protected boolean keepsFreelistInPage() {
    return true;
  }
}
