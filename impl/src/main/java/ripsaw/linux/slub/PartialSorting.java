package ripsaw.linux.slub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Cpu;

/** What {@code kmem_cache_shrink} and {@code free_list} do to a node's list, with its lock. */
final class PartialSorting {
  private final PartialLists lists;
  private final int cache;
  private final int node;
  private final LongConsumer empty;

  /**
   * @param empty told of each slab that is on no list any more, and has no object in use, before
   *     the next one is looked at
   */
  PartialSorting(PartialLists lists, int cache, int node, LongConsumer empty) {
    this.lists = lists;
    this.cache = cache;
    this.node = node;
    this.empty = empty;
  }

  /**
   * Unlinks slabs of which nothing is in use and that nobody has locked, and puts the fullest of
   * the others first: they are to fill up, and the rest to become empty.
   */
  void sort(Cpu cpu, int objects) {
    List<List<Long>> byInuse = new ArrayList<>();
    for (int i = 0; i <= objects; i++) {
      byInuse.add(new ArrayList<>());
    }
    for (long page : pages(cpu)) {
      if (lists.inuse(cpu, page) == 0 && lists.tryLockSlab(cpu, page)) {
        lists.unlink(cpu, cache, node, page);
        lists.unlockSlab(cpu, page);
        empty.accept(page);
      } else {
        byInuse.get(Math.clamp(lists.inuse(cpu, page), 0, objects)).add(page);
      }
    }
    long next = 0;
    for (List<Long> some : byInuse) {
      for (int i = some.size() - 1; i >= 0; i--) {
        lists.setOfPage(cpu, some.get(i), SlubWords.LRU, next);
        next = some.get(i);
      }
    }
    lists.setFirstPartial(cpu, cache, node, next);
    if (next != 0) {
      lists.tell(cpu, SlubEvent.SORTED, next, cache);
    }
  }

  void unlinkEmpty(Cpu cpu) {
    for (long page : pages(cpu)) {
      if (lists.inuse(cpu, page) == 0) {
        lists.unlink(cpu, cache, node, page);
        empty.accept(page);
      }
    }
  }

  private List<Long> pages(Cpu cpu) {
    List<Long> pages = new ArrayList<>();
    for (long page = lists.firstPartial(cpu, cache, node);
        page != 0 && !pages.contains(page);
        page = lists.ofPage(cpu, page, SlubWords.LRU)) {
      pages.add(page);
    }
    return pages;
  }
}
