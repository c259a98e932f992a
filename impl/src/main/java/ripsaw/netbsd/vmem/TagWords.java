package ripsaw.netbsd.vmem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.netbsd.vmem.census.VmemCensus;

/**
 * The words of an arena and of boundary tags, in the machine's memory. A tag is named by the
 * address of its first word; 0 is none. All accesses are plain, as a lock guards each word.
 */
public class TagWords {
  protected static final long FREE = 0;
  protected static final long BUSY = 1;

  /** A span that was imported. */
  protected static final long SPAN = 2;

  /** Lists of free tags: in the n-th are ranges of 2^n to 2^(n+1)-1 quanta. */
  protected static final int ORDERS = 11;

  private static final int HASHES = 2;

  // Words of the arena, among those that all cpus share.
  private static final int HEAD = 0;
  private static final int TAIL = 1;
  private static final int SIZE = 2;
  private static final int IN_USE = 3;
  private static final int BUSY_TAGS = 4;
  private static final int CHANGES = 5;
  private static final int SPARE_TAGS = 6;
  private static final int SPARE_COUNT = 7;
  private static final int POOL = 8;
  private static final int LOCK = 9;
  private static final int POOL_LOCK = 10;
  private static final int ROOM = 11;
  private static final int HASH = 12;
  private static final int REFILL_LOCK = 14;

  // Words of a tag.
  private static final int KIND = 0;
  private static final int START = 8;
  private static final int NEXT = 16;
  private static final int PREV = 24;
  private static final int LINK = 32;
  private static final int TAG_WORDS = 5;

  // Words of a cpu.
  private static final int MAGAZINE = 0;
  private static final int ROUNDS = 1;

  /** Tags that a cpu has to itself at most. */
  protected static final int MOST_ROUNDS = 8;

  protected final Machine machine;
  protected final Memory memory;
  private final int tags;

  TagWords(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
    this.tags = (machine.subjectWords() - ORDERS) / TAG_WORDS;
    int next = 0;
    for (Cpu cpu : machine.cpus()) {
      for (int round = 0; round < MOST_ROUNDS / 2; round++) {
        poke(machine.cpuWord(cpu, MAGAZINE), tagAt(next++));
      }
      memory.poke(machine.cpuWord(cpu, ROUNDS), MOST_ROUNDS / 2);
    }
    while (next < tags) {
      poke(machine.sharedWord(POOL), tagAt(next++));
    }
  }

  private void poke(long list, long tag) {
    memory.poke(tag + LINK, memory.peek(list));
    memory.poke(list, tag);
  }

  private long tagAt(int index) {
    return machine.subjectWord(ORDERS + TAG_WORDS * index);
  }

  protected final long get(Cpu cpu, long address) {
    return memory.getPlain(cpu, address);
  }

  protected final void set(Cpu cpu, long address, long value) {
    memory.setPlain(cpu, address, value);
  }

  protected final void add(Cpu cpu, long address, long more) {
    set(cpu, address, get(cpu, address) + more);
  }

  // ------------------------------------------------------------ of the arena

  private long head() {
    return machine.sharedWord(HEAD);
  }

  private long tail() {
    return machine.sharedWord(TAIL);
  }

  /** The word with the bytes of all spans. */
  protected final long size() {
    return machine.sharedWord(SIZE);
  }

  /** The word with the bytes that are in use. */
  protected final long inUse() {
    return machine.sharedWord(IN_USE);
  }

  /** The word that counts busy tags. */
  protected final long busyTags() {
    return machine.sharedWord(BUSY_TAGS);
  }

  /** The word that counts how often something became free. */
  protected final long changes() {
    return machine.sharedWord(CHANGES);
  }

  /** The word with the first of the arena's spare tags. */
  protected final long spareTags() {
    return machine.sharedWord(SPARE_TAGS);
  }

  /** The word that counts them. */
  protected final long spareCount() {
    return machine.sharedWord(SPARE_COUNT);
  }

  /** The word with the first tag that a cpu has to itself. */
  protected long magazine(Cpu cpu) {
    return machine.cpuWord(cpu, MAGAZINE);
  }

  /** The word that counts those. */
  protected final long rounds(Cpu cpu) {
    return machine.cpuWord(cpu, ROUNDS);
  }

  /** The word with the first tag of the pool. */
  protected final long pool() {
    return machine.sharedWord(POOL);
  }

  protected static long lockWord(Machine machine) {
    return machine.sharedWord(LOCK);
  }

  protected static long poolLockWord(Machine machine) {
    return machine.sharedWord(POOL_LOCK);
  }

  protected static long refillLockWord(Machine machine) {
    return machine.sharedWord(REFILL_LOCK);
  }

  protected static long roomWord(Machine machine) {
    return machine.sharedWord(ROOM);
  }

  /** The word with the first tag of a list of free ones. */
  protected final long freeList(int order) {
    return machine.subjectWord(order);
  }

  /** The word with the first busy tag of those that begin where this does, or hash alike. */
  protected long hashList(long start) {
    return machine.sharedWord(HASH + (int) (start / VmemCensus.QUANTUM % HASHES));
  }

  // --------------------------------------------------------------- of a tag

  protected final long kind(Cpu cpu, long tag) {
    return get(cpu, tag + KIND) & 3;
  }

  protected final long bytes(Cpu cpu, long tag) {
    return get(cpu, tag + KIND) & ~3L;
  }

  protected final long start(Cpu cpu, long tag) {
    return get(cpu, tag + START);
  }

  protected final void describe(Cpu cpu, long tag, long kind, long start, long bytes) {
    set(cpu, tag + KIND, bytes | kind);
    set(cpu, tag + START, start);
  }

  protected final long next(Cpu cpu, long tag) {
    return get(cpu, tag + NEXT);
  }

  protected final long prev(Cpu cpu, long tag) {
    return get(cpu, tag + PREV);
  }

  // -------------------------------------------------------------- of a list

  protected final void push(Cpu cpu, long list, long tag) {
    set(cpu, tag + LINK, get(cpu, list));
    set(cpu, list, tag);
  }

  /** The first of a list, which is taken off; 0 if there is none. */
  protected final long pop(Cpu cpu, long list) {
    long tag = get(cpu, list);
    if (tag != 0) {
      set(cpu, list, get(cpu, tag + LINK));
    }
    return tag;
  }

  /** The tag behind this one in a list. */
  protected final long link(Cpu cpu, long tag) {
    return get(cpu, tag + LINK);
  }

  /** A {@code LIST} has links both ways; here whoever takes a tag off walks up to it. */
  protected final void unlink(Cpu cpu, long list, long tag) {
    long before = 0;
    long one = get(cpu, list);
    while (one != tag) {
      require(one != 0, "a tag is not in its list");
      before = one;
      one = link(cpu, one);
    }
    set(cpu, before == 0 ? list : before + LINK, link(cpu, tag));
  }

  /** {@code KASSERT}. */
  protected static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("panic: " + what);
    }
  }

  // ------------------------------------------------------ of the arena's tags

  /** Puts a tag behind another in the order of addresses; behind all if that is 0. */
  protected final void insertSegment(Cpu cpu, long tag, long behind) {
    long before = behind == 0 ? get(cpu, tail()) : behind;
    long after = before == 0 ? get(cpu, head()) : next(cpu, before);
    set(cpu, tag + PREV, before);
    set(cpu, tag + NEXT, after);
    set(cpu, before == 0 ? head() : before + NEXT, tag);
    set(cpu, after == 0 ? tail() : after + PREV, tag);
  }

  protected final void removeSegment(Cpu cpu, long tag) {
    long before = prev(cpu, tag);
    long after = next(cpu, tag);
    set(cpu, before == 0 ? head() : before + NEXT, after);
    set(cpu, after == 0 ? tail() : after + PREV, before);
  }

  // ------------------------------------------------------------ without access

  /** All tags in the order of addresses within each span. */
  final List<VmemCensus.Tag> segments() {
    List<VmemCensus.Tag> all = new ArrayList<>();
    long tag = memory.peek(head());
    while (tag != 0 && all.size() <= tags) {
      long kind = memory.peek(tag + KIND);
      all.add(
          new VmemCensus.Tag(
              tag,
              VmemCensus.Kind.values()[(int) (kind & 3)],
              memory.peek(tag + START),
              kind & ~3L));
      tag = memory.peek(tag + NEXT);
    }
    return all;
  }

  /** The busy range that holds an address. */
  public final Optional<VmemCensus.Tag> busyAt(long address) {
    long tag = memory.peek(head());
    while (tag != 0) {
      long kind = memory.peek(tag + KIND);
      long start = memory.peek(tag + START);
      long bytes = kind & ~3L;
      if ((kind & 3) == BUSY && address >= start && address < start + bytes) {
        return Optional.of(new VmemCensus.Tag(tag, VmemCensus.Kind.BUSY, start, bytes));
      }
      tag = memory.peek(tag + NEXT);
    }
    return Optional.empty();
  }

  /** The tags of a list. */
  final List<Long> listed(long list) {
    List<Long> all = new ArrayList<>();
    long tag = memory.peek(list);
    while (tag != 0 && all.size() <= tags) {
      all.add(tag);
      tag = memory.peek(tag + LINK);
    }
    return all;
  }

  /** How many are in no list and describe nothing. */
  final long tagsInHand() {
    long lying = listed(pool()).size() + listed(spareTags()).size() + segments().size();
    for (Cpu cpu : machine.cpus()) {
      lying += listed(magazine(cpu)).size();
    }
    return tags - lying;
  }

  /** Those that each cpu has to itself. */
  final List<VmemCensus.TagCache> tagCaches() {
    List<VmemCensus.TagCache> all = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      all.add(
          new VmemCensus.TagCache(
              cpu.id(), memory.peek(rounds(cpu)), listed(magazine(cpu)).size()));
    }
    return all;
  }

  protected final List<List<Long>> freeLists() {
    List<List<Long>> all = new ArrayList<>();
    for (int order = 0; order < ORDERS; order++) {
      all.add(listed(freeList(order)));
    }
    return all;
  }

  /** The tags of each hash list. */
  final List<List<Long>> hashLists() {
    List<List<Long>> all = new ArrayList<>();
    for (int hash = 0; hash < HASHES; hash++) {
      all.add(listed(machine.sharedWord(HASH + hash)));
    }
    return all;
  }

  /** As in {@code tag3.start}, {@code arena.size}, {@code page1+64}. */
  public String name(long address) {
    long tag = address - tagAt(0);
    if (tag >= 0 && tag < 8L * TAG_WORDS * tags && tag % 8 == 0) {
      String[] words = {"kind", "start", "next", "prev", "link"};
      return "tag%s.%s".formatted(tag / 8 / TAG_WORDS, words[(int) (tag / 8 % TAG_WORDS)]);
    }
    String[] arena = {
      "first",
      "last",
      "size",
      "in-use",
      "busy-tags",
      "changes",
      "spare-tags",
      "spare-count",
      "pool",
      "lock",
      "pool-lock",
      "room",
      "hash0",
      "hash1",
      "refill-lock"
    };
    long word = (address - machine.sharedWord(0)) / 8;
    if (word >= 0 && word < arena.length && address % 8 == 0) {
      return "arena." + arena[(int) word];
    }
    long list = address - freeList(0);
    return list >= 0 && list < 8 * ORDERS && list % 8 == 0
        ? "free-list" + list / 8
        : machine.name(address);
  }
}
