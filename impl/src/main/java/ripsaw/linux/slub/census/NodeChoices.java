package ripsaw.linux.slub.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/**
 * Follows which node's memory each cpu asks for, as its user said, and what the lists of the nodes
 * had since its call began. Whoever takes a slab off a list for his cpu has interrupts off and has
 * not waited, so he is on the cpu that he began on; whoever has made a slab may be on another.
 */
public final class NodeChoices implements Monitor {
  private final Scene scene;
  private final OpenCalls calls = new OpenCalls();

  /**
   * By cpu: the node, or {@link SlubCensus#ANY_NODE}, as at first; null while it is not certain.
   */
  private final Map<Integer, Long> asked = new HashMap<>();

  /** By cpu, since its last call began. */
  private final Map<Integer, Seen> since = new HashMap<>();

  /** How often pages came back. */
  private int freed;

  public NodeChoices(Scene scene) {
    this.scene = scene;
  }

  /** What a cpu's call may have seen. */
  private static final class Seen {
    /** How often pages had come back when the first of the calls under way began. */
    private final int freed;

    private final Map<String, Long> least = new HashMap<>();
    private final Map<String, Long> most = new HashMap<>();

    /** Slabs that were got on this cpu. */
    private final Set<Long> got = new HashSet<>();

    private boolean missed;

    /** No other call of the cpu was under way. */
    private final boolean isAlone;

    Seen(int freed, boolean isAlone) {
      this.freed = freed;
      this.isAlone = isAlone;
    }

    private static String list(long cache, long node) {
      return cache + " " + node;
    }

    void look(SlubCensus census) {
      for (SlubCensus.Node one : census.nodes()) {
        least.merge(list(one.cache(), one.node()), one.nrPartial(), Math::min);
        most.merge(list(one.cache(), one.node()), one.nrPartial(), Math::max);
      }
    }

    boolean mayPassOver(long cache, long node) {
      return missed || least.get(list(cache, node)) == 0;
    }

    boolean mayTakeFrom(long cache, long node, int kept) {
      return most.get(list(cache, node)) > kept;
    }

    /** Whether the node listed more than so many all the time, and none of them was busy. */
    boolean hadToSpare(long cache, long node, long kept) {
      return !missed && least.get(list(cache, node)) > kept;
    }
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (says(verb).isPresent()) {
      asked.put(cpu.id(), null);
    }
    // One that was moved is under way here, and may make its slab at any time.
    Seen seen =
        calls.isIdle(cpu) ? new Seen(freed, true) : new Seen(since.get(cpu.id()).freed, false);
    if (judges()) {
      seen.look(census());
    }
    since.put(cpu.id(), seen);
    calls.begins(cpu);
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    calls.returned(cpu);
    // Beside another call of the cpu, that may have asked before.
    if (says(verb).isPresent() && calls.isIdle(cpu)) {
      asked.put(cpu.id(), says(verb).get());
    }
  }

  /**
   * There is a choice, and a cpu knows what the lists have: it need not yet, if stores are late.
   */
  private boolean judges() {
    return scene.isSequential() && scene.machine().shape().nodes() > 1;
  }

  /** The node that it says is asked for from here on. */
  private Optional<Long> says(Verb verb) {
    if (verb == SlubVerb.NODE_0) {
      return Optional.of(0L);
    }
    if (verb == SlubVerb.NODE_1) {
      return scene.machine().shape().nodes() > 1 ? Optional.of(1L) : Optional.empty();
    }
    return verb == SlubVerb.ANY_NODE ? Optional.of(SlubCensus.ANY_NODE) : Optional.empty();
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (!judges()) {
      return Optional.empty();
    }
    if (event == SlubEvent.LISTED || event == SlubEvent.UNLISTED || event == SlubEvent.TAKEN) {
      SlubCensus census = census();
      since.values().forEach(seen -> seen.look(census));
    }
    if (event == MachineEvent.LOCK_MISSED && since.containsKey(cpu.id())) {
      since.get(cpu.id()).missed = true;
    } else if (event == MachineEvent.PAGES_FREED || event == MachineEvent.MEMORY_CAME) {
      freed++;
    } else if (event == SlubEvent.TAKEN) {
      got(cpu, address);
      return judgeTaken(cpu, address, detail);
    } else if (event == MachineEvent.SLAB_CREATED) {
      got(cpu, address);
      return judgeMade(cpu, address).or(() -> judgeNeed(cpu, address, detail));
    }
    return Optional.empty();
  }

  private void got(Cpu cpu, long page) {
    if (since.containsKey(cpu.id())) {
      since.get(cpu.id()).got.add(page);
    }
  }

  /** Whatever way it came: a cpu goes on with the slab that it has only if that is of the node. */
  @Override
  public void granted(Cpu began, Cpu now, long address) {
    Seen seen = since.get(began.id());
    Optional<SlubCensus.Slab> from =
        judges() && seen.isAlone && began == now ? census().slabOf(address) : Optional.empty();
    from.filter(slab -> !seen.got.contains(slab.base()))
        .filter(slab -> asked(now).filter(node -> isAnother(node, slab)).isPresent())
        .flatMap(
            slab -> broken("%s goes on with %s, and asks for node%s", now, slab, asked(now).get()))
        .ifPresent(scene.machine().watch()::violated);
  }

  private static boolean isAnother(long asked, SlubCensus.Slab slab) {
    return asked != SlubCensus.ANY_NODE && asked != slab.node();
  }

  private Optional<Violation> judgeTaken(Cpu cpu, long page, long cache) {
    Seen seen = since.get(cpu.id());
    Optional<Long> near = near(cpu);
    long node = scene.machine().nodeOf(page);
    if (seen == null || near.isEmpty() || near.get() == node) {
      return Optional.empty();
    }
    if (!seen.mayPassOver(cache, near.get())) {
      return broken("%s takes %#x of node%s, and node%s lists one", cpu, page, node, near.get());
    }
    int kept = census().minPartial();
    return seen.mayTakeFrom(cache, node, kept)
        ? Optional.empty()
        : broken("%s takes %#x of node%s, which is to keep %s", cpu, page, node, kept);
  }

  /** Of whose thread this is nothing is known but that it is one of those that are under way. */
  private Optional<Violation> judgeMade(Cpu cpu, long page) {
    for (int id : since.keySet()) {
      Cpu other = scene.machine().cpu(id);
      boolean isSame = asked(other).isPresent() && asked(other).equals(asked(cpu));
      if (!calls.isIdle(other) && (!isSame || since.get(id).freed != freed)) {
        return Optional.empty();
      }
    }
    Optional<Long> near = near(cpu);
    long node = scene.machine().nodeOf(page);
    int pages = scene.machine().shape().slabPages();
    return near.isPresent()
            && near.get() != node
            && scene.machine().pages().hasRun(cpu, pages, pages, near.get().intValue())
        ? broken("%s makes %#x of node%s, and node%s has pages", cpu, page, node, near.get())
        : Optional.empty();
  }

  /** Of a call that is alone on the machine: whether the slab that it makes was needed. */
  private Optional<Violation> judgeNeed(Cpu cpu, long page, long cache) {
    Seen seen = since.get(cpu.id());
    Optional<Long> near = near(cpu);
    boolean isAlone =
        scene.machine().cpus().stream().allMatch(one -> calls.isIdle(one) == (one != cpu))
            && seen.isAlone;
    if (!isAlone || near.isEmpty()) {
      return Optional.empty();
    }
    SlubCensus census = census();
    for (SlubCensus.Node one : census.nodes()) {
      long kept = one.node() == near.get() ? 0 : census.minPartial();
      if (one.cache() == cache && seen.hadToSpare(cache, one.node(), kept)) {
        return broken("%s makes %#x, and node%s has a slab to spare", cpu, page, one.node());
      }
    }
    return Optional.empty();
  }

  /** The node that a cpu asks for; empty if that is not certain. */
  private Optional<Long> asked(Cpu cpu) {
    return asked.containsKey(cpu.id())
        ? Optional.ofNullable(asked.get(cpu.id()))
        : Optional.of(SlubCensus.ANY_NODE);
  }

  /** The node that is looked at first. */
  private Optional<Long> near(Cpu cpu) {
    return asked(cpu).map(wanted -> wanted == SlubCensus.ANY_NODE ? cpu.node() : wanted);
  }

  private static Optional<Violation> broken(String how, Object... with) {
    return Optional.of(new Violation(SlubProperty.NODE_CHOICE, how.formatted(with)));
  }

  private SlubCensus census() {
    return (SlubCensus) scene.takeCensus();
  }
}
