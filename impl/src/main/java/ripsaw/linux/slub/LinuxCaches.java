package ripsaw.linux.slub;

import ripsaw.machine.Cpu;

/** What users of SLUB's caches may ask for besides objects, by sysfs or by mistake. */
interface LinuxCaches {
  /** {@code kmem_cache_shrink}: every cpu gives up its slab, and empty slabs go. May sleep. */
  void shrink(Cpu cpu, int cache);

  /** Slabs that are made from here on are debug slabs, or are not. */
  void debug(Cpu cpu, boolean on);

  /**
   * What the cpu asks for from here on is to be of this node's memory, if there is any.
   *
   * @param node or -1, if any node will do
   */
  void prefer(Cpu cpu, int node);

  /**
   * The machine came up without the memory of the last node. Nothing happens if it has one node, or
   * some of that memory was given out.
   */
  void bootWithoutLastNode(Cpu cpu);

  /** The memory of the last node comes; nothing happens if it is there. */
  void lastNodeComes(Cpu cpu);

  /** Reads the objects of the cpu slabs. */
  void show(Cpu cpu, int cache);

  /** A caller's bug: frees what is free, in a debug slab; nothing if there is none. */
  void freeAgain(Cpu cpu, int cache);

  /** A caller's bug: frees what is no object, in a debug slab; nothing if there is none. */
  void freeForeign(Cpu cpu, int cache);
}
