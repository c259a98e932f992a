package ripsaw.machine;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.StoreSet;

/**
 * Total store order: each cpu has a first-in first-out buffer of stores, and a load that passes
 * stores of its own cpu sees memory as it was before these arrived. That is the machine x86-TSO of
 * Sewell, Sarkar, Owens, Zappa Nardelli and Myreen (CACM 2010).
 *
 * <p>There are no buffers here. A store is made when it would arrive, and a load that would have
 * passed it is made afterwards and sees an older store: an execution is the same, but for when the
 * others hear of it. Which older stores a load may see is kept as a <em>global order</em>: what was
 * seen of others comes before, loads come before what their cpu does next, stores before its next
 * stores, stores to a word before each other; and a load comes before the store that overwrites
 * what it saw, whenever that was made. What a store or a cpu knows is the stores that come before
 * it. A cpu's loads do not come behind its own stores: so there are two sets for each cpu, of what
 * comes before its next load and before its next store.
 *
 * <p>A volatile store, an atomic update, a lock and a full fence wait for the stores before them,
 * so that what they know the loads behind them know. A release store needs no fence there, an
 * opaque one is as good as a release, and the fences of acquire and release do nothing.
 */
public final class TotalStoreOrder extends Histories {
  private final StoreSet[] beforeLoads;
  private final StoreSet[] beforeStores;
  // All sets that grow when it turns out that what they know comes behind something else.
  private final List<StoreSet> sets = new ArrayList<>();

  TotalStoreOrder(int cpus, int words, MachineObserver watch) {
    super(words, watch);
    this.beforeLoads = new StoreSet[cpus];
    this.beforeStores = new StoreSet[cpus];
    for (int cpu = 0; cpu < cpus; cpu++) {
      beforeLoads[cpu] = kept(new StoreSet());
      beforeStores[cpu] = kept(new StoreSet());
    }
  }

  private StoreSet kept(StoreSet set) {
    sets.add(set);
    return set;
  }

  /** Its own latest store it sees in its buffer, if nowhere else. */
  @Override
  protected boolean isOldest(Cpu cpu, Access access, History history, int index) {
    Store store = history.get(index);
    return store.cpu == cpu.id() || beforeLoads[cpu.id()].has(store.number);
  }

  @Override
  protected void saw(Cpu cpu, Access access, History history, int index) {
    if (access.isAtomicUpdate()) {
      drain(cpu);
    }
    Store store = history.get(index);
    if (store.carried != null && (store.cpu != cpu.id() || access.isAtomicUpdate())) {
      learn(cpu, store.carried);
    }
    before(beforeLoads[cpu.id()], history, index);
  }

  /** These come before whatever overwrites the store that was seen, and before all behind that. */
  private void before(StoreSet these, History history, int seen) {
    if (seen == history.latest()) {
      if (history.readers == null) {
        history.readers = kept(new StoreSet());
      }
      history.readers.addAll(these);
      return;
    }
    int overwriting = history.get(seen + 1).number;
    for (StoreSet set : sets) {
      if (set.has(overwriting)) {
        set.addAll(these);
      }
    }
  }

  private void learn(Cpu cpu, StoreSet more) {
    beforeLoads[cpu.id()].addAll(more);
    beforeStores[cpu.id()].addAll(more);
  }

  @Override
  public void drain(Cpu cpu) {
    beforeLoads[cpu.id()].addAll(beforeStores[cpu.id()]);
  }

  @Override
  protected Store made(
      Cpu cpu, Access access, History history, long value, int[] clock, Store updated) {
    int number = nextNumber();
    StoreSet mine = beforeStores[cpu.id()];
    Store overwritten = history.get(history.latest());
    if (overwritten.carried != null) {
      mine.addAll(overwritten.carried);
    }
    if (history.readers != null) {
      mine.addAll(history.readers);
      history.readers = null;
    }
    mine.add(number);
    if (access.waitsForStores()) {
      drain(cpu);
    }
    return new Store(number, cpu.id(), value, clock, kept(new StoreSet(mine)));
  }

  /** It holds the bus lock, as one that succeeds does. */
  @Override
  protected boolean failsOnLatestOnly() {
    return true;
  }

  @Override
  public void fence(Cpu cpu, Access fence) {
    if (fence == Access.FULL_FENCE) {
      drain(cpu);
    }
  }

  /** The stores before the publication have arrived by the time it is received. */
  @Override
  public Object publish(Cpu cpu) {
    return kept(new StoreSet(beforeStores[cpu.id()]));
  }

  @Override
  public void receive(Cpu cpu, Object published) {
    if (published != null) {
      learn(cpu, (StoreSet) published);
    }
  }

  /** An interrupt that is taken while stores of the receiver wait may come before others. */
  @Override
  public boolean canMiss(Cpu cpu, long address, int stores, long other) {
    History history = history(Layout.wordLocation(address));
    Store missed = history.get(history.latest() + 1 - stores);
    Store seen = latest(other);
    return missed.carried != null
        && seen.carried != null
        && !beforeLoads[cpu.id()].has(missed.number)
        && !seen.carried.has(missed.number);
  }

  private Store latest(long address) {
    History history = history(Layout.wordLocation(address));
    return history.get(history.latest());
  }

  @Override
  public void miss(Cpu cpu, long address, int stores) {
    History history = history(Layout.wordLocation(address));
    before(beforeLoads[cpu.id()], history, history.latest() - stores);
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    Store latest = latest(address);
    if (latest.carried != null) {
      learn(cpu, latest.carried);
    }
  }
}
