package ripsaw.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Release and acquire: memory keeps all stores to a word, in order, and each cpu has a
 * <em>view</em>, the oldest store to each word that it may still see. A load sees any store from
 * there on, the watcher chooses; it moves the view along, so that a cpu never sees a word go back
 * in time. A release store carries its cpu's view, and an acquire load of it joins that view to its
 * own.
 *
 * <p>After the promise-free part of Kang, Hur, Lahav, Vafeiadis and Dreyer, "A promising semantics
 * for relaxed-memory concurrency" (POPL 2017), with the orders of Java's access modes:
 *
 * <ul>
 *   <li>an atomic update sees the latest store, and passes on the view that this one carried;
 *   <li>volatile accesses are in one order, that of the execution: a volatile load sees the last
 *       volatile store to its word or a later one. It is no fence for other accesses.
 * </ul>
 *
 * <p>Simplified: a word's stores are ordered as they are executed, which is <em>strong</em> release
 * and acquire (Lahav, Giannarakis and Vafeiadis, "Taming release-acquire consistency", POPL 2016),
 * and forbids what Java allows where two cpus store to two words in opposite orders (2+2W); no load
 * sees a store that is yet to come, as Java allows for plain and opaque loads; the words of a page
 * that is given out anew have no past.
 */
final class Views implements Words {
  private record Message(long value, int[] view, int[] clock) {}

  private final Watch watch;
  private final long[] initial;
  private final List<List<Message>> later;
  private final int[] floor;
  private final int[] lastVolatile;
  private final int[][] views;
  private int[] clock;
  private int[] carriedView;

  Views(int cpus, int words, Watch watch) {
    this.watch = watch;
    this.initial = new long[words];
    this.later = new ArrayList<>(Collections.nCopies(words, null));
    this.floor = new int[words];
    this.lastVolatile = new int[words];
    this.views = new int[cpus][words];
  }

  /** Stores are numbered from 1; 0 is what the word held in the beginning. */
  private int latest(int word) {
    return later.get(word) == null ? 0 : later.get(word).size();
  }

  private long value(int word, int number) {
    return number == 0 ? initial[word] : later.get(word).get(number - 1).value;
  }

  private long see(Cpu cpu, Access access, int word, int number) {
    watch.touched(cpu, word, Touch.READS);
    int[] view = views[cpu.id()];
    view[word] = Math.max(view[word], number);
    clock = null;
    carriedView = null;
    if (number > 0) {
      Message message = later.get(word).get(number - 1);
      clock = message.clock;
      carriedView = message.view;
      if (access.acquires()) {
        join(view, carriedView);
      }
    }
    return value(word, number);
  }

  private static void join(int[] into, int[] from) {
    if (from != null) {
      for (int word = 0; word < into.length; word++) {
        into[word] = Math.max(into[word], from[word]);
      }
    }
  }

  @Override
  public long load(Cpu cpu, Access access, long address) {
    int word = Layout.wordLocation(address);
    int oldest = Math.max(views[cpu.id()][word], floor[word]);
    if (access == Access.GET_VOLATILE) {
      oldest = Math.max(oldest, lastVolatile[word]);
    }
    int latest = latest(word);
    int older = oldest < latest ? watch.choose(cpu, latest - oldest + 1) : 0;
    return see(cpu, access, word, latest - older);
  }

  @Override
  public int[] clock() {
    return clock;
  }

  @Override
  public void store(Cpu cpu, Access access, long address, long value, int[] carried) {
    append(cpu, access, Layout.wordLocation(address), value, carried, null);
  }

  private void append(
      Cpu cpu, Access access, int word, long value, int[] carried, int[] passedView) {
    watch.touched(cpu, word, Touch.WRITES);
    if (later.get(word) == null) {
      later.set(word, new ArrayList<>());
    }
    int number = latest(word) + 1;
    views[cpu.id()][word] = number;
    if (access.order() == Access.Order.VOLATILE) {
      lastVolatile[word] = number;
    }
    int[] view = passedView;
    if (access.releases()) {
      view = views[cpu.id()].clone();
      join(view, passedView);
    }
    later.get(word).add(new Message(value, view, carried));
  }

  @Override
  public long beginUpdate(Cpu cpu, Access access, long address) {
    return see(cpu, access, Layout.wordLocation(address), latest(Layout.wordLocation(address)));
  }

  @Override
  public void endUpdate(Cpu cpu, Access access, long address, long value, int[] carried) {
    append(cpu, access, Layout.wordLocation(address), value, carried, carriedView);
  }

  @Override
  public boolean isDrained(Cpu cpu) {
    return true;
  }

  @Override
  public void drained(Cpu cpu) {
    // Nothing was waited for.
  }

  @Override
  public long peek(long address) {
    return value(Layout.wordLocation(address), latest(Layout.wordLocation(address)));
  }

  @Override
  public long arrived(long address) {
    return peek(address);
  }

  @Override
  public void poke(long address, long value) {
    int word = Layout.wordLocation(address);
    if (later.get(word) == null) {
      initial[word] = value;
    } else {
      later.get(word).add(new Message(value, null, null));
      floor[word] = latest(word);
    }
  }

  @Override
  public void fill(long base, long bytes, long value) {
    for (long address = base; address < base + bytes; address += 8) {
      poke(address, value);
    }
  }

  @Override
  public Object publish(Cpu cpu) {
    return views[cpu.id()].clone();
  }

  @Override
  public void receive(Cpu cpu, Object published) {
    join(views[cpu.id()], (int[]) published);
  }

  @Override
  public boolean hasArrived(Object published) {
    return true;
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    views[cpu.id()][Layout.wordLocation(address)] = latest(Layout.wordLocation(address));
  }
}
