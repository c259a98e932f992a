package ripsaw.linearizability.bridge.kmallocobj;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.SharedWords;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.tla.TlaValue;

/**
 * What a state of {@code KmallocObj.tla} and a moment of the Java have in common, of the one zone
 * that there is. Not here: what a call remembers, which the Java shows by what it does next; {@code
 * last}, {@code others}, and the ghosts.
 *
 * @param slabs by address
 * @param own each cpu's active slab and its alternate
 * @param depot the zone's lists
 * @param caches each cpu's
 * @param pages addresses without a slab
 * @param types whether their lock is held; of the specification only
 * @param polling whether the poller is at the zone
 * @param armed each cpu's word for the clock
 * @param holds how often each cpu holds
 * @param held what callers have; of the specification only
 * @param seen the object that each cpu has found since it holds; of the specification only
 * @param stands where each cpu's program stands; of the specification only
 */
record KmallocObjState(
    List<Slab> slabs,
    List<List<Integer>> own,
    Depot depot,
    List<Cache> caches,
    Set<Integer> pages,
    boolean types,
    boolean polling,
    List<Boolean> armed,
    List<Integer> holds,
    Set<Chunk> held,
    List<Chunk> seen,
    List<Stand> stands)
    implements MappedState {
  private static final int ZONE = 0;
  private static final int LIVE = -1;
  private static final Chunk NOTHING = new Chunk(Numbers.NONE, Numbers.NONE);

  /**
   * What lies at an address; it means something in the zone only.
   *
   * @param free findex less aindex
   * @param begun findex less xindex
   * @param slots from that of aindex on
   * @param age ticks since it was terminated
   */
  record Slab(boolean inZone, int origin, long free, long begun, List<Chunk> slots, long age) {}

  /**
   * The zone's lists.
   *
   * @param locked of the specification only
   * @param lists partial, full, empty
   * @param counts of these
   */
  record Depot(boolean locked, List<List<Integer>> lists, List<Integer> counts) {}

  /** A cpu's slab cache. */
  record Cache(List<Integer> free, List<Integer> remote, int count) {}

  /**
   * Where a cpu stands.
   *
   * @param slab that its call is about
   * @param index a slot, or a cpu
   * @param todo the slab that it puts away next
   */
  record Stand(String at, int slab, int index, int todo) {}

  @Override
  public List<String> at() {
    return stands.stream().map(Stand::at).toList();
  }

  // ----------------------------------------------------- of the specification

  static KmallocObjState of(Map<String, TlaValue> variables) {
    TlaValue cache = variables.get("cache");
    TlaValue armed = variables.get("armed");
    TlaValue holds = variables.get("holds");
    TlaValue depot = variables.get("depot");
    List<TlaValue> cpus = Numbers.inOrder(cache);
    List<Cache> caches = cpus.stream().map(cpu -> cache(cache.at(cpu))).toList();
    List<Stand> stands = cpus.stream().map(cpu -> stand(variables.get("step"), cpu)).toList();
    Set<Integer> pages = Set.copyOf(Numbers.all(variables.get("pages")));
    Set<Integer> away = new HashSet<>(pages);
    away.addAll(Numbers.all(variables.get("others")));
    caches.forEach(one -> away.addAll(one.free));
    caches.forEach(one -> away.addAll(one.remote));
    for (Stand stand : stands) {
      if (stand.at.equals("uncount") || stand.at.equals("lock-new")) {
        away.add(stand.slab); // nobody else knows of it yet
      }
    }
    TlaValue slab = variables.get("slab");
    Set<Chunk> held = new HashSet<>();
    variables.get("held").list().forEach(object -> held.add(chunk(object)));
    return new KmallocObjState(
        Numbers.inOrder(slab).stream()
            .map(address -> slab(slab.at(address), !away.contains(Numbers.of(address))))
            .toList(),
        cpus.stream().map(cpu -> own(variables.get("own").at(cpu))).toList(),
        depot(depot),
        caches,
        pages,
        Numbers.of(variables.get("types").field("lock")) != Numbers.NONE,
        variables.get("types").field("polling").isTrue(),
        cpus.stream().map(cpu -> armed.at(cpu).isTrue()).toList(),
        cpus.stream().map(cpu -> holds.at(cpu).number()).toList(),
        held,
        cpus.stream().map(cpu -> chunk(variables.get("seen").at(cpu))).toList(),
        stands);
  }

  private static Slab slab(TlaValue slab, boolean inZone) {
    TlaValue slot = slab.field("slot");
    return new Slab(
        inZone,
        Numbers.of(slab.field("origin")),
        slab.field("free").number(),
        slab.field("begun").number(),
        Numbers.inOrder(slot).stream().map(index -> chunk(slot.at(index))).toList(),
        slab.field("age").number());
  }

  private static Chunk chunk(TlaValue object) {
    return object instanceof TlaValue.Seq pair
        ? new Chunk(Numbers.of(pair.items().get(0)), Numbers.of(pair.items().get(1)))
        : NOTHING;
  }

  private static List<Integer> own(TlaValue own) {
    return List.of(Numbers.of(own.field("active")), Numbers.of(own.field("alternate")));
  }

  private static Depot depot(TlaValue depot) {
    return new Depot(
        Numbers.of(depot.field("lock")) != Numbers.NONE,
        List.of(
            Numbers.all(depot.field("partial")),
            Numbers.all(depot.field("full")),
            Numbers.all(depot.field("empty"))),
        List.of(
            depot.field("npartial").number(),
            depot.field("nfull").number(),
            depot.field("nempty").number()));
  }

  private static Cache cache(TlaValue cache) {
    return new Cache(
        Numbers.all(cache.field("free")),
        Numbers.all(cache.field("remote")),
        cache.field("count").number());
  }

  private static Stand stand(TlaValue step, TlaValue cpu) {
    TlaValue at = step.at(new TlaValue.Seq(List.of(cpu, new TlaValue.Text("program"))));
    List<Integer> todo = Numbers.all(at.field("todo"));
    return new Stand(
        at.field("at").text(),
        Numbers.of(at.field("slab")),
        at.field("index").number(),
        todo.isEmpty() ? Numbers.NONE : todo.get(0));
  }

  // -------------------------------------------------------------- of the Java

  /**
   * @param oldest the age from which on the specification counts no further
   */
  static KmallocObjState of(Session session, int oldest) {
    Machine machine = session.machine();
    SharedWords words = new SharedWords(machine);
    KmallocObjCensus census = (KmallocObjCensus) session.takeCensus();
    List<Slab> slabs = new ArrayList<>();
    Set<Integer> pages = new HashSet<>();
    for (long page : machine.pageAddresses()) {
      census.slabs().stream()
          .filter(slab -> slab.base() == page)
          .findFirst()
          .ifPresentOrElse(
              slab -> slabs.add(slab(machine, words, slab, oldest)),
              () -> {
                pages.add(slabs.size());
                slabs.add(new Slab(false, Numbers.NONE, 0, 0, List.of(), LIVE));
              });
    }
    KmallocObjCensus.Zone zone = census.zones().get(ZONE);
    return new KmallocObjState(
        slabs,
        machine.cpus().stream()
            .map(Cpu::id)
            .map(cpu -> places(machine, List.of(zone.active().get(cpu), zone.alternate().get(cpu))))
            .toList(),
        new Depot(
            false,
            List.of(
                places(machine, zone.partial()),
                places(machine, zone.full()),
                places(machine, zone.empty())),
            zone.counts().stream().map(Math::toIntExact).toList()),
        census.caches().stream()
            .map(
                cache ->
                    new Cache(
                        places(machine, cache.free()),
                        places(machine, cache.remote()),
                        Math.toIntExact(cache.count())))
            .toList(),
        pages,
        false,
        machine.memory().peek(words.polling(ZONE)) != 0,
        machine.cpus().stream().map(cpu -> machine.memory().peek(words.armed(cpu)) != 0).toList(),
        machine.cpus().stream()
            .map(cpu -> (int) machine.memory().peek(Exis.holds(machine, cpu)))
            .toList(),
        Set.of(),
        List.of(),
        List.of());
  }

  private static Slab slab(
      Machine machine, SharedWords words, KmallocObjCensus.Slab slab, int oldest) {
    int capacity = slab.capacity();
    long age = machine.memory().peek(words.ticks()) - slab.stamp() - 1;
    return new Slab(
        slab.zone() == ZONE,
        slab.origin(),
        slab.available(),
        slab.findex() - slab.xindex(),
        IntStream.range(0, capacity)
            .map(i -> (int) Math.floorMod(slab.aindex() + i, (long) capacity))
            .mapToObj(i -> chunk(machine, slab, slab.slots().get(i)))
            .toList(),
        slab.stamp() == 0 ? LIVE : Math.min(age, oldest));
  }

  private static Chunk chunk(Machine machine, KmallocObjCensus.Slab slab, long object) {
    return object == 0
        ? NOTHING
        : new Chunk(place(machine, object), (int) ((object - slab.first()) / slab.objectBytes()));
  }

  private static List<Integer> places(Machine machine, List<Long> slabs) {
    return slabs.stream().map(slab -> place(machine, slab)).toList();
  }

  private static int place(Machine machine, long address) {
    return address == 0
        ? Numbers.NONE
        : (int) ((address - machine.pageAddresses().get(0)) / machine.shape().slabBytes());
  }

  // --------------------------------------------------------------- comparison

  /**
   * What a single access changes is compared always; what a cpu changes in several, while it is in
   * no transition; what the holder of a lock changes, while nobody has it and no cpu is in one.
   */
  @Override
  public Set<String> differences(MappedState other, IntPredicate open) {
    KmallocObjState java = (KmallocObjState) other;
    Set<String> found = new TreeSet<>();
    boolean settled = IntStream.range(0, own.size()).allMatch(open);
    for (int place = 0; place < java.slabs.size(); place++) {
      Slab spec = slabs.get(place);
      Slab there = java.slabs.get(place);
      if (spec.inZone && there.inZone) {
        compare(place, there, java, open, found);
      }
    }
    compare("pages", pages, java.pages, found);
    for (int cpu = 0; cpu < own.size(); cpu++) {
      String name = "cpu" + cpu + ".";
      compare(name + "armed", armed.get(cpu), java.armed.get(cpu), found);
      compare(name + "count", caches.get(cpu).count, java.caches.get(cpu).count, found);
      compare(name + "remote", caches.get(cpu).remote, java.caches.get(cpu).remote, found);
      if (open.test(cpu)) {
        compare(name + "active and alternate", own.get(cpu), java.own.get(cpu), found);
        compare(name + "free", caches.get(cpu).free, java.caches.get(cpu).free, found);
        compare(name + "holds", holds.get(cpu), java.holds.get(cpu), found);
      }
    }
    if (settled && !types) {
      compare("polling", polling, java.polling, found);
    }
    if (settled && !depot.locked) {
      compare("partial, full and empty", depot.lists, java.depot.lists, found);
      compare("their counts", depot.counts, java.depot.counts, found);
    }
    return found;
  }

  private void compare(
      int place, Slab there, KmallocObjState java, IntPredicate open, Set<String> found) {
    Slab spec = slabs.get(place);
    String name = "slab" + place + ".";
    compare(name + "begun", spec.begun, there.begun, found);
    compare(name + "origin", spec.origin, there.origin, found);
    boolean owned = false;
    for (int cpu = 0; cpu < own.size(); cpu++) {
      boolean has = own.get(cpu).contains(place) || java.own.get(cpu).contains(place);
      owned |= has && !open.test(cpu);
    }
    if (!owned) {
      compare(name + "free", spec.free, there.free, found);
      compare(name + "slots", spec.slots, there.slots, found);
    }
    if (!depot.locked && IntStream.range(0, own.size()).allMatch(open)) {
      compare(name + "age", spec.age, there.age, found);
    }
  }

  private static void compare(String what, Object spec, Object java, Set<String> found) {
    if (!Objects.equals(spec, java)) {
      found.add("%s is %s, in the Java %s".formatted(what, spec, java));
    }
  }
}
