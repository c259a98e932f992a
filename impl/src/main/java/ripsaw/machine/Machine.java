package ripsaw.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import ripsaw.machine.cache.Place;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.lock.LockOrder;
import ripsaw.machine.lock.LockProperty;
import ripsaw.machine.lock.Waits;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;

/**
 * A machine: cpus, memory, mailboxes, the page table, the page allocator. It is built anew for each
 * execution, which is why it is cheap: a few kilobytes at the size that is explored.
 *
 * <p>Over 400 lines, because every part of the machine is asked for here.
 */
public final class Machine {
  private final Layout layout;
  private final MachineObserver watch;
  private final Memory memory;
  private Memory seen;
  private Flaw flaw;
  private final List<Cpu> cpus = new ArrayList<>();
  private final IpiQueue[] mailboxes;
  private PageTable pageTable;
  private final PageAllocator pages;
  private final int contexts;
  private final LockOrder lockOrder;
  private final Waits waits;
  private final List<BooleanSupplier> freeMutexes = new ArrayList<>();
  private Cpu changing;
  private final List<CpuLocal> locals = new ArrayList<>();
  private int nextLocation;
  private int words;

  /** The machine of which this one shows other words; null if it shows its own. */
  private final Machine upper;

  private Machine(
      Layout layout, MachineObserver watch, Memory memory, int firstLocation, int tasks) {
    Shape shape = layout.shape();
    this.upper = null;
    this.layout = layout;
    this.words = layout.words();
    this.watch = watch;
    this.memory = memory;
    this.seen = memory;
    this.nextLocation = firstLocation;
    this.mailboxes = new IpiQueue[shape.cpus() * shape.cpus()];
    for (int i = 0; i < shape.cpus(); i++) {
      cpus.add(new Cpu(i, this));
    }
    useMailboxes(IpiQueue::new);
    this.pageTable = new PageTable(this);
    this.pages = new PageAllocator(this, layout);
    this.contexts = 2 * shape.cpus() + tasks;
    this.lockOrder = new LockOrder(contexts);
    this.waits = new Waits(contexts);
  }

  private Machine(Machine upper) {
    this.upper = upper;
    this.layout = upper.layout;
    this.words = upper.words;
    this.watch = upper.watch;
    this.memory = upper.memory;
    this.seen = upper.seen;
    this.flaw = upper.flaw;
    this.cpus.addAll(upper.cpus);
    this.mailboxes = upper.mailboxes;
    this.pageTable = upper.pageTable;
    this.pages = upper.pages;
    this.contexts = upper.contexts;
    this.lockOrder = upper.lockOrder;
    this.waits = upper.waits;
  }

  /**
   * The same machine, with other words for the subject's use: for an allocator that another stands
   * on, so that each has the words that it has alone. A cpu has 8 of its own there.
   */
  public Machine lowerLayer() {
    if (upper != null) {
      throw new IllegalStateException("there is no layer below the lower one");
    }
    words = layout.wordsOfBothLayers();
    if (memory instanceof CheckedMemory checked) {
      checked.showLowerLayer();
    }
    return new Machine(this);
  }

  /** A machine on raw memory, for real threads: nothing is watched but what a subject reports. */
  public static Machine raw(Shape shape) {
    return raw(shape, MachineObserver.NOBODY);
  }

  /** The same under a watch that is told of all but accesses to memory. */
  public static Machine raw(Shape shape, MachineObserver watch) {
    Layout layout = new Layout(shape);
    return new Machine(
        layout, watch, new RawMemory(layout.wordsOfBothLayers()), layout.freeLocations(), 0);
  }

  /** A machine on checked, sequentially consistent memory. */
  public static Machine checked(Shape shape, MachineObserver watch) {
    return checked(shape, watch, MemoryModel.SC);
  }

  /** A machine on checked memory. */
  public static Machine checked(Shape shape, MachineObserver watch, MemoryModel model) {
    return checked(shape, watch, model, 0);
  }

  /**
   * A machine on checked memory.
   *
   * @param tasks that share cpus, or may leave them: see {@link Cpu#runs}
   */
  public static Machine checked(Shape shape, MachineObserver watch, MemoryModel model, int tasks) {
    Layout layout = new Layout(shape);
    int size = layout.wordsOfBothLayers();
    int first = layout.freeLocations();
    Words words =
        switch (model) {
          case SC -> new SequentialWords(new RawMemory(size), watch, size);
          case TSO -> new TotalStoreOrder(shape.cpus(), size, watch);
          case RA -> new Views(shape.cpus(), size, watch, first);
        };
    int used = model == MemoryModel.RA ? Views.locations(size) : 0;
    return new Machine(
        layout, watch, new CheckedMemory(words, layout, watch, tasks), first + used, tasks);
  }

  public Shape shape() {
    return layout.shape();
  }

  /** As the subject sees it: with a flaw, if the machine has one. */
  public Memory memory() {
    return seen;
  }

  /** As what the machine is made of sees it. */
  Memory soundMemory() {
    return memory;
  }

  public MachineObserver watch() {
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
    return upper == null ? layout.sharedWord(index) : layout.lowerSharedWord(index);
  }

  /** The address of a word in this cpu's own area, for the subject's use: 32 for each cpu. */
  public long cpuWord(Cpu cpu, int index) {
    return upper == null ? layout.cpuWord(cpu.id(), index) : layout.lowerCpuWord(cpu.id(), index);
  }

  /**
   * The address of a word behind the pages that all cpus share, for a subject with much to share:
   * {@link #subjectWords} of them.
   */
  public long subjectWord(int index) {
    return upper == null ? layout.subjectWord(index) : layout.lowerSubjectWord(index);
  }

  /**
   * How many there are: 96, 24 for each cpu, and 8192 for each {@linkplain Shape#thousandsOfPages
   * thousand pages}.
   */
  public int subjectWords() {
    return layout.subjectWords();
  }

  /**
   * The address of a word that describes the page which holds this address, for the subject's use:
   * 8 for each page. They are there whether the page is given out or not, as Linux's {@code struct
   * page}.
   */
  public long pageWord(long address, int index) {
    return layout.pageWord(address, index);
  }

  /** New words that belong to this cpu: see {@link CpuLocal}. */
  public CpuLocal cpuLocal(Cpu cpu, int words) {
    return cpuLocal(cpu, words, "cpu's own");
  }

  /**
   * The same.
   *
   * @param structure that they are, as a table of cache lines names it
   */
  public CpuLocal cpuLocal(Cpu cpu, int words, String structure) {
    if (upper != null) {
      return upper.cpuLocal(cpu, words, structure);
    }
    CpuLocal local = new CpuLocal(cpu, watch, words, structure, nextLocation);
    nextLocation += words;
    locals.add(local);
    return local;
  }

  /**
   * A new location that stands for something of the caller's: see {@link MachineObserver#touched}.
   */
  public int newLocation() {
    return upper == null ? nextLocation++ : upper.newLocation();
  }

  /** New locations for a lock, see {@link MachineObserver#mayLock}: the first of the two. */
  public int newLock() {
    int first = newLocation();
    newLocation();
    return first;
  }

  // ------------------------------------------------------------------- locks

  /** How many there are that may run on cpus: see {@link Cpu#context}. */
  public int contexts() {
    return contexts;
  }

  /** A cpu is about to wait for a lock of this class: see {@link LockOrder}. */
  public void waitsForLock(Cpu cpu, LockClass lock) {
    waitsForLock(cpu, lock, Waits.Kind.STANDS);
  }

  /** The same, and how. */
  public void waitsForLock(Cpu cpu, LockClass lock, Waits.Kind kind) {
    if (isNoted(lock)) {
      judge(lockOrder.waits(cpu.context(), lock, () -> place(cpu)));
      waits.begin(cpu.context(), lock, kind);
    }
  }

  /** It has it, whether it waited or not. */
  public void hasLock(Cpu cpu, LockClass lock) {
    if (isNoted(lock)) {
      waits.end(cpu.context());
      lockOrder.has(cpu.context(), lock);
    }
  }

  /** It lets go of it. */
  public void letsGoOfLock(Cpu cpu, LockClass lock) {
    if (isNoted(lock)) {
      lockOrder.letsGo(cpu.context(), lock);
    }
  }

  /** The thread that runs here waits for this, in words. */
  public void beginsWait(Cpu cpu, String what, Waits.Kind kind) {
    waits.begin(cpu.context(), what, kind);
  }

  /** It does no more. */
  public void endsWait(Cpu cpu) {
    waits.end(cpu.context());
  }

  /** Who waits for what. */
  public Waits waits() {
    return waits;
  }

  /**
   * What somebody waits for and has, as in {@code waits for the end of a grow, with the list's
   * lock}; empty if that is not known.
   *
   * @param context see {@link Cpu#context}
   */
  public String waitOf(int context) {
    String what = waits.of(context);
    String held = lockOrder.heldBy(context);
    return what.isEmpty() ? "" : "waits " + what + (held.isEmpty() ? "" : ", with " + held);
  }

  /** Every mutex of the machine tells once how to see whether it is free. */
  public void addMutex(BooleanSupplier isFree) {
    if (upper == null) {
      freeMutexes.add(isFree);
    } else {
      upper.addMutex(isFree);
    }
  }

  /** Whether somebody has a mutex, and what that guards may be between two states. No access. */
  public boolean isAnyMutexHeld() {
    return freeMutexes.stream().anyMatch(isFree -> !isFree.getAsBoolean());
  }

  void asksForPages(Cpu cpu) {
    if (isChecked()) {
      judge(lockOrder.asksForPages(cpu.context(), () -> place(cpu)));
    }
  }

  private boolean isNoted(LockClass lock) {
    return lock != LockClass.NONE && isChecked();
  }

  /** If not, real threads run here, and are not to meet at an account of their locks. */
  private boolean isChecked() {
    return memory instanceof CheckedMemory;
  }

  private void judge(Optional<String> wrong) {
    wrong.ifPresent(detail -> watch.violated(new Violation(LockProperty.LOCK_ORDER, detail)));
  }

  /** What a cpu is doing, and in which method of its allocator. */
  private String place(Cpu cpu) {
    String doing = cpu.isHandling() ? cpu + " in a handler" : watch.doing(cpu);
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !isOfTheMachine(frame.getClassName()))
                    .findFirst()
                    .map(frame -> doing + " in " + method(frame)))
        .orElse(doing);
  }

  private static boolean isOfTheMachine(String type) {
    return type.startsWith("ripsaw.machine.") || type.startsWith("java.");
  }

  /** As in {@code Depot.get}: a lambda is part of the method that it stands in. */
  private static String method(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    String[] name = frame.getMethodName().split("\\$");
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.')
        + "."
        + (name[0].equals("lambda") && name.length > 1 ? name[1] : frame.getMethodName());
  }

  // ------------------------------------------------------- cpus that come and go

  /** The cpus that are online: what this one does next depends on that. */
  public List<Cpu> onlineCpus(Cpu cpu) {
    watch.touched(cpu, layout.onlineLocation(), Touch.READS);
    return cpus.stream().filter(Cpu::isOnline).toList();
  }

  /** Whether a cpu is offline, and all that was left of it to do was done. No access. */
  public boolean isOffline(Cpu cpu) {
    return !cpu.isOnline() && cpu != changing;
  }

  /**
   * Whether this cpu can take the other offline now, as Linux's {@code stop_machine} lets it: no
   * other but the one that does it is in a critical section, in an interrupt, or has its interrupts
   * off, and the one that goes has taken its signals. So whoever keeps signals away sees the same
   * cpus online all that time. It is the callers' affair that no thread is in the middle of
   * anything there. One cpu goes, or comes, at a time. No access.
   */
  public boolean canTakeOffline(Cpu by, Cpu target) {
    return changing == null
        && by != target
        && target.isOnline()
        && !target.hasSignals()
        && cpus.stream().allMatch(one -> one == by || one.isInterruptible());
  }

  /** Whether a cpu is offline and can be brought back now. No access. */
  public boolean canBringBack(Cpu target) {
    return changing == null && !target.isOnline();
  }

  /**
   * Takes a cpu offline that can go. What it has done comes before what the other does then.
   *
   * @param dead what is left of it to do ({@code CPU_DEAD}): it runs nothing any more
   */
  public void takeOffline(Cpu by, Cpu target, Runnable dead) {
    for (Cpu other : cpus) {
      if (other != by) {
        watch.touched(by, layout.maskLocation(other.id()), Touch.AWAITS);
      }
      mailbox(other.id(), target.id()).awaited(by);
    }
    changes(target);
    setOnline(by, target, false);
    arrives(by, leaves(target));
    dead.run();
    changes(null);
  }

  /**
   * Brings a cpu back that can come. What the other has done comes before what it does then.
   *
   * @param prepare what is to be done before it runs anything ({@code CPU_UP_PREPARE})
   */
  public void bringBack(Cpu by, Cpu target, Runnable prepare) {
    changes(target);
    prepare.run();
    arrives(target, leaves(by));
    setOnline(by, target, true);
    changes(null);
  }

  private void changes(Cpu target) {
    changing = target;
  }

  /** What is a cpu's own, others may write while it is offline. */
  private void setOnline(Cpu by, Cpu target, boolean online) {
    watch.touched(by, layout.onlineLocation(), Touch.WRITES);
    target.setOnline(online);
    if (memory instanceof CheckedMemory checked) {
      checked.setOwned(target, online);
    }
  }

  // ----------------------------------------------------------------- signals

  /** The cpu begins a time in which it takes no signals. */
  void masked(Cpu cpu) {
    watch.touched(cpu, layout.maskLocation(cpu.id()), Touch.WRITES);
    if (memory instanceof CheckedMemory checked) {
      checked.masked(cpu);
    }
  }

  /** Signals may come again. */
  void unmasked(Cpu cpu) {
    if (memory instanceof CheckedMemory checked) {
      checked.unmasked(cpu);
    }
  }

  /** The cpu takes a signal: its handler begins. */
  void interrupted(Cpu cpu) {
    watch.touched(cpu, layout.maskLocation(cpu.id()), Touch.WRITES);
    if (memory instanceof CheckedMemory checked) {
      checked.interrupted(cpu);
    }
  }

  /** The cpu's handler has returned. */
  void resumed(Cpu cpu) {
    if (memory instanceof CheckedMemory checked) {
      checked.resumed(cpu);
    }
  }

  /** The cpu goes on with another thread. */
  void switched(Cpu cpu, int from, int to) {
    if (memory instanceof CheckedMemory checked) {
      checked.switched(cpu, from, to);
    }
  }

  /** A thread leaves its cpu. What was done there comes before what it does on the next. */
  HandOver leaves(Cpu cpu) {
    return memory instanceof CheckedMemory checked ? checked.publish(cpu) : null;
  }

  void arrives(Cpu cpu, HandOver told) {
    if (told != null) {
      receive(cpu, told);
    }
  }

  /** All nodes of memory, this one first, and of two that are as far the one of lower number. */
  public List<Integer> nodesByDistance(int node) {
    return IntStream.range(0, shape().nodes())
        .boxed()
        .sorted(Comparator.comparingInt(other -> Math.abs(other - node)))
        .toList();
  }

  /** The node of the page that holds this address. */
  public int nodeOf(long address) {
    return shape().nodeOfPage(layout.pageOf(address));
  }

  /** The addresses of all pages. */
  public List<Long> pageAddresses() {
    List<Long> addresses = new ArrayList<>();
    for (int page = 0; page < shape().pages(); page++) {
      addresses.add(layout.firstPage() + (long) page * shape().pageBytes());
    }
    return addresses;
  }

  /** The addresses of the pages that are given out, first to last; no access. */
  public List<Long> mappedPages() {
    List<Long> mapped = new ArrayList<>();
    for (int page = 0; page < shape().pages(); page++) {
      long address = layout.firstPage() + (long) page * shape().pageBytes();
      if (pages.isMapped(address)) {
        mapped.add(address);
      }
    }
    return mapped;
  }

  /**
   * Waits until no signal is pending and no handler runs, as {@code lwkt_synchronize_ipiqs} does
   * for the signals sent before it. For callers that may block.
   */
  public void synchronizeSignals(Cpu cpu) {
    cpu.mayBlock();
    watch.await(cpu, () -> cpus.stream().noneMatch(one -> one.hasSignals() || one.isInInterrupt()));
  }

  /** Makes a mailbox on a ring. */
  @FunctionalInterface
  public interface MailboxMaker {
    IpiQueue make(Memory memory, MachineObserver watch, IpiQueue.Ring ring);
  }

  /** Replaces the mailboxes, before any cpu runs: the museum holds bugs of the carrier, too. */
  public final void useMailboxes(MailboxMaker maker) {
    for (int pair = 0; pair < mailboxes.length; pair++) {
      int cpus = shape().cpus();
      long address = layout.ring(pair / cpus, pair % cpus);
      mailboxes[pair] = maker.make(memory, watch, new IpiQueue.Ring(address, shape().signals()));
    }
  }

  /** The location that stands for the word at this address: see {@link MachineObserver#touched}. */
  public int locationOf(long address) {
    return Layout.wordLocation(address);
  }

  /** True if there is a word at this address. */
  public boolean isMemory(long address) {
    return layout.isWord(address, words);
  }

  /** A message that has arrived in a mailbox and was not taken. */
  public record Signal(int from, int to, long argument) {}

  /** All pending signals, by receiver and sender, oldest first; no access. */
  public List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    for (Cpu receiver : cpus) {
      for (Cpu sender : cpus) {
        IpiQueue mailbox = mailbox(sender.id(), receiver.id());
        for (int i = 0; i < mailbox.size(); i++) {
          signals.add(new Signal(sender.id(), receiver.id(), mailbox.peek(i)));
        }
      }
    }
    return signals;
  }

  /** What the latest store to each word put there. */
  public long[] image() {
    long[] image = new long[words];
    for (int word = 0; word < image.length; word++) {
      image[word] = memory.peek(8L * word);
    }
    return image;
  }

  /** A judge is about to look at everything, on a machine that is watched. */
  public void look() {
    ((CheckedMemory) memory).look();
  }

  /** Much has changed since, and no judge has looked: everything counts for looked at. */
  public void forgetLook() {
    ((CheckedMemory) memory).forgetLook();
  }

  /**
   * Whether a judge that has looked at everything looked at this, too. If not, it would see the
   * same after a store to it. What is no word of memory is taken for looked at.
   *
   * @param location see {@link MachineObserver#touched}
   */
  public boolean isLookedAt(int location) {
    return ((CheckedMemory) memory).isPeeked(location);
  }

  /** All that a machine holds, in a number: the latest stores, the cpus' own words, the pages. */
  public long fingerprint() {
    long made = mappedPages().hashCode();
    for (long word : image()) {
      made = mixed(made, word);
    }
    for (CpuLocal local : locals) {
      for (int word = 0; word < local.count(); word++) {
        made = mixed(made, local.peek(word));
      }
    }
    return made;
  }

  private static long mixed(long made, long value) {
    long sum = (made ^ value) * 0x9e3779b97f4a7c15L;
    return sum ^ sum >>> 32;
  }

  /** What an address below the pages belongs to, for traces; above them its page and offset. */
  public String name(long address) {
    return layout.name(address);
  }

  /** Replaces the page table's accesses, before any cpu runs: see {@link #useMailboxes}. */
  public void usePageTable(PageTable other) {
    pageTable = other;
  }

  /** Where the word at this address lies, for whoever counts cache lines: as in this memory. */
  public Place place(long address) {
    return layout.place(address);
  }

  /**
   * Where a word lies that is at no address: a cpu-local one, or what the page allocator writes;
   * empty if no such word is known by this location. See {@link MachineObserver#touched}.
   */
  public Optional<Place> placeOf(int location) {
    if (location == layout.pagesLocation()) {
      return Optional.of(new Place("page allocator", 0, 0));
    }
    return locals.stream().flatMap(local -> local.place(location).stream()).findFirst();
  }

  /** Does this to the subject's accesses from here on, before it is made and any cpu runs. */
  public void useFlaw(Flaw planted) {
    flaw = planted;
    seen = new FlawedMemory(memory, planted);
  }

  /** Whether the subject's accesses are wrong in this way. */
  public boolean has(Flaw one) {
    return flaw == one;
  }

  Layout layout() {
    return layout;
  }

  IpiQueue mailbox(int sender, int receiver) {
    return mailboxes[sender * shape().cpus() + receiver];
  }

  long incarnation(Cpu cpu, long block) {
    return memory instanceof CheckedMemory checked ? checked.incarnation(cpu, block) : 0;
  }

  /** A caller looks at a block that another may free meanwhile. On checked memory only. */
  public void look(Cpu cpu, long address) {
    ((CheckedMemory) memory).look(cpu, address);
  }

  /** What this cpu's caller tells another with a block. On checked memory only. */
  public HandOver publish(Cpu cpu) {
    return ((CheckedMemory) memory).publish(cpu);
  }

  /** This cpu's caller is told what another published. */
  public void receive(Cpu cpu, HandOver told) {
    ((CheckedMemory) memory).receive(cpu, told);
  }

  /** Every cpu's caller is told what every other has done. On checked memory only. */
  public void synchronize() {
    for (Cpu giver : cpus()) {
      HandOver told = publish(giver);
      cpus().forEach(taker -> receive(taker, told));
    }
  }
}
