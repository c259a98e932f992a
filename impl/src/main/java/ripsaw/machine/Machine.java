package ripsaw.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine: cpus, memory, mailboxes, the page table, the page allocator. It is built anew for each
 * execution, which is why it is cheap: a few kilobytes at the size that is explored.
 */
public final class Machine {
  private final Layout layout;
  private final Watch watch;
  private final Memory memory;
  private final List<Cpu> cpus = new ArrayList<>();
  private final Mailbox[] mailboxes;
  private final PageTable pageTable;
  private final PageAllocator pages;

  private Machine(Shape shape, boolean checked, Watch watch) {
    this.layout = new Layout(shape);
    this.watch = watch;
    RawMemory raw = new RawMemory(layout.words());
    this.memory = checked ? new CheckedMemory(raw, layout, watch) : raw;
    this.mailboxes = new Mailbox[shape.cpus() * shape.cpus()];
    for (int i = 0; i < shape.cpus(); i++) {
      cpus.add(new Cpu(i, this));
    }
    useMailboxes(Mailbox::new);
    this.pageTable = new PageTable(memory, layout);
    this.pages = new PageAllocator(this, layout);
  }

  /** A machine on raw memory, for real threads: nothing is watched but what a subject reports. */
  public static Machine raw(Shape shape) {
    return new Machine(shape, false, Watch.NOBODY);
  }

  /** A machine on checked memory. */
  public static Machine checked(Shape shape, Watch watch) {
    return new Machine(shape, true, watch);
  }

  public Shape shape() {
    return layout.shape();
  }

  public Memory memory() {
    return memory;
  }

  public Watch watch() {
    return watch;
  }

  public Cpu cpu(int id) {
    return cpus.get(id);
  }

  public List<Cpu> cpus() {
    return cpus;
  }

  public PageTable pageTable() {
    return pageTable;
  }

  public PageAllocator pages() {
    return pages;
  }

  /** The address of a word that all cpus share, for the subject's use: 16 of them. */
  public long sharedWord(int index) {
    return layout.sharedWord(index);
  }

  /** The address of a word in this cpu's own area, for the subject's use: 32 for each cpu. */
  public long cpuWord(Cpu cpu, int index) {
    return layout.cpuWord(cpu.id(), index);
  }

  /** New words that belong to this cpu: see {@link CpuLocal}. */
  public CpuLocal cpuLocal(Cpu cpu, int words) {
    return new CpuLocal(cpu, watch, words);
  }

  /** The addresses of all pages. */
  public List<Long> pageAddresses() {
    List<Long> addresses = new ArrayList<>();
    for (int page = 0; page < shape().pages(); page++) {
      addresses.add(layout.firstPage() + (long) page * shape().pageBytes());
    }
    return addresses;
  }

  /**
   * Waits until no signal is pending and no handler runs, as {@code lwkt_synchronize_ipiqs} does
   * for the signals sent before it. For callers that may block.
   */
  public void synchronizeSignals(Cpu cpu) {
    cpu.mayBlock();
    watch.await(cpu, () -> cpus.stream().noneMatch(one -> one.hasSignals() || one.isInInterrupt()));
  }

  /** Makes a mailbox on a ring at this address. */
  @FunctionalInterface
  public interface MailboxMaker {
    Mailbox make(Memory memory, Watch watch, long ring);
  }

  /** Replaces the mailboxes, before any cpu runs: the museum holds bugs of the carrier, too. */
  public final void useMailboxes(MailboxMaker maker) {
    for (int pair = 0; pair < mailboxes.length; pair++) {
      int cpus = shape().cpus();
      mailboxes[pair] = maker.make(memory, watch, layout.ring(pair / cpus, pair % cpus));
    }
  }

  /** True if there is a word at this address. */
  public boolean isMemory(long address) {
    return (address & 7) == 0 && address > 0 && address / 8 < layout.words();
  }

  /** What an address below the pages belongs to, for traces; above them its page and offset. */
  public String name(long address) {
    return layout.name(address);
  }

  Mailbox mailbox(int sender, int receiver) {
    return mailboxes[sender * shape().cpus() + receiver];
  }

  long youngestIncarnation() {
    return memory instanceof CheckedMemory checked ? checked.youngestIncarnation() : 0;
  }
}
