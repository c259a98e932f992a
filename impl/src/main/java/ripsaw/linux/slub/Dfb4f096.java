package ripsaw.linux.slub;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * The seed as it landed: the cpu's own list and its slab in a {@code kmem_cache_cpu}, but the
 * offset of free pointers still read from the slab's {@code struct page}, and whether the slab is a
 * debug slab, too. What 2.6.24 did otherwise is overridden here:
 *
 * <ul>
 *   <li>who finds that the cpu was given a slab while he made one discards his own and takes over
 *       the other's list, whatever the cpu has to itself (mended by 05aa34503a9a);
 *   <li>a cpu with a debug slab takes it to be of the node of the slab before it;
 *   <li>a slab that was full is listed first, when an object comes back.
 * </ul>
 */
public class Dfb4f096 extends Linux2624 {
  public Dfb4f096(Machine machine) {
    super(machine);
  }

  @Override
  protected long takeOwn(Cpu cpu, int cache, int node) {
    long page = cpuPage(cpu, cpu, cache);
    long object = page == 0 ? 0 : cpuFreelist(cpu, cpu, cache, page);
    if (object == 0 || !nodeMatches(cpu, cache, page, node)) {
      return 0;
    }
    setCpuFreelist(cpu, cpu, cache, page, next(cpu, object, offset(cpu, cpu, cache, page)));
    return object;
  }

  @Override
  protected long offset(Cpu cpu, Cpu owner, int cache, long page) {
    return ofPage(cpu, page, SlubWords.OFFSET);
  }

  @Override
  protected void noteDebug(Cpu cpu, int cache) {}

  @Override
  protected boolean isOwn(Cpu cpu, int cache, long page) {
    return page == cpuPage(cpu, cpu, cache) && !isDebug(cpu, page);
  }

  @Override
  protected long installSlab(Cpu cpu, int cache, int node, long page) {
    long other = cpuPage(cpu, cpu, cache);
    if (other != 0 && nodeMatches(cpu, cache, other, node)) {
      discardSlab(cpu, cache, page);
      lockSlab(cpu, other);
      return other;
    }
    return super.installSlab(cpu, cache, node, page);
  }

  @Override
  protected void becamePartial(Cpu cpu, int cache, long page) {
    addPartialHead(cpu, cache, page);
  }
}
