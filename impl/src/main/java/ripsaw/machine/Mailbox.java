package ripsaw.machine;

/**
 * The signals on their way from one cpu to another: a ring in memory with one writer and one
 * reader, as DragonFly keeps one for each ordered pair of cpus ({@code lwkt_ipiq}). A sender that
 * finds the ring full waits for room, and takes its own signals meanwhile, so that two full rings
 * cannot deadlock.
 *
 * <p>Orders: the indices are published with release and read with acquire. The slots would do with
 * plain accesses; they are opaque because a faulty ring makes them race, and that must be seen.
 */
public class Mailbox {
  /** Messages a ring holds: {@code MAXCPUFIFO} of 2010. */
  public static final int CAPACITY = 16;

  static final int WORDS = 2 + CAPACITY;

  private static final int WRITTEN = 0;
  private static final int READ = 8;
  private static final int SLOTS = 16;

  private final Memory memory;
  private final Watch watch;
  private final long ring;

  public Mailbox(Memory memory, Watch watch, long ring) {
    this.memory = memory;
    this.watch = watch;
    this.ring = ring;
  }

  private long slot(long index) {
    return ring + SLOTS + 8 * (index % CAPACITY);
  }

  /** Called by the sending cpu. The slot is published by the release of the write index. */
  public void post(Cpu sender, long argument) {
    long written = memory.getPlain(sender, ring + WRITTEN);
    while (written - memory.getAcquire(sender, ring + READ) >= CAPACITY) {
      watch.await(sender, () -> size() < CAPACITY);
    }
    publish(sender, written, argument);
  }

  protected void publish(Cpu sender, long written, long argument) {
    write(sender, written, argument);
    advance(sender, written);
  }

  protected final void write(Cpu sender, long written, long argument) {
    memory.setOpaque(sender, slot(written), argument);
  }

  protected final void advance(Cpu sender, long written) {
    memory.setRelease(sender, ring + WRITTEN, written + 1);
  }

  /** Called by the receiving cpu: the oldest message, or 0 if there is none. */
  public long take(Cpu receiver) {
    long read = memory.getPlain(receiver, ring + READ);
    if (read == memory.getAcquire(receiver, ring + WRITTEN)) {
      return 0;
    }
    long argument = memory.getOpaque(receiver, slot(read));
    memory.setRelease(receiver, ring + READ, read + 1);
    return argument;
  }

  /** Messages in the ring, without an access. */
  public int size() {
    return (int) (memory.peek(ring + WRITTEN) - memory.peek(ring + READ));
  }

  /** The {@code index}-th oldest message, without an access. */
  public long peek(int index) {
    return memory.peek(slot(memory.peek(ring + READ) + index));
  }
}
