package ripsaw.dragonfly.kfree;

import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.PageTable;

/**
 * The reference: the remote list head carries the parked state itself, see {@link RemoteWord}.
 *
 * <p>What holds, and the property that says so:
 *
 * <ul>
 *   <li>an off-list slab is parked, or the one who took the mark away still owes the signal or has
 *       sent it ({@code no-stranding}, {@code parked-mark});
 *   <li>the mark is taken away by one linker for each time it is set ({@code
 *       one-signal-per-spell});
 *   <li>after its link a remote cpu does not touch the slab: owner and chunk size are read before,
 *       for the chunk was the right to read them ({@code no-use-after-rip});
 *   <li>the handler believes nothing but the page table, and whatever it then does is right for any
 *       slab of its own, so a successor at the same address does no harm ({@code
 *       no-use-after-rip});
 *   <li>a cpu accounts in its own slot ({@code cpu-local}, {@code accounting-cancels}).
 * </ul>
 */
public class ParkedWord extends RemoteFree {
  private final RemoteWord word;

  public ParkedWord(Machine machine) {
    this(machine, new RemoteWord(machine));
  }

  public ParkedWord(Machine machine, RemoteWord word) {
    this(new OwnerSlabs(machine), new Accounting(machine), word);
  }

  public ParkedWord(OwnerSlabs slabs, Accounting accounting) {
    this(slabs, accounting, new RemoteWord(slabs.machine));
  }

  public ParkedWord(OwnerSlabs slabs, Accounting accounting, RemoteWord word) {
    super(slabs, accounting);
    this.word = word;
  }

  @Override
  public void free(Cpu cpu, int type, long zone, long chunk) {
    account(cpu, type, zone);
    Cpu owner = ownerOf(cpu, zone);
    if (word.link(cpu, zone + SlabHeader.REMOTE, chunk)) {
      machine.watch().happened(cpu, KfreeEvent.SIGNAL_OWED, zone, 0);
      signal(cpu, owner, zone);
    }
  }

  /** The free counts where it happens. */
  protected void account(Cpu cpu, int type, long zone) {
    accounting.add(cpu, type, -1, -memory.getPlain(cpu, zone + SlabHeader.CHUNK));
  }

  /** Plain: constant since the slab was made, and the caller's chunk came after that. */
  protected Cpu ownerOf(Cpu cpu, long zone) {
    return machine.cpu((int) memory.getPlain(cpu, zone + SlabHeader.OWNER));
  }

  protected void signal(Cpu cpu, Cpu owner, long zone) {
    cpu.signal(owner, zone);
  }

  @Override
  public boolean park(Cpu cpu, long zone) {
    int drained = drain(cpu, zone);
    // A link that comes between the two makes the park fail, and what it linked is free then: a
    // third round cannot come.
    if (drained == 0 && !word.park(cpu, zone + SlabHeader.REMOTE)) {
      drained = drain(cpu, zone);
    }
    if (drained == 0) {
      machine.watch().happened(cpu, KfreeEvent.PARKED, zone, 0);
      return true;
    }
    memory.setPlain(cpu, zone + SlabHeader.FREE, drained);
    return false;
  }

  @Override
  public void unpark(Cpu cpu, long zone) {
    word.unpark(cpu, zone + SlabHeader.REMOTE);
  }

  /** Takes the remote list over into the local one, and returns its length. */
  private int drain(Cpu cpu, long zone) {
    long chain = word.takeAll(cpu, zone + SlabHeader.REMOTE);
    return chain == 0 ? 0 : slabs.append(cpu, zone, chain);
  }

  @Override
  public void take(Cpu cpu, long zone) {
    if (!isMine(cpu, zone)) {
      machine.watch().happened(cpu, KfreeEvent.SIGNAL_STALE, zone, 0);
      return;
    }
    refill(cpu, zone, drain(cpu, zone));
  }

  /** {@code ku_pagecnt}: at this instant this address is the first page of a slab of mine. */
  protected boolean isMine(Cpu cpu, long zone) {
    return machine.pageTable().get(cpu, zone) == PageTable.slabOf(cpu);
  }

  /** Chunks that were freed remotely to a listed slab wait for it to be exhausted, or for this. */
  @Override
  public void tidy(Cpu cpu, long zone) {
    refill(cpu, zone, drain(cpu, zone));
  }

  @Override
  public long peekRemote(long zone) {
    return RemoteWord.chain(memory.peek(zone + SlabHeader.REMOTE));
  }

  @Override
  public boolean peekMarked(long zone) {
    return memory.peek(zone + SlabHeader.REMOTE) == RemoteWord.PARKED;
  }
}
