package ripsaw.dragonfly.kmallocobj;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;

/**
 * {@code kern_kmalloc.c}: objects of one size and one type, out of slabs that serve one zone. A cpu
 * takes objects from its active slab without a lock, and frees any object by putting it back into
 * its slab's {@link Ring}, whosever the slab is: no list, no lock, no signal. Slabs move when
 * somebody looks for objects, and when the poller passes ({@link Depot}); free ones wait in the
 * {@link SlabCache} of the cpu that made them; none leaves its zone while somebody may still look
 * at an object that was in it ({@link Exis}).
 *
 * <p>What holds whenever no cpu is in a critical section, and the property that says so:
 *
 * <ul>
 *   <li>each object is in a slot of its slab, or a caller's ({@code conservation}), and the indices
 *       say which slots hold one ({@code ring});
 *   <li>each slab is in one place ({@code one-place}), and what is counted is so many ({@code
 *       list-counts}, {@code cache-cap});
 *   <li>a slab leaves its zone when all its objects are back, all frees have ended ({@code
 *       retire-only-when-finished}), and no hold from before lasts ({@code grace-period});
 *   <li>a zone that is destroyed leaves nothing behind ({@code zone-destruction}).
 * </ul>
 *
 * <p>The numbers a1 to a11 and f1 to f6 are the steps in the research notes, section C.
 */
public class KmallocObj implements Allocator, TypeStable {
  /** Cuts objects out of a slab: how many, and where the first one lies. */
  @FunctionalInterface
  public interface Geometry {
    /**
     * @param objectBytes a multiple of a cache line
     * @return the number of objects, if the machine sets no other bound
     */
    long capacity(long slabBytes, long objectBytes);

    /** As many as there is room for: since ec445c86a5. */
    Geometry EXACT =
        (slabBytes, objectBytes) -> {
          long count = (slabBytes - ObjectSlab.RING) / (objectBytes + 8);
          while (offset(count) + count * objectBytes > slabBytes) {
            count--;
          }
          return count;
        };

    /** Where the first of so many objects lies. */
    static long offset(long count) {
      return ObjectSlab.rounded(ObjectSlab.RING + 8 * count);
    }
  }

  /** What a version is made of. */
  public record Parts(
      Accounting accounting,
      Ring ring,
      Exis exis,
      SlabCache cache,
      Types types,
      Geometry geometry,
      DepotMaker depots) {
    public Parts with(Accounting other) {
      return new Parts(other, ring, exis, cache, types, geometry, depots);
    }

    public Parts with(Ring other) {
      return new Parts(accounting, other, exis, cache, types, geometry, depots);
    }

    public Parts with(Exis other) {
      return new Parts(accounting, ring, other, cache, types, geometry, depots);
    }

    public Parts with(SlabCache other) {
      return new Parts(accounting, ring, exis, other, types, geometry, depots);
    }

    public Parts with(Types other) {
      return new Parts(accounting, ring, exis, cache, other, geometry, depots);
    }

    public Parts with(Geometry other) {
      return new Parts(accounting, ring, exis, cache, types, other, depots);
    }

    public Parts with(DepotMaker other) {
      return new Parts(accounting, ring, exis, cache, types, geometry, other);
    }
  }

  /** Makes the depot of a zone. */
  @FunctionalInterface
  public interface DepotMaker {
    Depot make(Machine machine, int zone, Ring ring, Exis exis);
  }

  protected final Machine machine;
  protected final Memory memory;
  protected final Accounting accounting;
  private final Parts parts;
  private final SharedWords words;
  private final Depot[] depots = new Depot[Accounting.TYPES];
  private final long[] objectBytes = new long[Accounting.TYPES];

  public KmallocObj(Machine machine, Parts parts) {
    this.machine = machine;
    this.memory = machine.memory();
    this.accounting = parts.accounting;
    this.parts = parts;
    this.words = new SharedWords(machine);
    for (int zone = 0; zone < depots.length; zone++) {
      depots[zone] = parts.depots.make(machine, zone, parts.ring, parts.exis);
    }
    machine.cpus().forEach(cpu -> cpu.onSignal((here, ticks) -> parts.exis().tick(here)));
  }

  // ---------------------------------------------------------------- allocate

  @Override
  public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
    if (bytes > objectBytes[zone]) {
      throw new IllegalArgumentException(
          "%s bytes of zone%s, whose objects have %s".formatted(bytes, zone, objectBytes[zone]));
    }
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    if (accounting.isOverLimit(cpu, zone)) { // a1
      return OVER_LIMIT;
    }
    cpu.enterCritical();
    long object = takeObject(cpu, zone);
    if (object != NO_MEMORY) {
      accounting.charge(cpu, zone, objectBytes[zone]); // a11
      accounting.add(cpu, zone, 1, objectBytes[zone]);
    }
    cpu.leaveCritical();
    if (object != NO_MEMORY && Set.of(flags).contains(Flag.ZERO)) {
      zero(cpu, object, objectBytes[zone]);
    }
    return object;
  }

  protected void zero(Cpu cpu, long object, long bytes) {
    for (long word = object; word < object + bytes; word += 8) {
      memory.setPlain(cpu, word, 0);
    }
  }

  private long takeObject(Cpu cpu, int zone) {
    Depot depot = depots[zone];
    while (true) {
      long object = takeActive(cpu, depot); // a2
      if (object == 0) {
        object = takeAlternate(cpu, depot); // a3
      }
      if (object != 0) {
        return object;
      }
      if (!depot.refill(cpu)) { // a4 to a7
        long slab = makeSlab(cpu, zone);
        if (slab == 0) {
          return NO_MEMORY;
        }
        depot.rotateIn(cpu, slab); // a10
      }
    }
  }

  private long takeActive(Cpu cpu, Depot depot) {
    long slab = depot.active(cpu, cpu);
    return slab == 0 ? 0 : parts.ring.take(cpu, slab);
  }

  protected long takeAlternate(Cpu cpu, Depot depot) {
    long slab = depot.alternate(cpu, cpu);
    if (slab == 0 || parts.ring.available(cpu, slab) == 0) {
      return 0;
    }
    depot.swap(cpu);
    return parts.ring.take(cpu, slab);
  }

  /** a8, a9: from the cpu's cache, or of new pages; 0 if there are none. */
  private long makeSlab(Cpu cpu, int zone) {
    Shape shape = machine.shape();
    long slab = parts.cache.take(cpu);
    if (slab == 0) {
      slab = machine.pages().allocate(cpu, shape.slabPages(), shape.slabPages(), true);
    }
    if (slab != 0) {
      memory.beginShared(cpu, slab, shape.slabBytes());
      write(cpu, zone, slab);
      machine.watch().happened(cpu, MachineEvent.SLAB_CREATED, slab, zone);
    }
    return slab;
  }

  private void write(Cpu cpu, int zone, long slab) {
    Shape shape = machine.shape();
    long capacity =
        Math.min(
            shape.chunksPerSlab(), parts.geometry.capacity(shape.slabBytes(), objectBytes[zone]));
    long offset = Geometry.offset(capacity);
    memory.setPlain(cpu, slab + ObjectSlab.ZONE, zone + 1);
    memory.setPlain(cpu, slab + ObjectSlab.ORIGIN, cpu.id());
    memory.setPlain(cpu, slab + ObjectSlab.CAPACITY, capacity);
    memory.setPlain(cpu, slab + ObjectSlab.OFFSET, offset);
    memory.setPlain(cpu, slab + ObjectSlab.OBJECT, objectBytes[zone]);
    memory.setOpaque(cpu, slab + ObjectSlab.AINDEX, 0);
    memory.setOpaque(cpu, slab + ObjectSlab.FINDEX, capacity);
    memory.setOpaque(cpu, slab + ObjectSlab.XINDEX, capacity);
    memory.setPlain(cpu, slab + ObjectSlab.NEXT, 0);
    memory.setPlain(cpu, slab + ObjectSlab.STAMP, 0);
    for (long i = 0; i < capacity; i++) {
      memory.setOpaque(cpu, slab + ObjectSlab.RING + 8 * i, slab + offset + i * objectBytes[zone]);
    }
    memory.setPlain(cpu, slab + ObjectSlab.MAGIC, ObjectSlab.SLAB);
  }

  // -------------------------------------------------------------------- free

  /**
   * {@inheritDoc}
   *
   * <p>The type is taken from the slab, as the kernel does; the caller's is not looked at.
   */
  @Override
  public void free(Cpu cpu, int ignored, long object) {
    if (object == ZERO_SIZE) {
      return;
    }
    long slab = object & -machine.shape().slabBytes(); // f1
    int zone = (int) memory.getPlain(cpu, slab + ObjectSlab.ZONE) - 1;
    accounting.add(cpu, zone, -1, -memory.getPlain(cpu, slab + ObjectSlab.OBJECT)); // f2
    parts.ring.put(cpu, slab, object); // f3 to f6
  }

  /** There is none for objects of one size: refused, and the object stays its caller's. */
  @Override
  public long reallocate(Cpu cpu, int zone, long object, long bytes) {
    return NO_MEMORY;
  }

  // ------------------------------------------------------- poller and clock

  /** A pass of the poller over the next zone. */
  @Override
  public void tidy(Cpu cpu) {
    int zone = parts.types.beginPoll(cpu);
    if (zone != Types.NONE) {
      Depot.Retired retired = depots[zone].retire(cpu);
      dispose(cpu, retired.slabs());
      parts.types.endPoll(cpu, zone, retired.isDone());
    }
  }

  /** Into the caches; what does not fit is unmapped. */
  private void dispose(Cpu cpu, List<Long> slabs) {
    List<Long> rest = new ArrayList<>();
    for (long slab : slabs) {
      if (!parts.cache.give(cpu, slab)) {
        rest.add(slab);
      }
    }
    for (long slab : rest) {
      unmap(cpu, slab);
    }
  }

  protected void unmap(Cpu cpu, long slab) {
    machine.pages().free(cpu, slab, machine.shape().slabPages());
  }

  @Override
  public void tick(Cpu cpu) {
    tickHere(cpu);
    for (Cpu other : machine.cpus()) {
      if (other != cpu) {
        cpu.signal(other, words.ticks());
      }
    }
  }

  /** An interrupt, so no other comes in: the clock would go on twice for one look at the cpus. */
  @Override
  public void tickHere(Cpu cpu) {
    cpu.enterCritical();
    parts.exis.tick(cpu);
    cpu.leaveCritical();
  }

  @Override
  public void hold(Cpu cpu) {
    parts.exis.hold(cpu);
  }

  @Override
  public void drop(Cpu cpu) {
    parts.exis.drop(cpu);
  }

  // ------------------------------------------------------------------- zones

  @Override
  public int createType(Cpu cpu, long limit) {
    return createType(cpu, limit, KmallocObjCensus.CACHE_LINE);
  }

  @Override
  public int createType(Cpu cpu, long limit, long bytes) {
    int zone = accounting.create(limit);
    if (zone >= 0) {
      objectBytes[zone] = ObjectSlab.rounded(bytes);
      parts.types.add(cpu, zone);
    }
    return zone;
  }

  /**
   * {@inheritDoc}
   *
   * <p>All objects of the zone are freed, all frees have returned, and nobody looks at one any
   * more: so its slabs wait for nothing.
   */
  @Override
  public void destroyType(Cpu cpu, int zone) {
    parts.types.remove(cpu, zone);
    long left = accounting.leftAtDestruction(cpu, zone);
    if (left != 0) {
      machine
          .watch()
          .violated(
              new Violation(
                  CommonProperty.TYPE_DESTRUCTION,
                  "zone%s is destroyed with %s bytes still allocated".formatted(zone, left)));
    }
    dispose(cpu, depots[zone].dissolve(cpu));
    accounting.destroy(zone);
  }

  // ------------------------------------------------------------------ census

  @Override
  public long usable(long object) {
    return memory.peek((object & -machine.shape().slabBytes()) + ObjectSlab.OBJECT);
  }

  @Override
  public long alignment(long bytes) {
    return KmallocObjCensus.CACHE_LINE;
  }

  @Override
  public Census census() {
    return new ObjectCensus(machine, words, parts.types).take(accounting.census());
  }

  @Override
  public String name(long address) {
    return Stream.of(accounting.name(address), parts.exis.name(address))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> ObjectCensus.name(machine, words, address));
  }
}
