package ripsaw.dragonfly.kfree;

import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;

/**
 * One word that holds both the list of remotely freed chunks and the parked state, so that one
 * compare-and-set links a chunk <em>and</em> decides whether a signal is owed:
 *
 * <pre>
 *   0        nothing remote; whoever links owes nothing
 *   PARKED   nothing remote, the slab is off its owner's list; whoever links owes a signal
 *   chunk    the list; its first linker settled the matter for all that follow
 *
 *      0 ----------- park (owner) ----------&gt; PARKED
 *      0 &lt;--------- unpark (owner) ---------- PARKED
 *      0 ------------ link (remote) --------&gt; chunk
 *      PARKED ------- link (remote) --------&gt; chunk, and a signal is owed
 *      0 &lt;--------- take all (owner) -------- chunk
 * </pre>
 *
 * <p>Orders: all accesses to the word are volatile. The link inside a chunk is plain: it is
 * published by the compare-and-set and read after the take-all. Pushing the same head again (ABA)
 * is harmless, for nobody pops one.
 */
public class RemoteWord {
  /** No chunk has this address: chunks lie on multiples of 8. */
  public static final long PARKED = 1;

  protected final Machine machine;
  protected final Memory memory;

  public RemoteWord(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
  }

  /** Remote: pushes the chunk; true if a signal is owed. From here on the slab may be gone. */
  public boolean link(Cpu cpu, long word, long chunk) {
    long head;
    do {
      head = readHead(cpu, word);
      memory.setPlain(cpu, chunk, chain(head));
    } while (!publish(cpu, word, head, chunk));
    machine.watch().happened(cpu, KfreeEvent.LINKED, chunk, 0);
    return owesSignal(head);
  }

  protected long readHead(Cpu cpu, long word) {
    return memory.getVolatile(cpu, word);
  }

  protected boolean publish(Cpu cpu, long word, long head, long chunk) {
    return memory.compareAndSet(cpu, word, head, chunk);
  }

  protected boolean owesSignal(long head) {
    return head == PARKED;
  }

  /** Owner: asks for a signal; false if a chunk was linked first. */
  public boolean park(Cpu cpu, long word) {
    return memory.compareAndSet(cpu, word, 0, PARKED);
  }

  /** Owner: takes the request back; if a chunk was linked meanwhile, its signal is under way. */
  public void unpark(Cpu cpu, long word) {
    memory.compareAndSet(cpu, word, PARKED, 0);
  }

  /**
   * Owner: takes the whole list and returns its first chunk, or 0, leaving the parked state as it
   * is. Only the owner takes and others only push, so a word that held a chunk still does at the
   * swap.
   */
  public long takeAll(Cpu cpu, long word) {
    return chain(readList(cpu, word)) == 0 ? 0 : swapList(cpu, word);
  }

  protected long readList(Cpu cpu, long word) {
    return memory.getVolatile(cpu, word);
  }

  protected long swapList(Cpu cpu, long word) {
    return memory.getAndSet(cpu, word, 0);
  }

  /** The chunks that a word stands for; no access. */
  public static long chain(long word) {
    return word == PARKED ? 0 : word;
  }
}
