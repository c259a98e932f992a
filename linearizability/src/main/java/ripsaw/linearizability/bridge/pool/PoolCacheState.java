package ripsaw.linearizability.bridge.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.spec.tla.TlaValue;

/**
 * What a state of {@code PoolCache.tla} and a moment of the Java have in common, of the one cache
 * that there is. Not here: what a call remembers beyond where it stands, which the Java shows by
 * what it does next; {@code last}, and the ghosts.
 *
 * @param live addresses whose pages are given out
 * @param pool its pages and its counts
 * @param groups that are in their pool
 * @param depot its groups
 * @param locker the cpu whose actor has the depot's lock; of the specification only
 * @param own each cpu's current and previous group: none, or one, in each place
 * @param held what callers hold; of the specification only
 * @param programs where each cpu's program stands; of the specification only
 * @param calls where the interrupt of a cross-call stands on each; of the specification only
 */
record PoolCacheState(
    List<Boolean> live,
    Pool pool,
    int groups,
    Depot depot,
    int locker,
    List<Own> own,
    Set<Chunk> held,
    List<String> programs,
    List<String> calls)
    implements MappedState {
  static final String IDLE = "idle";

  /** Where an actor has the depot's lock. */
  static final Set<String> LOCKED =
      Set.of("depot-unlock", "take-empty", "list-empty", "detach-empty");

  /** The lists of pages, the current page, the counts, and what is free of each page. */
  record Pool(
      List<List<Integer>> lists, int current, List<Long> counts, Map<Integer, List<Chunk>> free) {}

  /** What the groups of each list hold. */
  record Depot(List<List<Chunk>> full, List<List<Chunk>> empty, List<List<Chunk>> part) {}

  /** A cpu's groups. */
  record Own(List<List<Chunk>> current, List<List<Chunk>> previous) {}

  private static final int CACHE = 0;

  @Override
  public List<String> at() {
    return programs;
  }

  // ----------------------------------------------------- of the specification

  static PoolCacheState of(Map<String, TlaValue> variables) {
    TlaValue page = variables.get("page");
    TlaValue pool = variables.get("pool");
    TlaValue depot = variables.get("depot");
    TlaValue own = variables.get("own");
    List<List<Integer>> lists =
        List.of(
            Numbers.all(pool.field("empty")),
            Numbers.all(pool.field("part")),
            Numbers.all(pool.field("full")));
    Map<Integer, List<Chunk>> free = new HashMap<>();
    for (List<Integer> list : lists) {
      list.forEach(place -> free.put(place, chunks(page.at(key(page, place)).field("free"))));
    }
    Map<Integer, String> programs = new HashMap<>();
    Map<Integer, String> calls = new HashMap<>();
    ((TlaValue.Function) variables.get("step"))
        .values()
        .forEach(
            (actor, step) -> {
              boolean isCall = actor.list().get(1).text().equals("call");
              (isCall ? calls : programs)
                  .put(Numbers.of(actor.list().get(0)), step.field("at").text());
            });
    TlaValue lock = depot.field("lock");
    return new PoolCacheState(
        Numbers.inOrder(page).stream().map(one -> page.at(one).field("live").isTrue()).toList(),
        new Pool(
            lists,
            Numbers.of(pool.field("cur")),
            List.of(
                (long) pool.field("nitems").number(),
                (long) pool.field("nout").number(),
                (long) pool.field("npages").number(),
                (long) pool.field("nidle").number()),
            free),
        variables.get("groups").number(),
        new Depot(
            groups(depot.field("full")), groups(depot.field("empty")), groups(depot.field("part"))),
        lock instanceof TlaValue.Seq pair ? Numbers.of(pair.list().get(0)) : Numbers.NONE,
        Numbers.inOrder(own).stream()
            .map(one -> new Own(group(own.at(one).field("cur")), group(own.at(one).field("prev"))))
            .toList(),
        Set.copyOf(chunks(variables.get("held"))),
        IntStream.range(0, programs.size()).mapToObj(programs::get).toList(),
        IntStream.range(0, programs.size())
            .mapToObj(cpu -> calls.getOrDefault(cpu, IDLE))
            .toList());
  }

  private static TlaValue key(TlaValue function, int number) {
    return Numbers.inOrder(function).get(number);
  }

  private static List<List<Chunk>> group(TlaValue group) {
    return group instanceof TlaValue.Seq ? List.of(chunks(group)) : List.of();
  }

  private static List<List<Chunk>> groups(TlaValue list) {
    return list.list().stream().map(PoolCacheState::chunks).toList();
  }

  private static List<Chunk> chunks(TlaValue objects) {
    return objects.list().stream()
        .map(TlaValue::list)
        .map(pair -> new Chunk(Numbers.of(pair.get(0)), pair.get(1).number() - 1))
        .toList();
  }

  // -------------------------------------------------------------- of the Java

  static PoolCacheState of(Session session) {
    Machine machine = session.machine();
    PoolCensus census = (PoolCensus) session.takeCensus();
    PoolCensus.Cache cache = census.cache(CACHE).orElseThrow();
    PoolCensus.Pool pool = cache.pool();
    Map<Integer, List<Chunk>> free = new HashMap<>();
    List<List<Integer>> lists = new ArrayList<>();
    for (List<PoolCensus.PageHeader> list :
        List.of(pool.emptyPages(), pool.partPages(), pool.fullPages())) {
      lists.add(list.stream().map(header -> place(machine, header.base())).toList());
      list.forEach(
          header ->
              free.put(
                  place(machine, header.base()), chunks(machine, cache.size(), header.free())));
    }
    long first = machine.pageAddresses().get(0);
    int slabs = machine.shape().pages() / machine.shape().slabPages();
    return new PoolCacheState(
        IntStream.range(0, slabs)
            .mapToObj(i -> machine.pages().isMapped(first + (long) i * machine.shape().slabBytes()))
            .toList(),
        new Pool(
            lists,
            place(machine, pool.curpage()),
            List.of(pool.nitems(), pool.nout(), pool.npages(), pool.nidle()),
            free),
        census.freeGroups().size(),
        new Depot(
            groups(machine, cache, cache.depot().full()),
            groups(machine, cache, cache.depot().empty()),
            groups(machine, cache, cache.depot().part())),
        Numbers.NONE,
        cache.magazines().stream()
            .map(
                one ->
                    new Own(
                        groups(machine, cache, one.current()),
                        groups(machine, cache, one.previous())))
            .toList(),
        Set.of(),
        List.of(),
        List.of());
  }

  private static List<List<Chunk>> groups(
      Machine machine, PoolCensus.Cache cache, List<PoolCensus.Group> groups) {
    return groups.stream().map(group -> chunks(machine, cache.size(), group.objects())).toList();
  }

  private static List<Chunk> chunks(Machine machine, long size, List<Long> objects) {
    return objects.stream().map(object -> chunk(machine, size, object)).toList();
  }

  /**
   * @param size from one object to the next
   */
  static Chunk chunk(Machine machine, long size, long object) {
    int place = place(machine, object);
    long page = machine.pageAddresses().get(0) + (long) place * machine.shape().slabBytes();
    return new Chunk(place, (int) ((object - page) / size));
  }

  private static int place(Machine machine, long address) {
    return address == 0
        ? Numbers.NONE
        : (int) ((address - machine.pageAddresses().get(0)) / machine.shape().slabBytes());
  }

  // --------------------------------------------------------------- comparison

  /**
   * Which pages are given out is compared always; the pool and what is in the pool of groups while
   * no cpu is in a critical section; the depot if nobody has its lock besides; a cpu's groups while
   * it is in none.
   */
  @Override
  public Set<String> differences(MappedState other, IntPredicate open) {
    PoolCacheState java = (PoolCacheState) other;
    Set<String> found = new TreeSet<>();
    compare("live", live, java.live, found);
    if (IntStream.range(0, own.size()).allMatch(open)) {
      compare("pool", pool, java.pool, found);
      compare("groups", groups, java.groups, found);
      if (locker == Numbers.NONE) {
        compare("depot", depot, java.depot, found);
      }
    }
    for (int cpu = 0; cpu < own.size(); cpu++) {
      if (open.test(cpu) && locker != cpu) {
        compare("cpu%s.groups".formatted(cpu), own.get(cpu), java.own.get(cpu), found);
      }
    }
    return found;
  }

  private static void compare(String what, Object spec, Object java, Set<String> found) {
    if (!Objects.equals(spec, java)) {
      found.add("%s is %s, in the Java %s".formatted(what, spec, java));
    }
  }
}
