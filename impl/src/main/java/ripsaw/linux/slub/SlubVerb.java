package ripsaw.linux.slub;

import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/**
 * What users of SLUB's caches may do besides, by sysfs or by mistake. All are of the first cache.
 */
public enum SlubVerb implements FamilyVerb {
  /** Every cpu gives up its slab, and empty slabs go. */
  SHRINK("shrink", (caches, cpu) -> caches.shrink(cpu, 0)),
  /** Slabs that are made from here on are checked: {@code sanity_checks} of every cache. */
  DEBUG_ON("debug-on", (caches, cpu) -> caches.debug(cpu, true)),
  /** They are not. */
  DEBUG_OFF("debug-off", (caches, cpu) -> caches.debug(cpu, false)),
  /** The objects of the cpu slabs are counted. */
  SHOW("show", (caches, cpu) -> caches.show(cpu, 0)),
  /** This cpu asks for memory of node 0 from here on: {@code kmem_cache_alloc_node}. */
  NODE_0("node-0", (caches, cpu) -> caches.prefer(cpu, 0)),
  /** Of node 1, if there is one. */
  NODE_1("node-1", (caches, cpu) -> caches.prefer(cpu, 1)),
  /** Of any node, the near ones first. */
  ANY_NODE("any-node", (caches, cpu) -> caches.prefer(cpu, -1)),
  /** The last node has no memory from the beginning on. */
  LATE_NODE("late-node", LinuxCaches::bootWithoutLastNode),
  /** Its memory comes. */
  NODE_COMES("node-comes", LinuxCaches::lastNodeComes),
  /** A caller frees what is free, in this cpu's debug slab. */
  FREE_AGAIN("free-again", (caches, cpu) -> caches.freeAgain(cpu, 0)),
  /** A caller frees what is no object, in this cpu's debug slab. */
  FREE_FOREIGN("free-foreign", (caches, cpu) -> caches.freeForeign(cpu, 0));

  private final String word;
  private final BiConsumer<LinuxCaches, Cpu> what;

  SlubVerb(String word, BiConsumer<LinuxCaches, Cpu> what) {
    this.word = word;
    this.what = what;
  }

  @Override
  public String word() {
    return word;
  }

  /** Whoever has no such caches has nothing to do. */
  @Override
  public boolean run(Caller caller, String name) {
    caller.call(
        this,
        () -> {
          if (caller.allocator() instanceof LinuxCaches caches) {
            what.accept(caches, caller.cpu());
          }
        });
    return true;
  }
}
