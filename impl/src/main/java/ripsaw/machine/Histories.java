package ripsaw.machine;

import java.util.Arrays;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.PerWord;
import ripsaw.machine.order.StoreSet;
import ripsaw.machine.order.Touch;

/**
 * Memory that keeps all stores to a word, in the order in which they were made, so that a load may
 * see an older one. What each cpu <em>knows</em> is a set of stores: of each word it sees the
 * latest that it knows, or a later one. How knowledge spreads is the memory model's affair.
 *
 * <p>The words of a page that is given out anew have no past: whatever a debugger sets, all know.
 */
abstract class Histories implements Words {
  /** Number of a store that all know. */
  private static final int KNOWN = -1;

  /** A store; {@code carried} is what the model makes of it. */
  static final class Store {
    final int number;
    final int cpu;
    final long value;
    final int[] clock;
    final StoreSet carried;

    Store(int number, int cpu, long value, int[] clock, StoreSet carried) {
      this.number = number;
      this.cpu = cpu;
      this.value = value;
      this.clock = clock;
      this.carried = carried;
    }
  }

  /** The stores to one word, oldest first. The first is what it held in the beginning. */
  static final class History {
    private Store[] stores = new Store[4];
    private int count;

    /** No older one is seen by a volatile load. */
    int lastVolatile;

    /** What those know who saw the latest; null if the model does not care. */
    StoreSet readers;

    int latest() {
      return count - 1;
    }

    Store get(int index) {
      return stores[index];
    }

    void add(Store store) {
      if (count == stores.length) {
        stores = Arrays.copyOf(stores, 2 * count);
      }
      stores[count++] = store;
    }
  }

  protected final MachineObserver watch;
  private final long[] initial;
  private final PerWord<History> histories;
  private final Choices choices = new Choices();
  private int stores;
  private int[] clock;
  private long seen;

  Histories(int words, MachineObserver watch) {
    this.watch = watch;
    this.initial = new long[words];
    this.histories = new PerWord<>(words);
  }

  protected final History history(int word) {
    History history = histories.get(word);
    if (history == null) {
      history = new History();
      history.add(new Store(KNOWN, KNOWN, initial[word], null, null));
      histories.set(word, history);
    }
    return history;
  }

  /** The number of the next store. */
  protected final int nextNumber() {
    return stores++;
  }

  /** Whether this cpu may see no store older than this one. */
  protected abstract boolean isOldest(Cpu cpu, Access access, History history, int index);

  /** The cpu sees this store. */
  protected abstract void saw(Cpu cpu, Access access, History history, int index);

  /** The latest store was made. */
  protected abstract Store made(
      Cpu cpu, Access access, History history, long value, int[] clock, Store updated);

  /** What a step touches besides the word, if anything. */
  protected void touch(Cpu cpu, Access access, int word, Touch how) {}

  private int oldest(Cpu cpu, Access access, History history) {
    int index = history.latest();
    while (history.get(index).number != KNOWN && !isOldest(cpu, access, history, index)) {
      index--;
    }
    return index;
  }

  private long see(Cpu cpu, Access access, History history, int index) {
    Store store = history.get(index);
    clock = store.clock;
    saw(cpu, access, history, index);
    return store.value;
  }

  @Override
  public final long load(Cpu cpu, Access access, long address) {
    int word = Layout.wordLocation(address);
    watch.touched(cpu, word, Touch.SEES);
    touch(cpu, access, word, Touch.READS);
    History history = history(word);
    int oldest = oldest(cpu, access, history);
    choices.clear(history.latest());
    for (int index = history.latest(); index >= oldest; index--) {
      choices.add(index);
    }
    return see(cpu, access, history, choices.key(watch.choose(cpu, choices)));
  }

  @Override
  public final int[] clock() {
    return clock;
  }

  @Override
  public final void store(Cpu cpu, Access access, long address, long value, int[] carried) {
    append(cpu, access, Layout.wordLocation(address), value, carried, null);
  }

  private void append(Cpu cpu, Access access, int word, long value, int[] carried, Store updated) {
    watch.touched(cpu, word, Touch.WRITES);
    touch(cpu, access, word, Touch.WRITES);
    History history = history(word);
    history.add(made(cpu, access, history, value, carried, updated));
    if (access.order() == Access.Order.VOLATILE) {
      history.lastVolatile = history.latest();
    }
  }

  @Override
  public final long beginUpdate(Cpu cpu, Access access, long address) {
    History history = history(Layout.wordLocation(address));
    return see(cpu, access, history, history.latest());
  }

  @Override
  public final void endUpdate(Cpu cpu, Access access, long address, long value, int[] carried) {
    int word = Layout.wordLocation(address);
    History history = history(word);
    append(cpu, access, word, value, carried, history.get(history.latest()));
  }

  /** A failed one is a load, and sees any value but the expected one; a weak one, that too. */
  @Override
  public final boolean compare(Cpu cpu, Access access, long address, long expected) {
    int word = Layout.wordLocation(address);
    History history = history(word);
    int latest = history.latest();
    int oldest = failsOnLatestOnly() ? latest : oldest(cpu, access, history);
    choices.clear(latest);
    if (history.get(latest).value == expected) {
      choices.add(Choices.LATEST);
    }
    boolean misses = false;
    for (int index = latest; index >= oldest; index--) {
      boolean isExpected = history.get(index).value == expected;
      misses |= isExpected && index < latest;
      if (!isExpected || access.mayFail()) {
        choices.add(index);
      }
    }
    if (misses) {
      watch.touched(cpu, word, Touch.MISSES);
    }
    int key = choices.key(watch.choose(cpu, choices));
    if (key != Choices.LATEST) {
      watch.touched(cpu, word, failsOnLatestOnly() ? Touch.READS : Touch.SEES);
      touch(cpu, access, word, Touch.READS);
    }
    seen = see(cpu, access, history, key == Choices.LATEST ? latest : key);
    return key == Choices.LATEST;
  }

  /** Whether a compare-and-set that fails has seen the latest value. */
  protected abstract boolean failsOnLatestOnly();

  @Override
  public final long seen() {
    return seen;
  }

  @Override
  public final long peek(long address) {
    int word = Layout.wordLocation(address);
    History history = histories.get(word);
    return history == null ? initial[word] : history.get(history.latest()).value;
  }

  @Override
  public final void poke(long address, long value) {
    int word = Layout.wordLocation(address);
    History history = histories.get(word);
    if (history == null) {
      initial[word] = value;
    } else {
      history.add(new Store(KNOWN, KNOWN, value, null, null));
      history.lastVolatile = 0;
      history.readers = null;
    }
  }

  @Override
  public final void fill(long base, long bytes, long value) {
    for (long address = base; address < base + bytes; address += 8) {
      poke(address, value);
    }
  }
}
