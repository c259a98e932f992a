package ripsaw.dragonfly.kfree;

import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.PageTable;

/**
 * V1, 5fee07e60dc4 (18 Sep 2010, "Optimize kfree() to greatly reduce IPI traffic"): the freeing cpu
 * links the chunk on the slab with a compare-and-set, and signals only if the owner asked for it by
 * {@link SlabHeader#SIGNAL}. The handler, which may run long after the slab is gone, asks the page
 * table first.
 *
 * <p>Modelled with its mistakes:
 *
 * <ul>
 *   <li>the flag is read before the link; an owner that parks in between is never told ({@code
 *       no-stranding}; still so in the source of 2026);
 *   <li>the slab is read after the link, to find the cpu to signal ({@code no-use-after-rip};
 *       mended by df9daea);
 *   <li>the accounting is done in the <em>owner's</em> slot, with a bare read and write ({@code
 *       cpu-local}, {@code accounting-cancels}; mended by 28135cc), and a sum that was caught below
 *       zero is compared as unsigned ({@code limit}, mended there too).
 * </ul>
 *
 * <p>Orders: plain C then, on x86. What races is opaque here, the compare-and-set volatile; the
 * flag is set by a swap, as in the source.
 */
public class FlaggedList extends RemoteFree {
  public FlaggedList(Machine machine) {
    super(machine);
  }

  public FlaggedList(OwnerSlabs slabs, Accounting accounting) {
    super(slabs, accounting);
  }

  @Override
  public void free(Cpu cpu, int type, long zone, long chunk) {
    account(cpu, type, zone);
    boolean asked = readFlag(cpu, zone);
    boolean first = link(cpu, zone, chunk);
    if (first && asked) {
      signalOwner(cpu, zone);
    }
  }

  /** Adds to the owner's slot, which the owner may be adding to at the same time. */
  protected void account(Cpu cpu, int type, long zone) {
    Cpu owner = machine.cpu((int) memory.getOpaque(cpu, zone + SlabHeader.OWNER));
    long size = memory.getOpaque(cpu, zone + SlabHeader.CHUNK);
    accounting.addTo(cpu, owner, type, -1, -size);
  }

  protected final boolean readFlag(Cpu cpu, long zone) {
    return memory.getAcquire(cpu, zone + SlabHeader.SIGNAL) != 0;
  }

  /** Pushes the chunk; true if the list was empty. */
  protected final boolean link(Cpu cpu, long zone, long chunk) {
    long head;
    do {
      head = memory.getOpaque(cpu, zone + SlabHeader.REMOTE);
      memory.setPlain(cpu, chunk, head);
    } while (!publish(cpu, zone, head, chunk));
    machine.watch().happened(cpu, KfreeEvent.LINKED, chunk, 0);
    return head == 0;
  }

  protected boolean publish(Cpu cpu, long zone, long head, long chunk) {
    return memory.compareAndSet(cpu, zone + SlabHeader.REMOTE, head, chunk);
  }

  /** Reads the owner out of the slab: after the link, without a right to it, in V1. */
  protected final void signalOwner(Cpu cpu, long zone) {
    machine.watch().happened(cpu, KfreeEvent.SIGNAL_OWED, zone, 0);
    int owner = (int) memory.getOpaque(cpu, zone + SlabHeader.OWNER);
    cpu.signal(machine.cpu(Math.floorMod(owner, machine.cpus().size())), zone);
  }

  /** m6 of the notes: ask for signals if nothing is there, then look once more by draining. */
  @Override
  public boolean park(Cpu cpu, long zone) {
    if (memory.getVolatile(cpu, zone + SlabHeader.REMOTE) == 0) {
      setFlag(cpu, zone);
    }
    int drained = drain(cpu, zone);
    if (drained == 0) {
      machine.watch().happened(cpu, KfreeEvent.PARKED, zone, 0);
      return true;
    }
    memory.setPlain(cpu, zone + SlabHeader.FREE, drained);
    clearFlag(cpu, zone);
    return false;
  }

  /** A swap, for its fence: the drain that follows must not pass it. */
  protected void setFlag(Cpu cpu, long zone) {
    memory.getAndSet(cpu, zone + SlabHeader.SIGNAL, 1);
  }

  /** Takes the whole remote list over into the local one, and returns its length. */
  protected final int drain(Cpu cpu, long zone) {
    long head = readList(cpu, zone);
    while (head != 0 && !memory.compareAndSet(cpu, zone + SlabHeader.REMOTE, head, 0)) {
      head = readList(cpu, zone);
    }
    return head == 0 ? 0 : slabs.append(cpu, zone, head);
  }

  protected long readList(Cpu cpu, long zone) {
    return memory.getVolatile(cpu, zone + SlabHeader.REMOTE);
  }

  @Override
  public void take(Cpu cpu, long zone) {
    if (!isMine(cpu, zone)) {
      machine.watch().happened(cpu, KfreeEvent.SIGNAL_STALE, zone, 0);
      return;
    }
    if (memory.getVolatile(cpu, zone + SlabHeader.REMOTE) != 0) {
      clearFlag(cpu, zone);
    }
    refill(cpu, zone, drain(cpu, zone));
  }

  /** The owner does not ask any more. A store, not a swap: a signal too many does no harm. */
  protected void clearFlag(Cpu cpu, long zone) {
    memory.setOpaque(cpu, zone + SlabHeader.SIGNAL, 0);
  }

  /**
   * What {@code ku_pagecnt} says: at this instant this address is the first page of a slab of mine.
   * Not that it is the slab the signal was sent for; each step of the handler holds for any.
   */
  protected boolean isMine(Cpu cpu, long zone) {
    return machine.pageTable().get(cpu, zone) == PageTable.slabOf(cpu);
  }

  @Override
  public long peekRemote(long zone) {
    return memory.peek(zone + SlabHeader.REMOTE);
  }

  @Override
  public boolean peekMarked(long zone) {
    return memory.peek(zone + SlabHeader.SIGNAL) != 0;
  }
}
