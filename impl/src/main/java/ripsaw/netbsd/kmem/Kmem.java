package ripsaw.netbsd.kmem;

import java.util.List;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.netbsd.kmem.census.KmemCensus;
import ripsaw.netbsd.kmem.census.KmemEvent;
import ripsaw.netbsd.kmem.census.Mistake;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.subject.Allocator;

/**
 * {@code kmem(9)}: sizes up to a page come from pool caches, and all else, the pages of their pools
 * too, from an arena. The reference is as the patch of January 2009, without the hole between the
 * caches, and with a page daemon for who may sleep.
 *
 * <ul>
 *   <li>The size that a caller says when it frees leads to the cache that the chunk came from
 *       ({@code one-route}, {@code balance}), and is checked against what it asked for ({@code
 *       wrong-size-reported}).
 *   <li>Who may sleep is not refused: when the arena has nothing, all caches are drained, by
 *       whoever wants it, and after that by each who frees, until it is served ({@code
 *       kmem-sleepers}).
 * </ul>
 */
public class Kmem implements Allocator {
  /** More than any machine has. */
  private static final long ENORMOUS = 1L << 40;

  protected final Machine machine;
  protected final Memory memory;
  private final OpenTable open;
  protected final KmemChecks checks;
  protected final Vmem arena;
  protected final PoolCache caches;
  private final PageDaemon daemon;

  /** The reference, with all debug layers. */
  public Kmem(Machine machine) {
    this(machine, new DebugChecks(machine));
  }

  /** The reference with other debug layers. */
  protected Kmem(Machine machine, DebugChecks checks) {
    this(machine, checks, Layers.REFERENCE);
  }

  /** The reference on other layers. */
  protected Kmem(Machine machine, Layers layers) {
    this(machine, new DebugChecks(machine), layers);
  }

  private Kmem(Machine machine, DebugChecks checks, Layers layers) {
    this(machine, SizeTable.whole(Units.of(machine.shape()), checks.overhead()), checks, layers);
  }

  /**
   * @param layers that it stands on
   */
  public Kmem(Machine machine, SizeTable table, KmemChecks checks, Layers layers) {
    this.machine = machine;
    this.memory = machine.memory();
    this.open = new OpenTable(machine, table);
    this.checks = checks;
    this.arena = layers.arena().on(machine.lowerLayer(), checks);
    this.daemon = layers.daemon().apply(machine, arena);
    this.caches =
        layers.caches().apply(machine, new KmemPages(machine, open, arena, daemon, checks));
    daemon.drains(caches, open);
    table().classes().forEach(one -> caches.createType(machine.cpu(0), UNLIMITED, one.bytes()));
  }

  /** Which cache serves which size. */
  protected final SizeTable table() {
    return open.now();
  }

  // ------------------------------------------------------------------ allocate

  /** {@code kmem_alloc}. */
  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    if (!mayAllocate(cpu)) {
      return NO_MEMORY;
    }
    if (bytes <= 0) {
      return ZERO_SIZE;
    }
    if (bytes > ENORMOUS) {
      return NO_MEMORY;
    }
    boolean wait = !Set.of(flags).contains(Flag.NOWAIT);
    int cache = cacheOf(bytes);
    long base = get(cpu, cache, space(cache, bytes), wait);
    if (base == NO_MEMORY) {
      tell(cpu, KmemEvent.REFUSED, 0, wait ? space(cache, bytes) : 0);
      checks.failed(cpu);
      return NO_MEMORY;
    }
    tell(cpu, KmemEvent.GRANTED, base, KmemEvent.detail(bytes, cache));
    checks.granted(cpu, base, space(cache, bytes), bytes, isLarge(cache));
    long address = base + checks.ahead(isLarge(cache));
    if (Set.of(flags).contains(Flag.ZERO)) {
      zero(cpu, address, bytes);
    }
    return address;
  }

  /** {@code KASSERT(!cpu_intr_p())}. */
  protected boolean mayAllocate(Cpu cpu) {
    if (cpu.isInInterrupt()) {
      checks.report(cpu, 0, Mistake.IN_INTERRUPT);
    }
    return !cpu.isInInterrupt();
  }

  /** The cache that serves a request, with what the debug layers add, or {@code ARENA}. */
  protected int cacheOf(long bytes) {
    return table().cacheOf(with(checks.overhead(), bytes));
  }

  /** Bytes of the chunk that a request gets. */
  private long space(int cache, long bytes) {
    return isLarge(cache)
        ? table().large(with(checks.largeOverhead(), bytes))
        : table().classes().get(cache).bytes();
  }

  /** Where the debug layers add nothing, the size is what was said; else they begin at a word. */
  private static long with(long overhead, long bytes) {
    return overhead == 0 ? bytes : KmemChecks.rounded(bytes) + overhead;
  }

  private static boolean isLarge(int cache) {
    return cache == SizeTable.ARENA;
  }

  /**
   * @param space bytes of the chunk
   */
  protected long get(Cpu cpu, int cache, long space, boolean wait) {
    if (isLarge(cache)) {
      return daemon.allocate(cpu, space, wait);
    }
    Flag[] flags = wait ? new Flag[0] : new Flag[] {Flag.NOWAIT};
    return caches.allocate(cpu, cache, space, flags);
  }

  /** {@code memset} of {@code kmem_zalloc}. */
  protected void zero(Cpu cpu, long address, long bytes) {
    for (long word = address; word < address + bytes; word += 8) {
      memory.setPlain(cpu, word, 0);
    }
  }

  // ---------------------------------------------------------------------- free

  /** Nobody frees without a size. */
  @Override
  public final void free(Cpu cpu, int type, long address) {
    throw new UnsupportedOperationException("kmem_free wants to be told the size");
  }

  /** {@code kmem_free}. */
  @Override
  public void free(Cpu cpu, int type, long address, long bytes) {
    if (address == ZERO_SIZE) {
      return;
    }
    boolean large = isLarge(cacheOf(bytes));
    long base = address - checks.ahead(large);
    long believed = checks.size(cpu, base, bytes, large);
    int cache = cacheToFree(believed);
    tell(cpu, KmemEvent.GIVEN_BACK, base, KmemEvent.detail(believed, cache));
    checks.freed(cpu, base, space(cache, believed), believed, isLarge(cache));
    put(cpu, cache, base);
    daemon.freed(cpu, cache);
  }

  /** The cache that a chunk of this size goes back to, or {@code ARENA}. */
  protected int cacheToFree(long bytes) {
    return cacheOf(bytes);
  }

  protected void put(Cpu cpu, int cache, long base) {
    if (isLarge(cache)) {
      arena.free(cpu, 0, base);
    } else {
      caches.free(cpu, cache, base);
    }
  }

  /** The page daemon's work, whoever does it. */
  void drain(Cpu cpu) {
    daemon.drain(cpu);
  }

  // ---------------------------------------------------------------- for callers

  protected final void tell(Cpu cpu, KmemEvent event, long address, long detail) {
    machine.watch().happened(cpu, event, address, detail);
  }

  /** Whether this mistake of a caller is seen: if not, no caller of a program makes it. */
  protected boolean sees(Mistake mistake) {
    boolean hasAllCaches = machine.shape().slabPages() == 1; // else it is a machine to measure on
    return hasAllCaches && checks.sees(mistake);
  }

  /** There is one. */
  @Override
  public int createType(Cpu cpu, long limit) {
    return 0;
  }

  /** The same; of a table that is too large, the cache for such objects is opened. */
  @Override
  public int createType(Cpu cpu, long limit, long objectBytes) {
    open.open(with(checks.overhead(), objectBytes))
        .ifPresent(one -> caches.createType(cpu, UNLIMITED, one.bytes()));
    return 0;
  }

  @Override
  public void destroyType(Cpu cpu, int type) {}

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    throw new UnsupportedOperationException("kmem has no realloc");
  }

  @Override
  public void tidy(Cpu cpu) {}

  // ----------------------------------------------------------------- for judges

  @Override
  public long usable(long address) {
    long object = caches.usable(address);
    boolean large = object == 0;
    long ahead = checks.ahead(large);
    return (large ? arena.usable(address - ahead) : object) - ahead;
  }

  /** Of the chunk a caller may use what it asked for. */
  @Override
  public long usable(long address, long bytes) {
    return Math.min(usable(address), KmemChecks.rounded(bytes));
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public KmemCensus census() {
    return new KmemCensus(caches.census(), arena.census(), served());
  }

  private List<KmemCensus.Served> served() {
    return table().classes().stream()
        .map(
            one ->
                new KmemCensus.Served(
                    one.least() - checks.overhead(), one.bytes() - checks.overhead()))
        .toList();
  }

  @Override
  public String name(long address) {
    if (daemon.isOwn(address)) {
      return "sleepers";
    }
    String inArena = arena.name(address);
    return isInPages(address) || !inArena.equals(machine.name(address))
        ? inArena
        : caches.name(address);
  }

  private boolean isInPages(long address) {
    long first = machine.pageAddresses().get(0);
    return address >= first
        && address < first + (long) machine.shape().pages() * machine.shape().pageBytes();
  }
}
