package ripsaw.netbsd.pool;

import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/** What users of pool caches may do besides, and the page daemon. All are of the first cache. */
public enum PoolVerb implements FamilyVerb {
  /** What is cached is destructed. */
  INVALIDATE("invalidate", (pools, cpu) -> pools.invalidate(cpu, 0)),
  /** The page daemon comes to the pool. */
  DRAIN("drain", (pools, cpu) -> pools.drain(cpu, 0)),
  /** From here on the pool keeps an item free. */
  KEEP_ONE("keep-one", (pools, cpu) -> pools.keepOne(cpu, 0));

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

  /** A page is added as soon as fewer items than the mark says are free. */
  @Override
  public int moreSlabs() {
    return this == KEEP_ONE ? 1 : 0;
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
