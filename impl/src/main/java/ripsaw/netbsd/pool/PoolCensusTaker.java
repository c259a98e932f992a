package ripsaw.netbsd.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolCensus;

/** Reads where everything is, without an access. */
final class PoolCensusTaker {
  private final Machine machine;
  private final PoolWords words;
  private final PageSource source;
  private final IntFunction<ItemGeometry> geometries;
  private final boolean countsGroups;

  PoolCensusTaker(
      Machine machine,
      PoolWords words,
      PageSource source,
      IntFunction<ItemGeometry> geometries,
      boolean countsGroups) {
    this.machine = machine;
    this.words = words;
    this.source = source;
    this.geometries = geometries;
    this.countsGroups = countsGroups;
  }

  private long peek(long address) {
    return machine.memory().peek(address);
  }

  PoolCensus take() {
    List<PoolCensus.Cache> caches = new ArrayList<>();
    for (int cache = 0; cache < PoolWords.caches(machine); cache++) {
      if (geometries.apply(cache) != null) {
        caches.add(cache(cache));
      }
    }
    List<PoolCensus.Group> doomed = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      for (int hand = 0; hand < PoolWords.HANDS; hand++) {
        doomed.addAll(groups(peek(words.hand(cpu, hand))));
      }
    }
    List<Long> free = new ArrayList<>();
    for (long first : List.of(words.freeGroups(), words.emptyGroups())) {
      groups(peek(first)).forEach(group -> free.add(group.address()));
    }
    return PoolCensus.of(caches, doomed, free, words.groups(), machine.shape().cachedSlabs());
  }

  private PoolCensus.Cache cache(int number) {
    ItemGeometry geometry = geometries.apply(number);
    List<PoolCensus.Magazines> magazines = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      magazines.add(
          new PoolCensus.Magazines(
              cpu.id(),
              magazine(words.ofCpu(cpu, number, PoolWords.CURRENT)),
              magazine(words.ofCpu(cpu, number, PoolWords.PREVIOUS))));
    }
    return new PoolCensus.Cache(
        number,
        geometry.objectBytes(),
        geometry.size(),
        geometry.items(),
        source.bytes(number),
        magazines,
        depot(number),
        new PoolCensus.Pool(
            field(number, PoolWords.CURPAGE),
            pages(number, PoolWords.EMPTY_PAGES),
            pages(number, PoolWords.FULL_PAGES),
            pages(number, PoolWords.PART_PAGES),
            field(number, PoolWords.NITEMS),
            field(number, PoolWords.NOUT),
            field(number, PoolWords.NPAGES),
            field(number, PoolWords.NIDLE),
            field(number, PoolWords.MINITEMS)));
  }

  private PoolCensus.Depot depot(int cache) {
    List<PoolCensus.Group> listed = groups(field(cache, PoolWords.GROUP_LIST));
    if (!listed.isEmpty()) {
      return PoolCensus.Depot.of(listed);
    }
    List<PoolCensus.Group> full = groups(field(cache, PoolWords.FULL_GROUPS));
    List<PoolCensus.Group> empty = groups(field(cache, PoolWords.EMPTY_GROUPS));
    List<PoolCensus.Group> part = groups(field(cache, PoolWords.PART_GROUPS));
    return countsGroups
        ? new PoolCensus.Depot(
            full,
            empty,
            part,
            field(cache, PoolWords.NFULL),
            field(cache, PoolWords.NEMPTY),
            field(cache, PoolWords.NPART))
        : new PoolCensus.Depot(full, empty, part, full.size(), empty.size(), part.size());
  }

  private long field(int cache, int field) {
    return peek(words.ofCache(cache, field));
  }

  private List<PoolCensus.Group> magazine(long word) {
    long group = peek(word);
    return group == 0 ? List.of() : List.of(group(group));
  }

  /** As far as links lead, but not round and round: one too many tells of that. */
  private List<PoolCensus.Group> groups(long first) {
    List<PoolCensus.Group> groups = new ArrayList<>();
    long group = first;
    while (group != 0 && machine.isMemory(group) && groups.size() <= words.groups()) {
      groups.add(group(group));
      group = peek(PoolWords.ofGroup(group, PoolWords.GROUP_NEXT));
    }
    return groups;
  }

  private PoolCensus.Group group(long group) {
    long avail = peek(PoolWords.ofGroup(group, PoolWords.AVAIL));
    List<Long> objects = new ArrayList<>();
    for (long i = 0; i < Math.min(avail, PoolWords.GROUP_OBJECTS); i++) {
      long object = peek(PoolWords.slot(group, i));
      if (object != 0) {
        objects.add(object);
      }
    }
    return new PoolCensus.Group(group, avail, objects);
  }

  private List<PoolCensus.PageHeader> pages(int cache, int list) {
    List<PoolCensus.PageHeader> pages = new ArrayList<>();
    long page = field(cache, list);
    while (page != 0 && words.isInPage(page) && pages.size() <= machine.shape().pages()) {
      pages.add(
          new PoolCensus.PageHeader(
              page,
              peek(source.header(page, PoolWords.NMISSING)),
              items(peek(source.header(page, PoolWords.ITEMLIST)), geometries.apply(cache))));
      page = peek(source.header(page, PoolWords.PAGE_NEXT));
    }
    return pages;
  }

  private List<Long> items(long first, ItemGeometry geometry) {
    List<Long> items = new ArrayList<>();
    long item = first;
    while (item != 0 && items.size() <= geometry.items()) {
      items.add(item);
      item = machine.isMemory(item) ? peek(item) : 0;
    }
    return items;
  }
}
