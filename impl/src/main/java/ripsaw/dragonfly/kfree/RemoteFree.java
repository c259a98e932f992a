package ripsaw.dragonfly.kfree;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.PageTable;

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
 * What they do to the slab itself is {@link OwnerSlabs}, which knows nothing of versions.
 */
public abstract class RemoteFree {
  protected final Machine machine;
  protected final Memory memory;
  protected final OwnerSlabs slabs;
  protected final Accounting accounting;

  protected RemoteFree(Machine machine) {
    this(new OwnerSlabs(machine), new Accounting(machine));
  }

  /**
   * @param slabs the owner's side
   * @param accounting who did how much
   */
  protected RemoteFree(OwnerSlabs slabs, Accounting accounting) {
    this.machine = slabs.machine;
    this.memory = slabs.memory;
    this.slabs = slabs;
    this.accounting = accounting;
  }

  /** Remote: gives a chunk back to a slab of another cpu. */
  public abstract void free(Cpu cpu, int type, long zone, long chunk);

  /** Owner: the free count just fell to zero. Returns true if the slab must leave the list. */
  public abstract boolean park(Cpu cpu, long zone);

  /** Owner: a local free is about to put an off-list slab back on the list. */
  public void unpark(Cpu cpu, long zone) {
    // The flag versions leave the flag set: the signals it then causes are spurious, not wrong.
  }

  /** Owner: gives a chunk back to a slab of its own. */
  final void freeLocally(Cpu cpu, int type, long zone, long chunk) {
    slabs.enter(cpu);
    if (slabs.push(cpu, zone, chunk)) {
      unpark(cpu, zone);
      slabs.enlist(cpu, zone);
    }
    accounting.add(cpu, type, -1, -slabs.get(cpu, zone, SlabHeader.CHUNK));
    ripIfWhole(cpu, zone);
    slabs.leave(cpu);
  }

  /** Owner, in its signal handler. */
  public abstract void take(Cpu cpu, long argument);

  /** Owner: so many chunks came home from the remote list. */
  protected final void refill(Cpu cpu, long zone, int count) {
    slabs.refill(cpu, zone, count);
    refilled(cpu, zone);
  }

  /** Owner: it may have been the last chunks that were away. */
  protected void refilled(Cpu cpu, long zone) {
    ripIfWhole(cpu, zone);
  }

  /**
   * The tear-down: all chunks are home, nobody pins the slab, and it is not the last of its class.
   */
  private void ripIfWhole(Cpu cpu, long zone) {
    if (slabs.isSpare(cpu, zone) && mayRip(cpu, zone)) {
      slabs.rip(cpu, zone);
      unmark(cpu, zone);
      slabs.retire(cpu, zone);
    }
  }

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
