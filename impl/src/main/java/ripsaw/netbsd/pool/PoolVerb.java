package ripsaw.netbsd.pool;

import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/** What users of pool caches may do besides, and the page daemon. All are of the first cache. */
public enum PoolVerb implements FamilyVerb {
  /** What is cached is destructed. */
  INVALIDATE("invalidate", (pools, cpu) -> pools.invalidate(cpu, 0)),
  /** The page daemon comes to the pool. */
  DRAIN("drain", (pools, cpu) -> pools.drain(cpu, 0)),
  /** From here on the pool keeps an item free. */
  KEEP_ONE("keep-one", (pools, cpu) -> pools.keepOne(cpu, 0)),
  /** A user that has the kernel's lock gets an item from the pool, and gives it back. */
  KERNEL_GET("kernel-get", (pools, cpu) -> pools.kernelGet(cpu, 0)),
  /** What is found of the cache in a passive section stays memory of the pool until that ends. */
  PSERIALIZE("pserialize", (pools, cpu) -> pools.makePassive(0)),
  /** {@code look-up a}: looks at what another may free meanwhile, in a passive section. */
  LOOK_UP("look-up", (pools, cpu) -> {}) {
    @Override
    public boolean takesName() {
      return true;
    }

    @Override
    public boolean run(Caller caller, String name) {
      boolean found = false;
      if (caller.allocator() instanceof NetbsdPools pools && pools.beginsReading(caller.cpu(), 0)) {
        found = caller.look(name, PoolProperty.PASSIVE_READERS);
        caller.cpu().leaveCritical();
      }
      return found;
    }
  };

  private final String word;
  private final BiConsumer<NetbsdPools, Cpu> what;

  PoolVerb(String word, BiConsumer<NetbsdPools, Cpu> what) {
    this.word = word;
    this.what = what;
  }

  @Override
  public String word() {
    return word;
  }

  /** A page is added as soon as fewer items than the mark says are free, or for one item more. */
  @Override
  public int moreSlabs() {
    return this == KEEP_ONE || this == KERNEL_GET ? 1 : 0;
  }

  /** Whoever has no such pools has nothing to do. */
  @Override
  public boolean run(Caller caller, String name) {
    caller.call(
        this,
        () -> {
          if (caller.allocator() instanceof NetbsdPools pools) {
            what.accept(pools, caller.cpu());
          }
        });
    return true;
  }
}
