package ripsaw.linux.slub;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * The fast paths of 2.6.25-rc1 (1f84260c8ce3): interrupts stay on, and the cpu's own list changes
 * by a compare-and-set. The end of that list is a pointer of its slab's own, so that two empty
 * lists are not alike; but a list that begins with the same object may go on with another. Reverted
 * by 00e962c5408b.
 *
 * <p>Its kernel has no preemption: only an interrupt comes in between.
 */
public class CmpxchgLocal extends Linux2624 {
  private static final long END = 1;

  public CmpxchgLocal(Machine machine) {
    super(machine);
  }

  /** What the word holds for this list. */
  private static long marked(long page, long object) {
    return object == 0 ? page | END : object;
  }

  private static long unmarked(long object) {
    return (object & END) != 0 ? 0 : object;
  }

  @Override
  protected long cpuFreelist(Cpu cpu, Cpu owner, int cache, long page) {
    return unmarked(super.cpuFreelist(cpu, owner, cache, page));
  }

  @Override
  protected void setCpuFreelist(Cpu cpu, Cpu owner, int cache, long page, long object) {
    super.setCpuFreelist(cpu, owner, cache, page, marked(page, object));
  }

  @Override
  protected Got slabAlloc(Cpu cpu, int cache, int node, boolean wait) {
    while (true) {
      long object = unmarked(super.cpuFreelist(cpu, cpu, cache, 0));
      if (object == 0 || !nodeMatches(cpu, cache, 0, node)) {
        boolean on = cpu.saveInterrupts();
        Got got = slowAlloc(cpu, cache, node, wait);
        got.cpu().restoreInterrupts(on);
        return got;
      }
      long next = memory.getOpaque(cpu, object + offset(cpu, cpu, cache, 0));
      if (exchange(cpu, cache, object, marked(words.slabOf(object), next))) {
        return new Got(cpu, object);
      }
    }
  }

  /** {@code cmpxchg_local}: one instruction, so that no interrupt comes in between. */
  private boolean exchange(Cpu cpu, int cache, long before, long after) {
    return memory.compareAndSet(
        cpu, words.ofCpu(cpu, cache, SlubWords.CPU_FREELIST), before, after);
  }

  @Override
  protected void slabFree(Cpu cpu, int cache, long page, long object) {
    while (true) {
      long first = super.cpuFreelist(cpu, cpu, cache, page);
      if (!isOwn(cpu, cache, page)) {
        boolean on = cpu.saveInterrupts();
        slowFree(cpu, cache, page, object);
        cpu.restoreInterrupts(on);
        return;
      }
      setNext(cpu, object, offset(cpu, cpu, cache, page), unmarked(first));
      if (exchange(cpu, cache, first, object)) {
        return;
      }
    }
  }
}
