package ripsaw.dragonfly.kmallocobj;

import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;

/**
 * The free slabs of each cpu, {@code gd_kmslab}: a slab goes back to the cpu that made it, to keep
 * its memory near. Any cpu pushes on a cpu's remote list, by compare-and-set; the cpu itself takes
 * that list whole, by a swap, and then has it to itself. So there is no pop by compare-and-set, and
 * no ABA.
 *
 * <p>A count goes up before its slab is on a list, and down after it has gone, so it is never below
 * the truth ({@code list-counts}), and the cap is one for the lists too ({@code cache-cap}).
 */
public class SlabCache {
  protected final Machine machine;
  protected final Memory memory;
  protected final Bounds bounds;
  protected final SharedWords words;

  public SlabCache(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
    this.bounds = Bounds.of(machine.shape());
    this.words = new SharedWords(machine);
  }

  /** Takes a slab of this cpu's own; 0 if it has none. In a critical section. */
  final long take(Cpu cpu) {
    if (memory.getVolatile(cpu, words.count(cpu)) == 0) {
      return 0;
    }
    long slab = memory.getPlain(cpu, words.free(cpu));
    if (slab == 0) {
      slab = memory.getAndSet(cpu, words.remote(cpu), 0);
    }
    if (slab != 0) {
      memory.setPlain(cpu, words.free(cpu), memory.getPlain(cpu, slab + ObjectSlab.NEXT));
      memory.setPlain(cpu, slab + ObjectSlab.NEXT, 0);
      uncount(cpu);
    }
    return slab;
  }

  protected void uncount(Cpu cpu) {
    memory.getAndAdd(cpu, words.count(cpu), -1);
  }

  /** Gives a free slab to the cpu that made it; false if that has enough. */
  final boolean give(Cpu cpu, long slab) {
    Cpu origin = receiver(cpu, slab);
    if (!reserve(cpu, origin)) {
      return false;
    }
    memory.setPlain(cpu, slab + ObjectSlab.ZONE, 0);
    push(cpu, origin, slab);
    machine.watch().happened(cpu, KmallocObjEvent.CACHED, slab, origin.id());
    return true;
  }

  /** Whether the cpu that made the slab would take it now. */
  final boolean hasRoom(Cpu cpu, long slab) {
    return !isFull(count(cpu, receiver(cpu, slab)));
  }

  protected Cpu receiver(Cpu cpu, long slab) {
    return machine.cpu((int) memory.getPlain(cpu, slab + ObjectSlab.ORIGIN));
  }

  /** Room for one more. By compare-and-set, so that two cannot take the last. */
  protected boolean reserve(Cpu cpu, Cpu origin) {
    long count;
    do {
      count = count(cpu, origin);
      if (isFull(count)) {
        return false;
      }
    } while (!memory.compareAndSet(cpu, words.count(origin), count, count + 1));
    return true;
  }

  protected boolean isFull(long count) {
    return count >= bounds.cap();
  }

  protected final long count(Cpu cpu, Cpu origin) {
    return memory.getVolatile(cpu, words.count(origin));
  }

  protected final void countUp(Cpu cpu, Cpu origin) {
    memory.getAndAdd(cpu, words.count(origin), 1);
  }

  protected void push(Cpu cpu, Cpu origin, long slab) {
    long head;
    do {
      head = memory.getOpaque(cpu, words.remote(origin));
      memory.setPlain(cpu, slab + ObjectSlab.NEXT, head);
    } while (!publish(cpu, words.remote(origin), head, slab));
  }

  /** False if the list has changed since its head was read. */
  protected boolean publish(Cpu cpu, long list, long head, long slab) {
    return memory.compareAndSet(cpu, list, head, slab);
  }
}
