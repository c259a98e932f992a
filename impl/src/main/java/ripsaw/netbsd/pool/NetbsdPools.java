package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;

/** What users of NetBSD's pool caches, and its page daemon, may ask for besides objects. */
interface NetbsdPools {
  /** {@code pool_cache_invalidate}: what is cached is destructed. May sleep. */
  void invalidate(Cpu cpu, int cache);

  /** {@code pool_drain} of one pool: its cache is emptied, and idle pages go. May sleep. */
  void drain(Cpu cpu, int cache);

  /** {@code pool_cache_setlowat}: from here on an item is to be free in the pool at any time. */
  void keepOne(Cpu cpu, int cache);

  /** An item is got from the pool, and given back, by a user that has the kernel's lock. */
  void kernelGet(Cpu cpu, int cache);

  /** From here on the cache is one with {@code PR_PSERIALIZE}, if there is such a thing. */
  void makePassive(int cache);

  /**
   * {@code pserialize_read_enter}, if what is found in a section may be looked at there though it
   * is freed meanwhile. {@link Cpu#leaveCritical} ends the section.
   */
  boolean beginsReading(Cpu cpu, int cache);
}
