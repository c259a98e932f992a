package ripsaw.machine;

import ripsaw.machine.order.Touch;

/**
 * The signals on their way from one cpu to another: a ring in memory with one writer and one
 * reader, as DragonFly keeps one for each ordered pair of cpus ({@code lwkt_ipiq}). A sender that
 * finds the ring full waits for room, and takes its own signals meanwhile, so that two full rings
 * cannot deadlock.
 *
 * <p>Orders: the indices are published with release and read with acquire. The slots would do with
 * plain accesses; they are opaque because a faulty ring makes them race, and that must be seen.
 */
public class IpiQueue {
  /** Messages a ring holds if a {@link Shape} does not say: {@code MAXCPUFIFO} of 2010. */
  public static final int CAPACITY = 16;

  /**
   * Where a ring lies.
   *
   * @param address of its first word
   * @param capacity messages that it holds
   */
  public record Ring(long address, int capacity) {
    /** How many words it takes. */
    static int words(int capacity) {
      return 2 + capacity;
    }
  }

  private static final int WRITTEN = 0;
  private static final int READ = 8;
  private static final int SLOTS = 16;

  protected final Memory memory;
  private final MachineObserver watch;
  private final long ring;
  private final int capacity;

  public IpiQueue(Memory memory, MachineObserver watch, Ring ring) {
    this.memory = memory;
    this.watch = watch;
    this.ring = ring.address;
    this.capacity = ring.capacity;
  }

  /** The word that counts the messages written. */
  protected final long written() {
    return ring + WRITTEN;
  }

  /** The word that counts the messages read. */
  protected final long read() {
    return ring + READ;
  }

  protected final long slot(long index) {
    return ring + SLOTS + 8 * (index % capacity);
  }

  /** Called by the sending cpu. The slot is published by the release of the write index. */
  public void post(Cpu sender, long argument) {
    long written = memory.getPlain(sender, written());
    while (written - readIndex(sender) >= capacity) {
      watch.await(sender, () -> size() < capacity);
    }
    publish(sender, written, argument);
  }

  protected void publish(Cpu sender, long written, long argument) {
    write(sender, written, argument);
    advance(sender, written);
  }

  protected long readIndex(Cpu sender) {
    return memory.getAcquire(sender, read());
  }

  protected void write(Cpu sender, long written, long argument) {
    memory.setOpaque(sender, slot(written), argument);
  }

  protected void advance(Cpu sender, long written) {
    memory.setRelease(sender, written(), written + 1);
  }

  /** Called by the receiving cpu: the oldest message, or 0 if there is none. */
  public long take(Cpu receiver) {
    long read = memory.getPlain(receiver, read());
    if (read == writtenIndex(receiver)) {
      return 0;
    }
    long argument = message(receiver, read);
    consume(receiver, read);
    return argument;
  }

  protected long writtenIndex(Cpu receiver) {
    return memory.getAcquire(receiver, written());
  }

  protected long message(Cpu receiver, long read) {
    return memory.getOpaque(receiver, slot(read));
  }

  protected void consume(Cpu receiver, long read) {
    memory.setRelease(receiver, read(), read + 1);
  }

  /** Messages that have arrived and that the receiver has not taken, without an access. */
  public int size() {
    return (int) (memory.peek(written()) - memory.peek(read()));
  }

  /**
   * An interrupt tells the receiver that the write index has changed.
   *
   * @param isOnlyOne whether no other signal is pending: then the last write of the index is what
   *     made the interrupt possible, else it might have come without
   */
  void announce(Cpu receiver, boolean isOnlyOne) {
    int index = Layout.wordLocation(written());
    watch.touched(receiver, index, isOnlyOne ? Touch.ENABLED : Touch.READS);
    memory.catchUp(receiver, written());
  }

  /** A cpu has waited until there is no message. */
  void awaited(Cpu cpu) {
    watch.touched(cpu, Layout.wordLocation(written()), Touch.AWAITS);
  }

  /** Whether the receiver may not see yet that there is a message, when it sees one of another. */
  boolean canMiss(Cpu receiver, IpiQueue other) {
    return memory.canMiss(receiver, written(), size(), other.written());
  }

  /** The receiver is interrupted by a message of another, and sees none here, if there is one. */
  void miss(Cpu receiver) {
    watch.touched(receiver, Layout.wordLocation(written()), Touch.READS);
    memory.miss(receiver, written(), size());
  }

  /** The {@code index}-th oldest message, without an access. */
  public long peek(int index) {
    return memory.peek(slot(memory.peek(read()) + index));
  }
}
