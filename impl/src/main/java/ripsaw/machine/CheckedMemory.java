package ripsaw.machine;

import java.util.Arrays;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;

/**
 * Raw memory under watch. Before each access it offers the watcher to preempt the cpu; then it
 * checks the cpu's right to the word, at that very moment:
 *
 * <ul>
 *   <li>a word of a cpu's own area may be written by that cpu alone (a sum over all cpus reads it);
 *   <li>a page's owner may touch it while it lives;
 *   <li>another cpu may touch a page while it lives, if this incarnation began before the cpu's
 *       running operation did: then the caller can have brought a chunk of it. In a signal handler
 *       nothing was brought, so foreign pages are out of bounds.
 * </ul>
 *
 * <p>A violation is reported, and the access made all the same, as hardware would: what follows
 * from it is seen too. Only an access where there is no word at all ends the execution.
 */
public final class CheckedMemory implements Memory {
  private static final int DEAD = -1;

  private final RawMemory raw;
  private final Watch watch;
  private final Layout layout;
  private final int[] owner;
  private final long[] born;
  private long incarnations;

  CheckedMemory(RawMemory raw, Layout layout, Watch watch) {
    this.raw = raw;
    this.layout = layout;
    this.watch = watch;
    this.owner = new int[layout.shape().pages()];
    this.born = new long[owner.length];
    Arrays.fill(owner, DEAD);
  }

  /** The number of the youngest incarnation: an operation that starts now may touch up to it. */
  long youngestIncarnation() {
    return incarnations;
  }

  private void check(Cpu cpu, Access access, long address) {
    watch.mayPreempt(cpu);
    if (!raw.contains(address)) {
      throw new ViolationFound(
          Property.NO_USE_AFTER_RIP,
          "cpu%d: %s at %#x, where there is no memory".formatted(cpu.id(), access, address));
    }
    int page = layout.pageOf(address);
    if (page < 0) {
      int local = layout.cpuOf(address);
      if (local >= 0 && local != cpu.id() && !access.isRead()) {
        report(Property.CPU_LOCAL, cpu, access, address, "which belongs to cpu" + local);
      }
    } else if (owner[page] == DEAD) {
      report(Property.NO_USE_AFTER_RIP, cpu, access, address, "in a ripped slab");
    } else if (owner[page] != cpu.id() && born[page] > cpu.right()) {
      report(
          Property.NO_USE_AFTER_RIP,
          cpu,
          access,
          address,
          "in a slab of cpu%d that it has no right to".formatted(owner[page]));
    }
  }

  private void report(Property property, Cpu cpu, Access access, long address, String what) {
    watch.violated(
        new Violation(property, "cpu%d: %s at %#x, %s".formatted(cpu.id(), access, address, what)));
  }

  private long read(Cpu cpu, Access access, long address, long value) {
    watch.accessed(cpu, access, address, value, value);
    return value;
  }

  @Override
  public long getPlain(Cpu cpu, long address) {
    check(cpu, Access.GET_PLAIN, address);
    return read(cpu, Access.GET_PLAIN, address, raw.getPlain(cpu, address));
  }

  @Override
  public long getOpaque(Cpu cpu, long address) {
    check(cpu, Access.GET_OPAQUE, address);
    return read(cpu, Access.GET_OPAQUE, address, raw.getOpaque(cpu, address));
  }

  @Override
  public long getAcquire(Cpu cpu, long address) {
    check(cpu, Access.GET_ACQUIRE, address);
    return read(cpu, Access.GET_ACQUIRE, address, raw.getAcquire(cpu, address));
  }

  @Override
  public long getVolatile(Cpu cpu, long address) {
    check(cpu, Access.GET_VOLATILE, address);
    return read(cpu, Access.GET_VOLATILE, address, raw.getVolatile(cpu, address));
  }

  @Override
  public void setPlain(Cpu cpu, long address, long value) {
    check(cpu, Access.SET_PLAIN, address);
    long before = raw.peek(address);
    raw.setPlain(cpu, address, value);
    watch.accessed(cpu, Access.SET_PLAIN, address, before, value);
  }

  @Override
  public void setOpaque(Cpu cpu, long address, long value) {
    check(cpu, Access.SET_OPAQUE, address);
    long before = raw.peek(address);
    raw.setOpaque(cpu, address, value);
    watch.accessed(cpu, Access.SET_OPAQUE, address, before, value);
  }

  @Override
  public void setRelease(Cpu cpu, long address, long value) {
    check(cpu, Access.SET_RELEASE, address);
    long before = raw.peek(address);
    raw.setRelease(cpu, address, value);
    watch.accessed(cpu, Access.SET_RELEASE, address, before, value);
  }

  @Override
  public void setVolatile(Cpu cpu, long address, long value) {
    check(cpu, Access.SET_VOLATILE, address);
    long before = raw.peek(address);
    raw.setVolatile(cpu, address, value);
    watch.accessed(cpu, Access.SET_VOLATILE, address, before, value);
  }

  @Override
  public boolean compareAndSet(Cpu cpu, long address, long expected, long value) {
    check(cpu, Access.COMPARE_AND_SET, address);
    long before = raw.peek(address);
    boolean done = raw.compareAndSet(cpu, address, expected, value);
    watch.accessed(cpu, Access.COMPARE_AND_SET, address, before, done ? value : before);
    return done;
  }

  @Override
  public long getAndSet(Cpu cpu, long address, long value) {
    check(cpu, Access.GET_AND_SET, address);
    long before = raw.getAndSet(cpu, address, value);
    watch.accessed(cpu, Access.GET_AND_SET, address, before, value);
    return before;
  }

  @Override
  public long getAndAdd(Cpu cpu, long address, long delta) {
    check(cpu, Access.GET_AND_ADD, address);
    long before = raw.getAndAdd(cpu, address, delta);
    watch.accessed(cpu, Access.GET_AND_ADD, address, before, before + delta);
    return before;
  }

  @Override
  public long peek(long address) {
    return raw.peek(address);
  }

  @Override
  public void poke(long address, long value) {
    raw.poke(address, value);
  }

  @Override
  public void fill(long base, long bytes, long value) {
    raw.fill(base, bytes, value);
  }

  @Override
  public void begin(Cpu cpu, long base, long bytes) {
    incarnations++;
    int first = layout.pageOf(base);
    int last = layout.pageOf(base + bytes - 1);
    for (int page = first; page <= last; page++) {
      owner[page] = cpu.id();
      born[page] = incarnations;
    }
  }

  @Override
  public void end(long base, long bytes) {
    Arrays.fill(owner, layout.pageOf(base), layout.pageOf(base + bytes - 1) + 1, DEAD);
  }
}
