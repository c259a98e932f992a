package ripsaw.dragonfly.kfree;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.PageTable;
import ripsaw.subject.OwnerPrivate;

/**
 * What happens to a chunk that another cpu than its slab's owner frees, and how the owner gets it
 * back. The life of a slab, as far as it matters here:
 *
 * <pre>
 *            park (exhausted, nothing remote)
 *   listed ----------------------------------&gt; off-list
 *     ^  ^                                         |
 *     |  +--------- unpark (local free) -----------+
 *     +------------ take (signal) -----------------+
 *     |
 *     +--- rip (all chunks back, another slab listed) ---&gt; cached, unmapped, somebody else's
 * </pre>
 *
 * One method for each edge; a version is a set of them. {@code free} runs on the freeing cpu,
 * outside any critical section; all others run on the owner, inside one or in its signal handler.
 */
public abstract class RemoteFree {
  protected final Machine machine;
  protected final Memory memory;
  private SlabAllocator slabs;

  protected RemoteFree(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
  }

  /** Called once, by the allocator that uses this strategy. */
  void attach(SlabAllocator allocator) {
    slabs = allocator;
  }

  /** The owner's side. */
  @OwnerPrivate
  protected final SlabAllocator slabs() {
    return slabs;
  }

  /** Remote: gives a chunk back to a slab of another cpu. */
  public abstract void free(Cpu cpu, int type, long zone, long chunk);

  /** Owner: the free count just fell to zero. Returns true if the slab must leave the list. */
  public abstract boolean park(Cpu cpu, long zone);

  /** Owner: a local free is about to put an off-list slab back on the list. */
  public void unpark(Cpu cpu, long zone) {
    // The flag versions leave the flag set: the signals it then causes are spurious, not wrong.
  }

  /** Owner, in its signal handler. */
  public abstract void take(Cpu cpu, long argument);

  /** Owner: nothing but the chunks themselves stands against the rip. */
  public boolean mayRip(Cpu cpu, long zone) {
    return true;
  }

  /** Owner: the page table names the slab from here on. */
  public void mark(Cpu cpu, long zone) {
    machine.pageTable().set(cpu, zone, PageTable.slabOf(cpu));
  }

  /** Owner: the slab was ripped, and the page table must not name it any more. */
  public void unmark(Cpu cpu, long zone) {
    machine.pageTable().clear(cpu, zone);
  }

  /** Owner: takes the whole remote list of a listed slab, as the slow tick of a version may do. */
  public void tidy(Cpu cpu, long zone) {
    // Only the versions since 2013 have such a tick.
  }

  /**
   * Whether kmalloc takes from the tail of the list, where the slabs that were listed first are.
   */
  public boolean takesOldest() {
    return false;
  }

  /** First chunk of the remote list, 0 if there is none; no access. */
  public abstract long peekRemote(long zone);

  /** Whether the next remote free would signal; no access. */
  public abstract boolean peekMarked(long zone);

  /** Whether the page table knows slabs; no access. */
  public boolean marksSlabs() {
    return true;
  }

  /** The chunks that a pending signal with this argument carries. */
  public List<Long> carried(long argument) {
    return List.of();
  }
}
