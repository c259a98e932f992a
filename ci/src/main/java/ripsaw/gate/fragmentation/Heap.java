package ripsaw.gate.fragmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ripsaw.gate.fragmentation.Course.Sample;
import ripsaw.gate.fragmentation.Course.Unmount;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator;
import ripsaw.subject.Family.Measured;
import ripsaw.subject.Family.Part;

/**
 * An allocator on a machine, and what it holds. A callers' stamp lies in every object while it is
 * in use, so that an allocator that gives out memory twice cannot look thrifty.
 *
 * <p>A cpu keeps four free slabs, and an object zone four, before pages go back. The kernel keeps 2
 * (32 since 2011) for a cpu in the one allocator, and 4 a zone and 128 a cpu in the other; here
 * they are to differ in nothing that is only a number. NetBSD's kmem has a machine of its own, and
 * a part of the load: see {@link Part}.
 */
class Heap {
  static final int CPUS = 4;
  private static final int PAGE_BYTES = 4096;

  /** A mailbox holds 16 signals, and here nobody takes them while a sender waits. */
  private static final int OPERATIONS_BETWEEN_SIGNALS = 15;

  private final Machine machine;
  private final Allocator allocator;
  private final long firstPage;
  private final Measured measured;
  private final Part part;
  private final int[] types = new int[Kind.values().length];
  private final int[] used;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Unmount> unmounts = new ArrayList<>();
  private long[] addresses = new long[1 << 16];
  private long live;
  private long operations;
  private long births;

  Heap(Measured measured) {
    this.measured = measured;
    this.part = measured.part();
    this.used = new int[part.slabs()];
    this.machine = OneAfterAnother.on(shape(part));
    this.allocator = measured.subject().start().apply(machine);
    this.firstPage = machine.pageAddresses().get(0);
  }

  private static Shape shape(Part part) {
    return new Shape(
        CPUS,
        PAGE_BYTES,
        part.slabs() * part.slabPages(),
        PAGE_BYTES * part.slabPages(),
        Integer.MAX_VALUE,
        part.cachedSlabs());
  }

  /** Bytes of an object on the machine. */
  private long bytes(Kind kind) {
    return (long) kind.bytes() * part.scale();
  }

  /** Bytes of a slab, as the objects count theirs. */
  private long slabBytes() {
    return machine.shape().slabBytes() / part.scale();
  }

  // -------------------------------------------------------------- operations

  final void create(Kind kind) {
    types[kind.ordinal()] = allocator.createType(machine.cpu(0), Allocator.UNLIMITED, bytes(kind));
  }

  /**
   * Of a part of the load it is one of so many that is allocated.
   *
   * @param object number of the object, which nothing in use has
   */
  final void allocate(int object, Kind kind, int cpu) {
    if (births++ % part.share() != 0) {
      return;
    }
    long address = take(machine.cpu(cpu), kind);
    if (address <= 0) {
      throw new IllegalStateException(
          measured.name() + " needs more than " + part.slabs() + " slabs");
    }
    machine.memory().setPlain(machine.cpu(cpu), address, object);
    if (object >= addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * object);
    }
    addresses[object] = address;
    count(address, kind, 1);
  }

  /** Nothing if it was not among those that are allocated. */
  final void free(int object, Kind kind, int cpu) {
    if (!has(object)) {
      return;
    }
    long address = addresses[object];
    addresses[object] = 0;
    if (machine.memory().getPlain(machine.cpu(cpu), address) != object) {
      throw new IllegalStateException(
          measured.name() + ": somebody else wrote into object " + object);
    }
    count(address, kind, -1);
    give(machine.cpu(cpu), kind, address);
  }

  private boolean has(int object) {
    return object < addresses.length && addresses[object] != 0;
  }

  /** Bytes of all objects in use. */
  final long live() {
    return live;
  }

  private void count(long address, Kind kind, int by) {
    used[slab(address)] += by * kind.bytes();
    live += (long) by * kind.bytes();
  }

  /** An address, or what {@link Allocator#allocate} returns else. */
  protected long take(Cpu cpu, Kind kind) {
    operated();
    return allocator.allocate(cpu, type(kind), bytes(kind));
  }

  protected void give(Cpu cpu, Kind kind, long address) {
    operated();
    allocator.free(cpu, type(kind), address, bytes(kind));
  }

  private int type(Kind kind) {
    return types[kind.ordinal()];
  }

  private void operated() {
    if (++operations % OPERATIONS_BETWEEN_SIGNALS == 0) {
      takeSignals();
    }
  }

  private void takeSignals() {
    machine.cpus().forEach(Cpu::takeSignals);
  }

  /** What the cpus do by themselves: the clock, and the slow periodic tick of each. */
  final void passMinute() {
    measured.clock().accept(allocator, machine.cpu(0));
    takeSignals();
    for (Cpu cpu : machine.cpus()) {
      allocator.tidy(cpu);
      takeSignals();
    }
  }

  /** Nothing of the kind is in use any more. */
  final void destroy(Kind kind, int cpu) {
    empty(machine.cpu(cpu), kind);
    takeSignals();
    allocator.destroyType(machine.cpu(cpu), type(kind));
  }

  /** What waits for its cpu to do something has been done: surplus slabs go when it allocates. */
  final void settle() {
    passMinute();
    for (Cpu cpu : machine.cpus()) {
      give(cpu, Kind.TIMER, take(cpu, Kind.TIMER));
    }
    takeSignals();
  }

  /** Before a type is destroyed: what is free, and still its own. */
  protected void empty(Cpu cpu, Kind kind) {
    // An allocator that has no cache of its own here.
  }

  // --------------------------------------------------------------- measuring

  private int slab(long address) {
    return (int) ((address - firstPage) / machine.shape().slabBytes());
  }

  private boolean isHeld(int slab) {
    return machine.pages().isMapped(firstPage + (long) slab * machine.shape().slabBytes());
  }

  final void sample(int minute) {
    int held = 0;
    int empty = 0;
    for (int slab = 0; slab < used.length; slab++) {
      if (isHeld(slab)) {
        held++;
        empty += used[slab] == 0 ? 1 : 0;
      }
    }
    long bytes = slabBytes();
    samples.add(new Sample(minute, live, held * bytes, empty * bytes));
  }

  /** The slabs in which these objects lie. */
  final Set<Integer> slabs(List<Integer> objects) {
    Set<Integer> slabs = new HashSet<>();
    objects.stream().filter(this::has).forEach(object -> slabs.add(slab(addresses[object])));
    return slabs;
  }

  /**
   * The objects that lay in these slabs are gone, and so is their type.
   *
   * @param bytes of them
   */
  final void unmounted(int minute, long bytes, Set<Integer> slabs) {
    int kept = 0;
    long unused = 0;
    int empty = 0;
    for (int slab : slabs) {
      if (isHeld(slab) && used[slab] > 0) {
        kept++;
        unused += slabBytes() - used[slab];
      } else if (isHeld(slab)) {
        empty++;
      }
    }
    unmounts.add(new Unmount(minute, bytes, slabs.size(), kept, unused, empty));
  }

  final Course course() {
    return new Course(
        measured.name(), measured.summary(), List.copyOf(samples), List.copyOf(unmounts));
  }
}
