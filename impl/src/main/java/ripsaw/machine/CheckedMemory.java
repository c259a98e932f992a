package ripsaw.machine;

import java.util.Arrays;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.LastHolder;
import ripsaw.machine.order.Touch;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;

/**
 * Memory under watch, and under a memory model. Before each access it offers the watcher to preempt
 * the cpu; then it checks the cpu's right to the word, at that very moment:
 *
 * <ul>
 *   <li>a word of a cpu's own area may be written by that cpu alone (a sum over all cpus reads it);
 *   <li>a page's owner may touch it while it lives;
 *   <li>another cpu may touch a page while it lives, if its running operation brought a block of
 *       this very incarnation. In a signal handler nothing was brought, so foreign pages are out of
 *       bounds;
 *   <li>a page that is shared has no owner: a cpu may touch it while it lives, unless its running
 *       operation brought a block of another incarnation;
 *   <li>no plain access may race with another ({@link HappensBefore}).
 * </ul>
 *
 * <p>A violation is reported, and the access made all the same, as hardware would: what follows
 * from it is seen too. Only an access where there is no word at all ends the execution.
 *
 * <p>Over 400 lines, because each kind of access is a method of memory.
 */
public final class CheckedMemory implements Memory {
  private final Words words;
  private final MachineObserver watch;
  private final Layout layout;
  private final HappensBefore order;
  private int size;
  private final boolean[] ownerless;
  private final AccessRights rights;

  /** Words that were peeked at since {@link #look}, a bit each; all if nobody knows of which. */
  private final long[] peeked;

  CheckedMemory(Words words, Layout layout, MachineObserver watch, int tasks) {
    this.words = words;
    this.watch = watch;
    this.layout = layout;
    this.size = layout.words();
    this.ownerless = new boolean[layout.shape().cpus()];
    this.order = new HappensBefore(layout.shape().cpus(), layout.wordsOfBothLayers(), tasks);
    this.rights = new AccessRights(layout, watch);
    this.peeked = new long[layout.wordsOfBothLayers() / Long.SIZE + 1];
    forgetLook();
  }

  /** From now on, there is memory where the lower layer's words are. */
  void showLowerLayer() {
    size = layout.wordsOfBothLayers();
  }

  /** The incarnation that this address lives in, as the cpu's caller knows it. */
  long incarnation(Cpu cpu, long address) {
    return rights.incarnation(cpu, address);
  }

  private void check(Cpu cpu, Access access, long address) {
    watch.mayPreempt(cpu, access, address);
    checkRight(cpu, access, address);
  }

  private void checkRight(Cpu cpu, Access access, long address) {
    if (!layout.isWord(address, size)) {
      throw new ViolationFound(
          CommonProperty.NO_USE_AFTER_RIP,
          "cpu%s: %s at %#x, where there is no memory".formatted(cpu.id(), access, address));
    }
    int page = rights.page(address);
    if (page < 0) {
      int local = layout.cpuOf(address);
      if (local >= 0 && local != cpu.id() && !access.isRead() && !ownerless[local]) {
        report(CommonProperty.CPU_LOCAL, cpu, access, address, "which belongs to cpu" + local);
      }
    } else {
      String denial = rights.denial(cpu, page);
      if (denial != null) {
        report(cpu.accessPromise(), cpu, access, address, denial);
      }
    }
  }

  @Override
  public void drain(Cpu cpu) {
    words.drain(cpu);
  }

  private void report(Property property, Cpu cpu, Access access, long address, String what) {
    watch.violated(
        new Violation(property, "cpu%s: %s at %#x, %s".formatted(cpu.id(), access, address, what)));
  }

  /** Looks for a race, and records the access. */
  private void ordered(Cpu cpu, Access access, long address, boolean writes) {
    int racer = order.accessed(cpu, access, Layout.wordLocation(address), writes);
    if (racer >= 0) {
      String who = racer == cpu.id() ? "another thread of cpu" : "cpu";
      report(CommonProperty.NO_DATA_RACE, cpu, access, address, "which races with " + who + racer);
    } else if (order.isSuspicious()) {
      watch.suspected();
    }
  }

  private long load(Cpu cpu, Access access, long address) {
    check(cpu, access, address);
    long value = words.load(cpu, access, address);
    receive(cpu, access);
    ordered(cpu, access, address, false);
    watch.accessed(cpu, access, address, value, value);
    return value;
  }

  private void store(Cpu cpu, Access access, long address, long value) {
    check(cpu, access, address);
    long before = words.peek(address);
    ordered(cpu, access, address, true);
    words.store(cpu, access, address, value, publication(cpu, access));
    watch.accessed(cpu, access, address, before, value);
  }

  private boolean compareAndSet(Cpu cpu, Access access, long address, long expected, long value) {
    check(cpu, access, address);
    boolean done = words.compare(cpu, access, address, expected);
    long before = words.seen();
    receive(cpu, access);
    ordered(cpu, access, address, done);
    if (done) {
      endUpdate(cpu, access, address, value);
    }
    watch.accessed(cpu, access, address, before, done ? value : before);
    return done;
  }

  private long beginUpdate(Cpu cpu, Access access, long address) {
    long before = words.beginUpdate(cpu, access, address);
    receive(cpu, access);
    return before;
  }

  private void receive(Cpu cpu, Access access) {
    if (access.acquires()) {
      order.receive(cpu, words.clock());
    } else if (words.clock() != null && access.order() != Access.Order.PLAIN) {
      order.mayReceive(cpu, words.clock());
    }
  }

  /** The clock that a store carries; null if it publishes nothing. */
  private int[] publication(Cpu cpu, Access access) {
    if (access.order() == Access.Order.PLAIN) {
      return null;
    }
    return access.releases() ? order.publish(cpu) : order.released(cpu);
  }

  /** An update passes on what the store before it published, even if it publishes nothing. */
  private void endUpdate(Cpu cpu, Access access, long address, long value) {
    int[] clock = HappensBefore.joined(words.clock(), publication(cpu, access));
    words.endUpdate(cpu, access, address, value, clock);
  }

  private long swap(Cpu cpu, Access access, long address, long value) {
    check(cpu, access, address);
    long before = beginUpdate(cpu, access, address);
    update(cpu, access, address, before, value);
    return before;
  }

  private void update(Cpu cpu, Access access, long address, long before, long after) {
    ordered(cpu, access, address, true);
    endUpdate(cpu, access, address, after);
    watch.accessed(cpu, access, address, before, after);
  }

  @Override
  public long getPlain(Cpu cpu, long address) {
    return load(cpu, Access.GET_PLAIN, address);
  }

  @Override
  public long getOpaque(Cpu cpu, long address) {
    return load(cpu, Access.GET_OPAQUE, address);
  }

  @Override
  public long getAcquire(Cpu cpu, long address) {
    return load(cpu, Access.GET_ACQUIRE, address);
  }

  @Override
  public long getVolatile(Cpu cpu, long address) {
    return load(cpu, Access.GET_VOLATILE, address);
  }

  @Override
  public void setPlain(Cpu cpu, long address, long value) {
    store(cpu, Access.SET_PLAIN, address, value);
  }

  @Override
  public void setOpaque(Cpu cpu, long address, long value) {
    store(cpu, Access.SET_OPAQUE, address, value);
  }

  @Override
  public void setRelease(Cpu cpu, long address, long value) {
    store(cpu, Access.SET_RELEASE, address, value);
  }

  @Override
  public void setVolatile(Cpu cpu, long address, long value) {
    store(cpu, Access.SET_VOLATILE, address, value);
  }

  @Override
  public boolean compareAndSet(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.COMPARE_AND_SET, address, expected, value);
  }

  @Override
  public boolean compareAndSetAcquire(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.COMPARE_AND_SET_ACQUIRE, address, expected, value);
  }

  @Override
  public boolean compareAndSetRelease(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.COMPARE_AND_SET_RELEASE, address, expected, value);
  }

  @Override
  public long getAndSet(Cpu cpu, long address, long value) {
    return swap(cpu, Access.GET_AND_SET, address, value);
  }

  @Override
  public long getAndSetAcquire(Cpu cpu, long address, long value) {
    return swap(cpu, Access.GET_AND_SET_ACQUIRE, address, value);
  }

  @Override
  public long getAndSetRelease(Cpu cpu, long address, long value) {
    return swap(cpu, Access.GET_AND_SET_RELEASE, address, value);
  }

  private long add(Cpu cpu, Access access, long address, long delta) {
    check(cpu, access, address);
    long before = beginUpdate(cpu, access, address);
    update(cpu, access, address, before, before + delta);
    return before;
  }

  @Override
  public long getAndAdd(Cpu cpu, long address, long delta) {
    return add(cpu, Access.GET_AND_ADD, address, delta);
  }

  @Override
  public long getAndAddAcquire(Cpu cpu, long address, long delta) {
    return add(cpu, Access.GET_AND_ADD_ACQUIRE, address, delta);
  }

  @Override
  public long getAndAddRelease(Cpu cpu, long address, long delta) {
    return add(cpu, Access.GET_AND_ADD_RELEASE, address, delta);
  }

  @Override
  public boolean setBit(Cpu cpu, long address, long bit) {
    checkRight(cpu, Access.COMPARE_AND_SET_ACQUIRE, address);
    if ((words.peek(address) & bit) != 0) {
      watch.touched(cpu, Layout.wordLocation(address), Touch.READS);
      return false;
    }
    long before = beginUpdate(cpu, Access.COMPARE_AND_SET_ACQUIRE, address);
    update(cpu, Access.COMPARE_AND_SET_ACQUIRE, address, before, before | bit);
    return true;
  }

  @Override
  public boolean clearBit(Cpu cpu, long address, long bit) {
    check(cpu, Access.GET_AND_ADD_RELEASE, address);
    long before = beginUpdate(cpu, Access.GET_AND_ADD_RELEASE, address);
    update(cpu, Access.GET_AND_ADD_RELEASE, address, before, before & ~bit);
    return (before & bit) != 0;
  }

  @Override
  public boolean weakCompareAndSet(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.WEAK_COMPARE_AND_SET, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSetPlain(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.WEAK_COMPARE_AND_SET_PLAIN, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSetAcquire(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.WEAK_COMPARE_AND_SET_ACQUIRE, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSetRelease(Cpu cpu, long address, long expected, long value) {
    return compareAndSet(cpu, Access.WEAK_COMPARE_AND_SET_RELEASE, address, expected, value);
  }

  @Override
  public void fullFence(Cpu cpu) {
    fence(cpu, Access.FULL_FENCE);
  }

  @Override
  public void acquireFence(Cpu cpu) {
    fence(cpu, Access.ACQUIRE_FENCE);
  }

  @Override
  public void releaseFence(Cpu cpu) {
    fence(cpu, Access.RELEASE_FENCE);
  }

  /** A step of its own, as a handler may run before it and behind it. */
  private void fence(Cpu cpu, Access fence) {
    watch.mayPreempt(cpu, fence, 0);
    words.fence(cpu, fence);
    if (fence != Access.RELEASE_FENCE) {
      order.acquireFence(cpu);
    }
    if (fence != Access.ACQUIRE_FENCE) {
      order.releaseFence(cpu);
    }
    watch.fenced(cpu, fence);
  }

  @Override
  public long peek(long address) {
    long value = words.peek(address);
    int word = (int) (address >>> 3);
    peeked[word / Long.SIZE] |= 1L << word;
    return value;
  }

  /** Somebody looks at everything anew, to judge it. */
  void look() {
    Arrays.fill(peeked, 0);
  }

  /** What a judge would look at is not known any more: everything counts. */
  void forgetLook() {
    Arrays.fill(peeked, -1);
  }

  /** Whether anybody peeked at this word since the last {@link #look}; true of what is none. */
  boolean isPeeked(int location) {
    int word = location / Long.SIZE;
    return location >= layout.wordsOfBothLayers() || (peeked[word] & 1L << location) != 0;
  }

  @Override
  public void poke(long address, long value) {
    words.poke(address, value);
  }

  @Override
  public void fill(long base, long bytes, long value) {
    words.fill(base, bytes, value);
  }

  @Override
  public boolean canMiss(Cpu cpu, long address, int stores, long other) {
    return words.canMiss(cpu, address, stores, other);
  }

  @Override
  public void miss(Cpu cpu, long address, int stores) {
    words.miss(cpu, address, stores);
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    words.catchUp(cpu, address);
  }

  @Override
  public void locked(Cpu cpu, LastHolder lock) {
    order.receive(cpu, lock.clock);
    words.receive(cpu, lock.published);
  }

  @Override
  public void unlocking(Cpu cpu, LastHolder lock) {
    lock.clock = order.publish(cpu);
    lock.published = words.publish(cpu);
  }

  @Override
  public void begin(Cpu cpu, long base, long bytes) {
    rights.begin(cpu, base, bytes, cpu.id());
  }

  @Override
  public void beginShared(Cpu cpu, long base, long bytes) {
    rights.begin(cpu, base, bytes, AccessRights.SHARED);
  }

  @Override
  public void handOver(Cpu cpu, Cpu owner, long base, long bytes) {
    rights.handOver(cpu, owner.id(), base, bytes);
  }

  @Override
  public void end(Cpu cpu, long base, long bytes) {
    rights.end(cpu, base, bytes);
  }

  /** The cpu begins a time in which it takes no signals. */
  void masked(Cpu cpu) {
    order.masked(cpu);
  }

  /** The cpu ends a time in which it takes no signals. */
  void unmasked(Cpu cpu) {
    order.unmasked(cpu);
  }

  /** The cpu's handler begins. */
  void interrupted(Cpu cpu) {
    order.interrupted(cpu);
  }

  /** The cpu's handler has returned. */
  void resumed(Cpu cpu) {
    order.resumed(cpu);
  }

  /** If not, other cpus may write what is this one's. */
  void setOwned(Cpu cpu, boolean owned) {
    ownerless[cpu.id()] = !owned;
  }

  /** The cpu goes on with another thread. */
  void switched(Cpu cpu, int from, int to) {
    order.switched(cpu, from, to);
  }

  /** A caller looks at its memory, and makes nothing of what it sees there. */
  void look(Cpu cpu, long address) {
    check(cpu, Access.GET_OPAQUE, address);
    long value = words.peek(address);
    watch.accessed(cpu, Access.GET_OPAQUE, address, value, value);
  }

  /** What one caller tells another with a block that it hands over. */
  HandOver publish(Cpu cpu) {
    return new HandOver(order.publish(cpu), words.publish(cpu));
  }

  void receive(Cpu cpu, HandOver told) {
    order.receive(cpu, told.clock);
    words.receive(cpu, told.published);
  }
}
