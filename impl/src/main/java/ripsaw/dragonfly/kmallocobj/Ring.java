package ripsaw.dragonfly.kmallocobj;

import ripsaw.machine.Cpu;
import ripsaw.machine.Memory;

/**
 * The free objects of a slab. One cpu takes, the one that has the slab as its active or alternate;
 * all cpus put, without a lock. The three indices only grow, and find their slots modulo the
 * capacity:
 *
 * <pre>
 *   aindex            xindex ≤ findex
 *     |  objects         |       |
 *   --+------------------+-------+--
 * </pre>
 *
 * <p>A put reserves the slot at {@code findex}, fills it, and adds to {@code xindex}, in this
 * order; the slot is empty as there are no more objects than slots ({@code ring}). Puts may end in
 * another order than they began, and an object may be taken again before its put has ended: so
 * {@code xindex} says nothing of single slots, and may be behind {@code aindex}. Only {@code xindex
 * == findex} says something: no put is under way, so the slab is touched by nobody any more ({@code
 * retire-only-when-finished}).
 */
public class Ring {
  protected final Memory memory;

  public Ring(Memory memory) {
    this.memory = memory;
  }

  /** Free objects, those included whose put has only begun. */
  long available(Cpu cpu, long slab) {
    return memory.getAcquire(cpu, slab + ObjectSlab.FINDEX)
        - memory.getOpaque(cpu, slab + ObjectSlab.AINDEX);
  }

  /** Takes an object; 0 if there is none, or the put of the next one has only begun. */
  long take(Cpu cpu, long slab) {
    if (available(cpu, slab) == 0) {
      return 0;
    }
    long taken = memory.getOpaque(cpu, slab + ObjectSlab.AINDEX);
    long slot = slot(cpu, slab, taken);
    long object = memory.getAcquire(cpu, slot);
    if (object != 0) {
      empty(cpu, slot);
      memory.setOpaque(cpu, slab + ObjectSlab.AINDEX, taken + 1);
    }
    return object;
  }

  /** The put that finds this slot next is told of it by those before it, by way of findex. */
  protected void empty(Cpu cpu, long slot) {
    memory.setOpaque(cpu, slot, 0);
  }

  /** Puts an object back. The slab may be gone when this returns. */
  public void put(Cpu cpu, long slab, long object) {
    long slot = slot(cpu, slab, reserve(cpu, slab));
    fill(cpu, slot, object);
    finish(cpu, slab);
  }

  /** The place of a slot that is this put's alone. */
  protected long reserve(Cpu cpu, long slab) {
    return memory.getAndAdd(cpu, slab + ObjectSlab.FINDEX, 1);
  }

  /** Whoever takes the object sees what its last holder did to it. */
  protected void fill(Cpu cpu, long slot, long object) {
    memory.setRelease(cpu, slot, object);
  }

  /** The last touch of the slab. */
  protected final void finish(Cpu cpu, long slab) {
    memory.getAndAdd(cpu, slab + ObjectSlab.XINDEX, 1);
  }

  /** Whether all objects are back, and no put is under way. */
  public boolean isFinished(Cpu cpu, long slab) {
    long begun = memory.getAcquire(cpu, slab + ObjectSlab.FINDEX);
    return begun - memory.getOpaque(cpu, slab + ObjectSlab.AINDEX) == capacity(cpu, slab)
        && memory.getAcquire(cpu, slab + ObjectSlab.XINDEX) == begun;
  }

  /** Whether all objects are back, or their puts have begun. */
  protected final boolean isWhole(Cpu cpu, long slab) {
    return available(cpu, slab) == capacity(cpu, slab);
  }

  protected final long slot(Cpu cpu, long slab, long index) {
    return slab + ObjectSlab.RING + 8 * Math.floorMod(index, capacity(cpu, slab));
  }

  /** Slots, as many as objects. */
  final long capacity(Cpu cpu, long slab) {
    return memory.getPlain(cpu, slab + ObjectSlab.CAPACITY);
  }
}
