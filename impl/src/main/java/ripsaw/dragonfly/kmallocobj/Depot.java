package ripsaw.dragonfly.kmallocobj;

import static ripsaw.dragonfly.kmallocobj.SharedWords.EMPTIES;
import static ripsaw.dragonfly.kmallocobj.SharedWords.EMPTY;
import static ripsaw.dragonfly.kmallocobj.SharedWords.FULL;
import static ripsaw.dragonfly.kmallocobj.SharedWords.FULLS;
import static ripsaw.dragonfly.kmallocobj.SharedWords.LOCK;
import static ripsaw.dragonfly.kmallocobj.SharedWords.PARTIAL;
import static ripsaw.dragonfly.kmallocobj.SharedWords.PARTIALS;
import static ripsaw.dragonfly.kmallocobj.SharedWords.TAIL;

import java.util.ArrayList;
import java.util.List;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;

/**
 * The slabs of a zone, {@code struct kmalloc_mgt}. Each cpu has two of them, from which it takes
 * objects without a lock; the others stand on three lists under the zone's lock:
 *
 * <pre>
 *     partial, full -- active -- alternate -- empty
 *        ^   ^        (of each cpu)             |
 *        +---+------------- scan ---------------+
 * </pre>
 *
 * <p>A free moves no slab. So <em>empty</em> is where slabs go when a cpu has done with them, and
 * whoever needs objects, or the poller, scans some of it for those that have filled meanwhile. A
 * slab that has become whole goes to the full list, and its grace period begins.
 */
public class Depot {
  /** What a list says of itself: its head's word and its count's. */
  private record Kind(int head, int count) {}

  private static final Kind PARTIAL_LIST = new Kind(PARTIAL, PARTIALS);
  private static final Kind FULL_LIST = new Kind(FULL, FULLS);
  private static final Kind EMPTY_LIST = new Kind(EMPTY, EMPTIES);

  protected final Machine machine;
  protected final Memory memory;
  protected final int zone;
  protected final Bounds bounds;
  protected final Ring ring;
  protected final Exis exis;
  protected final SharedWords words;
  private final SpinLock lock;

  public Depot(Machine machine, int zone, Ring ring, Exis exis) {
    this.machine = machine;
    this.memory = machine.memory();
    this.zone = zone;
    this.bounds = Bounds.of(machine.shape());
    this.ring = ring;
    this.exis = exis;
    this.words = new SharedWords(machine);
    this.lock = new SpinLock(machine, words.zone(zone, LOCK));
    memory.poke(word(TAIL), word(EMPTY));
  }

  protected final long word(int field) {
    return words.zone(zone, field);
  }

  protected void lock(Cpu cpu) {
    lock.lock(cpu);
  }

  protected void unlock(Cpu cpu) {
    lock.unlock(cpu);
  }

  // ------------------------------------------------------ the slabs of a cpu

  final long active(Cpu cpu, Cpu owner) {
    return memory.getOpaque(cpu, words.active(owner, zone));
  }

  final long alternate(Cpu cpu, Cpu owner) {
    return memory.getOpaque(cpu, words.alternate(owner, zone));
  }

  private void setActive(Cpu cpu, Cpu owner, long slab) {
    memory.setOpaque(cpu, words.active(owner, zone), slab);
  }

  private void setAlternate(Cpu cpu, Cpu owner, long slab) {
    memory.setOpaque(cpu, words.alternate(owner, zone), slab);
  }

  /** The alternate has objects again: the two change places. */
  final void swap(Cpu cpu) {
    long active = active(cpu, cpu);
    setActive(cpu, cpu, alternate(cpu, cpu));
    setAlternate(cpu, cpu, active);
  }

  /** The lists give the cpu an active slab; false if they have none with objects. */
  boolean refill(Cpu cpu) {
    lock(cpu);
    boolean refilled;
    do {
      refilled = rotatePartial(cpu) || rotateFull(cpu);
    } while (!refilled && scan(cpu, true));
    unlock(cpu);
    return refilled;
  }

  private boolean rotatePartial(Cpu cpu) {
    long slab = pop(cpu, PARTIAL_LIST);
    if (slab != 0) {
      rotate(cpu, slab);
    }
    return slab != 0;
  }

  private boolean rotateFull(Cpu cpu) {
    long slab = pop(cpu, FULL_LIST);
    if (slab != 0) {
      exis.setLive(cpu, slab);
      rotate(cpu, slab);
    }
    return slab != 0;
  }

  /** A slab that was just made becomes the active one. */
  final void rotateIn(Cpu cpu, long slab) {
    lock(cpu);
    rotate(cpu, slab);
    unlock(cpu);
  }

  /** A slab becomes the active one, that the alternate, and that goes where the empty ones are. */
  private void rotate(Cpu cpu, long slab) {
    long before = alternate(cpu, cpu);
    setAlternate(cpu, cpu, active(cpu, cpu));
    setActive(cpu, cpu, slab);
    if (before != 0) {
      rotateOut(cpu, before);
    }
  }

  /** The slab may have got objects back meanwhile: a scan will find them. */
  protected void rotateOut(Cpu cpu, long slab) {
    append(cpu, slab);
  }

  // ------------------------------------------------------------------- lists

  private long pop(Cpu cpu, Kind list) {
    long slab = memory.getPlain(cpu, word(list.head));
    if (slab != 0) {
      memory.setPlain(cpu, word(list.head), memory.getPlain(cpu, slab + ObjectSlab.NEXT));
      memory.setPlain(cpu, slab + ObjectSlab.NEXT, 0);
      addTo(cpu, list, -1);
    }
    return slab;
  }

  private void push(Cpu cpu, Kind list, long slab) {
    memory.setPlain(cpu, slab + ObjectSlab.NEXT, memory.getPlain(cpu, word(list.head)));
    memory.setPlain(cpu, word(list.head), slab);
    addTo(cpu, list, 1);
  }

  /** To the end of the empty list. */
  protected final void append(Cpu cpu, long slab) {
    memory.setPlain(cpu, memory.getPlain(cpu, word(TAIL)), slab);
    memory.setPlain(cpu, word(TAIL), slab + ObjectSlab.NEXT);
    countEmpty(cpu, 1);
  }

  /** From the head of the empty list, which has one. */
  private long popEmpty(Cpu cpu) {
    long slab = pop(cpu, EMPTY_LIST);
    moveTail(cpu, slab);
    return slab;
  }

  /** If the slab was the last, the list ends at its head again. */
  protected void moveTail(Cpu cpu, long slab) {
    if (memory.getPlain(cpu, word(TAIL)) == slab + ObjectSlab.NEXT) {
      memory.setPlain(cpu, word(TAIL), word(EMPTY));
    }
  }

  protected void countEmpty(Cpu cpu, int by) {
    addTo(cpu, EMPTY_LIST, by);
  }

  private void addTo(Cpu cpu, Kind list, int by) {
    memory.setPlain(cpu, word(list.count), memory.getPlain(cpu, word(list.count)) + by);
  }

  protected final long fulls(Cpu cpu) {
    return memory.getPlain(cpu, word(FULLS));
  }

  // -------------------------------------------------------------------- scan

  /**
   * Moves slabs of the empty list that have objects again to where these are found.
   *
   * @param allocating whether an allocation looks for them, and not the poller
   * @return whether there were any
   */
  protected boolean scan(Cpu cpu, boolean allocating) {
    long first = 0; // of those that have gone back to the end
    boolean found = false;
    for (int i = 0; i < bounds.scanned(); i++) {
      if (memory.getPlain(cpu, word(EMPTY)) == first) {
        break; // all have been seen
      }
      long slab = popEmpty(cpu);
      long available = ring.available(cpu, slab); // read once: a free may come at any time
      if (available == ring.capacity(cpu, slab)) {
        becameWhole(cpu, slab, allocating);
        found = true;
      } else if (available > 0) {
        push(cpu, PARTIAL_LIST, slab);
        found = true;
      } else {
        append(cpu, slab);
        first = first == 0 ? slab : first;
      }
    }
    return found;
  }

  protected void becameWhole(Cpu cpu, long slab, boolean allocating) {
    exis.terminate(cpu, slab);
    pushFull(cpu, slab);
  }

  protected final void pushFull(Cpu cpu, long slab) {
    push(cpu, FULL_LIST, slab);
  }

  // ------------------------------------------------------------------ poller

  /** What a pass of the poller retires, and whether it has seen all there was to see. */
  record Retired(List<Long> slabs, boolean isDone) {}

  /** A pass of the poller: takes free slabs out of the zone, if it has more than it should. */
  Retired retire(Cpu cpu) {
    lock(cpu);
    machine.watch().happened(cpu, KmallocObjEvent.POLLS, word(LOCK), zone);
    scan(cpu, false);
    Retired retired = retireSome(cpu, surplus(fulls(cpu)));
    machine.watch().happened(cpu, KmallocObjEvent.POLLED, word(LOCK), zone);
    unlock(cpu);
    return retired;
  }

  /** How many slabs of the full list the poller may look at. */
  protected long surplus(long fulls) {
    return Math.min(fulls - bounds.kept(), bounds.scanned());
  }

  private Retired retireSome(Cpu cpu, long most) {
    List<Long> retired = new ArrayList<>();
    if (most <= 0) {
      return new Retired(retired, true);
    }
    long link = word(FULL);
    for (long i = 0; i < most && retired.size() < mostRetired(); i++) {
      long slab = memory.getPlain(cpu, link);
      if (slab == 0) {
        break;
      }
      if (mayRetire(cpu, slab)) {
        memory.setPlain(cpu, link, memory.getPlain(cpu, slab + ObjectSlab.NEXT));
        memory.setPlain(cpu, slab + ObjectSlab.NEXT, 0);
        addTo(cpu, FULL_LIST, -1);
        leave(cpu, slab);
        retired.add(slab);
      } else {
        link = slab + ObjectSlab.NEXT;
      }
    }
    return new Retired(retired, memory.getPlain(cpu, link) == 0);
  }

  protected int mostRetired() {
    return bounds.retired();
  }

  /** All objects are back, all frees have ended, and nobody holds from before. */
  protected boolean mayRetire(Cpu cpu, long slab) {
    return ring.isFinished(cpu, slab) && exis.isFreeable(cpu, slab);
  }

  /**
   * The slab is the zone's no more: from here on nobody has a right to it by one of its objects.
   */
  protected final void leave(Cpu cpu, long slab) {
    machine.watch().happened(cpu, MachineEvent.SLAB_RIPPED, slab, zone);
    memory.beginShared(cpu, slab, machine.shape().slabBytes());
  }

  // -------------------------------------------------------------- destruction

  /**
   * Takes all slabs out of the zone that nobody polls and nobody uses any more. One with objects
   * that were never freed would stay; its owner promised that there is none.
   */
  List<Long> dissolve(Cpu cpu) {
    List<Long> slabs = new ArrayList<>();
    lock(cpu); // nobody contends, but what others did to the lists is to be seen
    for (Cpu owner : machine.cpus()) {
      addWhole(cpu, active(cpu, owner), slabs);
      addWhole(cpu, takeAlternate(cpu, owner), slabs);
      setActive(cpu, owner, 0);
    }
    for (Kind list : List.of(PARTIAL_LIST, FULL_LIST, EMPTY_LIST)) {
      for (long slab = pop(cpu, list); slab != 0; slab = pop(cpu, list)) {
        addWhole(cpu, slab, slabs);
      }
    }
    memory.setPlain(cpu, word(TAIL), word(EMPTY));
    unlock(cpu);
    return slabs;
  }

  private void addWhole(Cpu cpu, long slab, List<Long> slabs) {
    if (slab != 0 && ring.isWhole(cpu, slab)) {
      leave(cpu, slab);
      slabs.add(slab);
    }
  }

  protected long takeAlternate(Cpu cpu, Cpu owner) {
    long slab = alternate(cpu, owner);
    setAlternate(cpu, owner, 0);
    return slab;
  }
}
