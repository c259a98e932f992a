package ripsaw.machine;

import ripsaw.machine.order.Access;
import ripsaw.machine.order.StoreSet;
import ripsaw.machine.order.Touch;

/**
 * Release and acquire: what a cpu knows is what it stored, what it saw, and what led to what it saw
 * if a release and an acquire made it known. A release store carries what its cpu knows, and an
 * acquire load of it learns that.
 *
 * <p>After the promise-free part of Kang, Hur, Lahav, Vafeiadis and Dreyer, "A promising semantics
 * for relaxed-memory concurrency" (POPL 2017), with the orders of Java's access modes:
 *
 * <ul>
 *   <li>an atomic update sees the latest store, and passes on what this one carried;
 *   <li>a compare-and-set that fails is a load;
 *   <li>volatile accesses are in one order, that of the execution: a volatile load sees the last
 *       volatile store to its word or a later one. It is no fence for other accesses;
 *   <li>an acquire fence makes what was seen before as good as acquired, a release fence makes the
 *       stores behind it carry what was known at the fence, and a full fence is both, and an update
 *       of one word that all full fences share.
 * </ul>
 *
 * <p>Simplified: a word's stores are ordered as they are executed, which is <em>strong</em> release
 * and acquire (Lahav, Giannarakis and Vafeiadis, "Taming release-acquire consistency", POPL 2016),
 * and forbids what Java allows where two cpus store to two words in opposite orders (2+2W); no load
 * sees a store that is yet to come, as Java allows for plain and opaque loads.
 */
public final class Views extends Histories {
  private final StoreSet[] known;
  private final StoreSet[] unacquired;
  private final StoreSet[] released;
  private final StoreSet fenced = new StoreSet();
  private final int volatiles;

  /**
   * @param firstLocation of those that stand for the volatile order of each word, and for that of
   *     all full fences
   */
  Views(int cpus, int words, MachineObserver watch, int firstLocation) {
    super(words, watch);
    this.known = new StoreSet[cpus];
    this.unacquired = new StoreSet[cpus];
    this.released = new StoreSet[cpus];
    this.volatiles = firstLocation;
    for (int cpu = 0; cpu < cpus; cpu++) {
      known[cpu] = new StoreSet();
    }
  }

  /** How many locations it needs. */
  static int locations(int words) {
    return words + 1;
  }

  /** Word 0 is nil, so its number is free. */
  private int fenceLocation() {
    return volatiles;
  }

  @Override
  protected void touch(Cpu cpu, Access access, int word, Touch how) {
    if (access.order() == Access.Order.VOLATILE) {
      watch.touched(cpu, volatiles + word, how);
    }
  }

  @Override
  protected boolean isOldest(Cpu cpu, Access access, History history, int index) {
    return known[cpu.id()].has(history.get(index).number)
        || access.order() == Access.Order.VOLATILE && history.lastVolatile == index;
  }

  @Override
  protected void saw(Cpu cpu, Access access, History history, int index) {
    Store store = history.get(index);
    StoreSet mine = known[cpu.id()];
    if (store.number >= 0) {
      mine.add(store.number);
    }
    if (store.carried != null && access.acquires()) {
      mine.addAll(store.carried);
    } else if (store.carried != null) {
      unacquired[cpu.id()] = union(unacquired[cpu.id()], store.carried);
    }
  }

  /** A set of its own, if there is one at all. */
  private static StoreSet union(StoreSet one, StoreSet other) {
    if (one == null) {
      return other == null ? null : new StoreSet(other);
    }
    if (other != null) {
      one.addAll(other);
    }
    return one;
  }

  @Override
  protected Store made(
      Cpu cpu, Access access, History history, long value, int[] clock, Store updated) {
    int number = nextNumber();
    StoreSet mine = known[cpu.id()];
    mine.add(number);
    StoreSet carried = union(null, access.releases() ? mine : released[cpu.id()]);
    if (updated != null) {
      carried = union(carried, updated.carried);
    }
    return new Store(number, cpu.id(), value, clock, carried);
  }

  @Override
  protected boolean failsOnLatestOnly() {
    return false;
  }

  @Override
  public void fence(Cpu cpu, Access fence) {
    StoreSet mine = known[cpu.id()];
    if (fence != Access.RELEASE_FENCE) {
      union(mine, unacquired[cpu.id()]);
    }
    if (fence == Access.FULL_FENCE) {
      watch.touched(cpu, fenceLocation(), Touch.WRITES);
      mine.addAll(fenced);
      fenced.addAll(mine);
    }
    if (fence != Access.ACQUIRE_FENCE) {
      released[cpu.id()] = new StoreSet(mine);
    }
  }

  @Override
  public void drain(Cpu cpu) {
    // Whoever takes a lock is told what its last holder knew.
  }

  @Override
  public Object publish(Cpu cpu) {
    return new StoreSet(known[cpu.id()]);
  }

  @Override
  public void receive(Cpu cpu, Object published) {
    if (published != null) {
      known[cpu.id()].addAll((StoreSet) published);
    }
  }

  @Override
  public boolean canMiss(Cpu cpu, long address, int stores, long other) {
    return false;
  }

  @Override
  public void miss(Cpu cpu, long address, int stores) {
    // What an interrupt tells is in the order of the execution.
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    History history = history(Layout.wordLocation(address));
    Store latest = history.get(history.latest());
    if (latest.number >= 0) {
      known[cpu.id()].add(latest.number);
    }
  }
}
