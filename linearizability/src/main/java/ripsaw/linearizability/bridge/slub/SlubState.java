package ripsaw.linearizability.bridge.slub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.execution.Session;
import ripsaw.linux.slub.census.SlubCensus;
import ripsaw.machine.Machine;
import ripsaw.spec.tla.TlaValue;

/**
 * What a state of {@code Slub.tla} and a moment of the Java have in common, of the one cache that
 * there is. Not here: what a call remembers beyond where it stands, which the Java shows by what it
 * does next; {@code last}, {@code online}, and the ghosts.
 *
 * @param slabs by address
 * @param cpus each cpu's structure
 * @param nodes each node's list and counts
 * @param held what callers hold; of the specification only
 * @param stands where each actor stands; of the specification only
 */
record SlubState(
    List<Slab> slabs,
    List<CpuSlab> cpus,
    List<Node> nodes,
    Set<Chunk> held,
    Map<Actor, Stand> stands)
    implements MappedState {
  static final String PROGRAM = "program";
  static final String THREAD = "thread";
  static final String IRQ = "irq";
  static final String CALL = "call";

  static final String IDLE = "idle";
  private static final String DISCARD = "discard";

  /** Where an actor is to free into a slab that is not its cpu's. */
  static final String FREEING = "remote-lock";

  /** Where an actor may have a list's lock that the specification has not given it yet. */
  private static final Set<String> LISTING = Set.of("add-partial", "remove-partial");

  private static final int CACHE = 0;

  /**
   * Who acts.
   *
   * @param cpu that it belongs to, and begins on
   * @param kind as the module names it
   */
  record Actor(int cpu, String kind) {}

  /**
   * What lies at an address; the rest means something in a slab only.
   *
   * @param live whether its pages are given out
   * @param locker the cpu whose actor has its lock; of the specification only
   * @param inHands whether somebody makes it, or gives it back; of the specification only
   */
  record Slab(
      boolean live,
      int locker,
      boolean inHands,
      boolean frozen,
      long inuse,
      List<Chunk> freelist) {}

  /**
   * A cpu's structure.
   *
   * @param node what it takes its slab to be of
   */
  record CpuSlab(int page, List<Chunk> freelist, long node) {}

  /**
   * A node's.
   *
   * @param locker the cpu whose actor has its lock; of the specification only
   * @param partial slabs on its list
   * @param nr as counted of them
   * @param slabs as counted of all
   */
  record Node(int locker, List<Integer> partial, long nr, long slabs) {}

  /**
   * Where an actor stands.
   *
   * @param slab that its call is about
   * @param todo the slab that it looks at next
   * @param from the node whose list it looks at
   * @param then where it goes on when it is done with the slab
   */
  record Stand(String at, int slab, int todo, int from, String then) {}

  @Override
  public List<String> at() {
    return IntStream.range(0, cpus.size()).mapToObj(cpu -> at(new Actor(cpu, PROGRAM))).toList();
  }

  String at(Actor actor) {
    return stand(actor).at;
  }

  /** One that the configuration does not have stands nowhere. */
  Stand stand(Actor actor) {
    return stands.getOrDefault(actor, new Stand(IDLE, Numbers.NONE, Numbers.NONE, 0, IDLE));
  }

  /** Who makes a step: whoever has moved, or else a thread that begins a call and ends it. */
  static Actor actor(Walk.Step step) {
    SlubState before = (SlubState) step.before();
    SlubState after = (SlubState) step.after();
    Actor first = new Actor(step.cpu(), PROGRAM);
    return before.stands.keySet().stream()
        .filter(one -> !before.stand(one).equals(after.stand(one)))
        .findFirst()
        .orElse(before.at(first).equals(IDLE) ? first : new Actor(step.cpu(), THREAD));
  }

  /** Whether all stand where they stand here, but for one. */
  boolean othersStand(Actor one, SlubState there) {
    return stands.keySet().stream()
        .filter(other -> !other.equals(one))
        .allMatch(other -> stands.get(other).equals(there.stands.get(other)));
  }

  /** Whether an actor of this cpu has come back with a new slab, and the cpu has another. */
  boolean hasGivenUp(int cpu) {
    return stands.entrySet().stream()
        .filter(one -> one.getKey().cpu == cpu)
        .map(Map.Entry::getValue)
        .anyMatch(
            stand ->
                stand.at.equals("flush") && stand.then.equals("lock-new")
                    || stand.at.equals(DISCARD) && stand.then.equals("reuse"));
  }

  // ----------------------------------------------------- of the specification

  static SlubState of(Map<String, TlaValue> variables) {
    Map<Actor, Stand> stands = new HashMap<>();
    Set<Integer> inHands = new HashSet<>();
    ((TlaValue.Function) variables.get("step"))
        .values()
        .forEach(
            (actor, step) -> {
              Stand stand = stand(step);
              stands.put(actor(actor), stand);
              inHands.add(Numbers.of(step.field("new")));
              inHands.addAll(Numbers.all(step.field("out")));
              if (stand.at.equals(DISCARD)) {
                inHands.add(stand.slab);
              }
            });
    TlaValue slab = variables.get("slab");
    TlaValue cpu = variables.get("cpu");
    TlaValue node = variables.get("node");
    return new SlubState(
        Numbers.inOrder(slab).stream()
            .map(address -> slab(slab.at(address), inHands.contains(Numbers.of(address))))
            .toList(),
        Numbers.inOrder(cpu).stream().map(one -> cpuSlab(cpu.at(one))).toList(),
        Numbers.inOrder(node).stream().map(one -> node(node.at(one))).toList(),
        Set.copyOf(chunks(variables.get("held"))),
        stands);
  }

  private static Actor actor(TlaValue pair) {
    return new Actor(Numbers.of(pair.list().get(0)), pair.list().get(1).text());
  }

  private static Stand stand(TlaValue step) {
    List<Integer> todo = Numbers.all(step.field("todo"));
    return new Stand(
        step.field("at").text(),
        Numbers.of(step.field("slab")),
        todo.isEmpty() ? Numbers.NONE : todo.get(0),
        step.field("from").number(),
        step.field("then").text());
  }

  private static Slab slab(TlaValue slab, boolean inHands) {
    return new Slab(
        slab.field("live").isTrue(),
        locker(slab.field("lock")),
        inHands,
        slab.field("frozen").isTrue(),
        slab.field("inuse").number(),
        chunks(slab.field("freelist")));
  }

  private static int locker(TlaValue lock) {
    return lock instanceof TlaValue.Seq pair ? Numbers.of(pair.list().get(0)) : Numbers.NONE;
  }

  private static CpuSlab cpuSlab(TlaValue cpu) {
    return new CpuSlab(
        Numbers.of(cpu.field("page")), chunks(cpu.field("freelist")), cpu.field("node").number());
  }

  private static Node node(TlaValue node) {
    return new Node(
        locker(node.field("lock")),
        Numbers.all(node.field("partial")),
        node.field("nr").number(),
        node.field("slabs").number());
  }

  private static List<Chunk> chunks(TlaValue objects) {
    return objects.list().stream()
        .map(TlaValue::list)
        .map(pair -> new Chunk(Numbers.of(pair.get(0)), pair.get(1).number() - 1))
        .toList();
  }

  // -------------------------------------------------------------- of the Java

  static SlubState of(Session session) {
    Machine machine = session.machine();
    SlubCensus census = (SlubCensus) session.takeCensus();
    long first = machine.pageAddresses().get(0);
    List<Slab> slabs = new ArrayList<>();
    for (int place = 0; place < machine.shape().pages() / machine.shape().slabPages(); place++) {
      slabs.add(slab(machine, census, first + (long) place * machine.shape().slabBytes()));
    }
    return new SlubState(
        slabs,
        census.cpuSlabs().stream()
            .filter(cpu -> cpu.cache() == CACHE)
            .map(
                cpu ->
                    new CpuSlab(
                        place(machine, cpu.page()), chunks(machine, cpu.freelist()), cpu.node()))
            .toList(),
        census.nodes().stream()
            .filter(node -> node.cache() == CACHE)
            .map(
                node ->
                    new Node(
                        Numbers.NONE,
                        node.partial().stream().map(slab -> place(machine, slab)).toList(),
                        node.nrPartial(),
                        node.nrSlabs()))
            .toList(),
        Set.of(),
        Map.of());
  }

  private static Slab slab(Machine machine, SlubCensus census, long page) {
    boolean live = machine.pages().isMapped(page);
    return census
        .slab(page)
        .map(
            slab ->
                new Slab(
                    live,
                    Numbers.NONE,
                    false,
                    slab.frozen(),
                    slab.inuse(),
                    chunks(machine, slab.regular())))
        .orElseGet(() -> new Slab(live, Numbers.NONE, false, false, 0, List.of()));
  }

  private static List<Chunk> chunks(Machine machine, List<Long> objects) {
    return objects.stream().map(object -> chunk(machine, object)).toList();
  }

  static Chunk chunk(Machine machine, long object) {
    int place = place(machine, object);
    long slab = machine.pageAddresses().get(0) + (long) place * machine.shape().slabBytes();
    return new Chunk(place, (int) (object - slab) / SlubConfig.BYTES);
  }

  private static int place(Machine machine, long address) {
    return address == 0
        ? Numbers.NONE
        : (int) ((address - machine.pageAddresses().get(0)) / machine.shape().slabBytes());
  }

  // --------------------------------------------------------------- comparison

  /**
   * Which pages are given out is compared always; a slab while nobody has its lock, is to free into
   * it, or has it in hand; what is a cpu's own while it is in no transition; a list while nobody
   * has its lock, or is to change it; and how many slabs a node has, while none is being made or
   * given back.
   */
  @Override
  public Set<String> differences(MappedState other, IntPredicate open) {
    SlubState java = (SlubState) other;
    Set<String> found = new TreeSet<>();
    for (int place = 0; place < slabs.size(); place++) {
      compare(place, slabs.get(place), java.slabs.get(place), isFreedInto(place), found);
    }
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      if (open.test(cpu)) {
        compare(cpu, cpus.get(cpu), java.cpus.get(cpu), found);
      }
    }
    boolean listing = stands.values().stream().anyMatch(stand -> LISTING.contains(stand.at));
    boolean counted =
        slabs.stream().noneMatch(Slab::inHands) && IntStream.range(0, cpus.size()).allMatch(open);
    for (int node = 0; node < nodes.size(); node++) {
      compare(node, nodes.get(node), java.nodes.get(node), !listing, counted, found);
    }
    return found;
  }

  /** Whether an actor may have its lock that the specification has not given it yet. */
  private boolean isFreedInto(int place) {
    return stands.values().stream()
        .anyMatch(stand -> stand.at.equals(FREEING) && stand.slab == place);
  }

  private static void compare(
      int place, Slab spec, Slab java, boolean isFreedInto, Set<String> found) {
    String name = "slab" + place + ".";
    compare(name + "live", spec.live, java.live, found);
    if (!isFreedInto && spec.live && !spec.inHands && spec.locker == Numbers.NONE) {
      compare(name + "frozen", spec.frozen, java.frozen, found);
      compare(name + "inuse", spec.inuse, java.inuse, found);
      compare(name + "freelist", spec.freelist, java.freelist, found);
    }
  }

  private static void compare(int cpu, CpuSlab spec, CpuSlab java, Set<String> found) {
    String name = "cpu" + cpu + ".";
    compare(name + "page", spec.page, java.page, found);
    compare(name + "freelist", spec.freelist, java.freelist, found);
    if (java.node != SlubCensus.NO_NODE) {
      compare(name + "node", spec.node, java.node, found);
    }
  }

  private static void compare(
      int node, Node spec, Node java, boolean steady, boolean counted, Set<String> found) {
    String name = "node" + node + ".";
    if (steady && spec.locker == Numbers.NONE) {
      compare(name + "partial", spec.partial, java.partial, found);
      compare(name + "nr", spec.nr, java.nr, found);
    }
    if (counted) {
      compare(name + "slabs", spec.slabs, java.slabs, found);
    }
  }

  private static void compare(String what, Object spec, Object java, Set<String> found) {
    if (!Objects.equals(spec, java)) {
      found.add("%s is %s, in the Java %s".formatted(what, spec, java));
    }
  }
}
