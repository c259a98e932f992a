package ripsaw.linearizability.bridge.kfree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Machine;
import ripsaw.spec.tla.TlaValue;

/**
 * What a state of {@code RemoteFree.tla} and a moment of the Java have in common. The fields are
 * the specification's variables; {@code CONFORMANCE} says which field of the Java each stands for.
 * Not here: {@code step}, where an actor stands, which the Java shows by what it does next; {@code
 * slot}, whose sum the census judges; {@code last} and the ghosts.
 *
 * @param slabs by address
 * @param listed by cpu, first to last
 * @param mail by receiver, then sender: the slabs that messages are about, oldest first
 * @param held what callers hold; of the specification only
 * @param at where each cpu's program stands; of the specification only
 */
record RemoteFreeState(
    List<Slab> slabs,
    List<List<Integer>> listed,
    List<List<Integer>> mail,
    Set<Chunk> held,
    List<String> at)
    implements MappedState {
  /** What lies at an address; the rest means something in a live slab only. */
  record Slab(
      String place,
      int owner,
      int mark,
      int free,
      List<Integer> local,
      List<Integer> unused,
      List<Integer> remote,
      boolean flag,
      int pins) {
    static final String POOL = "pool";
    static final String LIVE = "live";
    static final String CACHED = "cached";

    /** Of the Java only: its header is not all written yet. */
    static final String MAKING = "being made";

    boolean isLive() {
      return place.equals(LIVE);
    }
  }

  /** Of a state of the specification. */
  static RemoteFreeState of(Map<String, TlaValue> variables) {
    List<Slab> slabs = new ArrayList<>();
    TlaValue slab = variables.get("slab");
    for (TlaValue address : Numbers.inOrder(slab)) {
      slabs.add(slab(slab.at(address)));
    }
    TlaValue listed = variables.get("listed");
    TlaValue mail = variables.get("mail");
    List<List<Integer>> lists = new ArrayList<>();
    List<List<Integer>> boxes = new ArrayList<>();
    for (TlaValue cpu : Numbers.inOrder(listed)) {
      lists.add(Numbers.all(listed.at(cpu)));
      for (TlaValue from : Numbers.inOrder(listed)) {
        boxes.add(
            mail.at(cpu).at(from).list().stream()
                .map(message -> Numbers.of(message.field("slab")))
                .toList());
      }
    }
    Set<Chunk> held = new HashSet<>();
    variables.get("held").list().forEach(chunk -> held.add(chunk(chunk)));
    List<String> at = new ArrayList<>();
    for (TlaValue cpu : Numbers.inOrder(listed)) {
      TlaValue program = new TlaValue.Seq(List.of(cpu, new TlaValue.Text("program")));
      at.add(variables.get("step").at(program).field("at").text());
    }
    return new RemoteFreeState(slabs, lists, boxes, held, at);
  }

  private static Slab slab(TlaValue slab) {
    return new Slab(
        slab.field("place").text(),
        Numbers.of(slab.field("owner")),
        Numbers.of(slab.field("mark")),
        slab.field("nfree").number(),
        indexes(slab.field("local")),
        indexes(slab.field("unused")),
        indexes(slab.field("remote")),
        slab.field("flag").isTrue(),
        slab.field("pins").number());
  }

  static Chunk chunk(TlaValue chunk) {
    return new Chunk(Numbers.of(chunk.list().get(0)), Numbers.of(chunk.list().get(1)));
  }

  private static List<Integer> indexes(TlaValue chunks) {
    return chunks.list().stream().map(chunk -> chunk(chunk).index()).toList();
  }

  /** Of the Java, where it stands. */
  static RemoteFreeState of(Session session) {
    Machine machine = session.machine();
    KfreeCensus census = (KfreeCensus) session.takeCensus();
    List<Slab> slabs = new ArrayList<>();
    for (long page : machine.pageAddresses()) {
      int mark = Math.toIntExact(-census.marks().get(page) - 1);
      slabs.add(
          census.slabs().stream()
              .filter(slab -> slab.base() == page)
              .findFirst()
              .map(slab -> slab(slab, mark))
              .orElseGet(() -> none(Slab.POOL, Numbers.NONE, mark)));
    }
    int cpus = machine.shape().cpus();
    List<List<Integer>> listed = new ArrayList<>();
    List<List<Integer>> mail = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      listed.add(listed(machine, census, cpu));
      for (int from = 0; from < cpus; from++) {
        mail.add(new ArrayList<>());
      }
    }
    for (Machine.Signal signal : machine.signals()) {
      mail.get(signal.to() * cpus + signal.from()).add(place(machine, signal.argument()));
    }
    return new RemoteFreeState(slabs, listed, mail, Set.of(), List.of());
  }

  private static Slab none(String place, int owner, int mark) {
    return new Slab(place, owner, mark, 0, List.of(), List.of(), List.of(), false, 0);
  }

  private static Slab slab(KfreeCensus.Slab slab, int mark) {
    if (slab.chunkBytes() == 0) {
      return none(Slab.MAKING, Numbers.NONE, mark);
    }
    if (!slab.live()) {
      return none(Slab.CACHED, slab.owner(), mark);
    }
    return new Slab(
        Slab.LIVE,
        slab.owner(),
        mark,
        (int) slab.freeCount(),
        indexes(slab, slab.local()),
        indexes(slab, slab.unused()),
        indexes(slab, slab.remote()),
        slab.marked(),
        (int) slab.pins());
  }

  private static List<Integer> indexes(KfreeCensus.Slab slab, List<Long> chunks) {
    return chunks.stream()
        .map(chunk -> (int) ((chunk - slab.firstChunk()) / slab.chunkBytes()))
        .toList();
  }

  private static int place(Machine machine, long address) {
    return (int) ((address - machine.pageAddresses().get(0)) / machine.shape().slabBytes());
  }

  /** A list is found by its first slab, before which there is none, and followed. */
  private static List<Integer> listed(Machine machine, KfreeCensus census, int cpu) {
    List<Integer> places = new ArrayList<>();
    for (KfreeCensus.Slab slab : census.slabs()) {
      boolean first = machine.memory().peek(slab.base() + SlabHeader.PREVIOUS) == 0;
      if (slab.owner() == cpu && slab.listings() > 0 && first) {
        for (long at = slab.base();
            at != 0 && places.size() < census.slabs().size();
            at = machine.memory().peek(at + SlabHeader.NEXT)) {
          places.add(place(machine, at));
        }
      }
    }
    return places;
  }

  /** What is an owner's own is compared only when that cpu is in no transition. */
  @Override
  public Set<String> differences(MappedState other, IntPredicate open) {
    RemoteFreeState java = (RemoteFreeState) other;
    Set<String> found = new TreeSet<>();
    for (int place = 0; place < slabs.size(); place++) {
      // The specification may have more addresses than the machine: nothing lies there.
      boolean exists = place < java.slabs.size();
      Slab there = exists ? java.slabs.get(place) : none(Slab.POOL, Numbers.NONE, Numbers.NONE);
      compare(place, slabs.get(place), there, open, found);
    }
    for (int cpu = 0; cpu < listed.size(); cpu++) {
      if (open.test(cpu)) {
        compare("listed[cpu" + cpu + "]", listed.get(cpu), java.listed.get(cpu), found);
      }
    }
    compare("mail", mail, java.mail, found);
    return found;
  }

  private static void compare(
      int place, Slab spec, Slab java, IntPredicate open, Set<String> found) {
    String name = "slab" + place + ".";
    compare(name + "mark", spec.mark, java.mark, found);
    if (isOpen(spec, open) && isOpen(java, open) && !java.place.equals(Slab.MAKING)) {
      compare(name + "place", spec.place, java.place, found);
      compare(name + "owner", spec.owner, java.owner, found);
      compare(name + "nfree", spec.free, java.free, found);
      compare(name + "local", spec.local, java.local, found);
      compare(name + "unused", spec.unused, java.unused, found);
    }
    if (spec.isLive() && java.isLive() && spec.owner == java.owner) {
      compare(name + "remote", spec.remote, java.remote, found);
      compare(name + "flag", spec.flag, java.flag, found);
      compare(name + "pins", spec.pins, java.pins, found);
    }
  }

  private static boolean isOpen(Slab slab, IntPredicate open) {
    return slab.owner == Numbers.NONE || open.test(slab.owner);
  }

  private static void compare(String what, Object spec, Object java, Set<String> found) {
    if (!Objects.equals(spec, java)) {
      found.add("%s is %s, in the Java %s".formatted(what, spec, java));
    }
  }
}
