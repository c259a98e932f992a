package ripsaw.linearizability.execution;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.HandOver;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.order.Touch;
import ripsaw.spec.HeapModel;

/**
 * What callers hold, by the names of a program. A caller writes a stamp into its memory when it
 * gets it, and looks for it before it gives the memory back; both are plain accesses of its cpu, so
 * that a chunk that two callers hold is a data race, too. Memory is handed from caller to caller by
 * means of their own, which order what they did.
 */
final class Holdings {
  /**
   * @param told what whoever allocated it tells whoever frees it
   */
  record Held(HeapModel.Block block, long stamp, HandOver told) {}

  /**
   * What became of a name. It has locations, so that an explorer sees who waited for whom to give
   * it, and who found it before its owner let go.
   */
  private static final class Name {
    private final int given;
    private final int letGo;
    private boolean settled;

    Name(Machine machine) {
      this.given = machine.newLocation();
      this.letGo = machine.newLocation();
    }
  }

  private final Machine machine;
  private final Scheduler scheduler;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Map<String, Name> known = new HashMap<>();
  private long stamps;

  Holdings(Machine machine, Scheduler scheduler) {
    this.machine = machine;
    this.scheduler = scheduler;
  }

  /** Names of what callers hold, oldest first. */
  List<String> names() {
    return List.copyOf(held.keySet());
  }

  Collection<Held> all() {
    return held.values();
  }

  /** The names of what callers hold, by address. */
  Map<Long, String> byAddress() {
    Map<Long, String> holders = new HashMap<>();
    held.forEach((name, one) -> holders.put(one.block.address(), name));
    return holders;
  }

  boolean has(String name) {
    return held.containsKey(name);
  }

  /** The caller marks its new memory as its own; returns the mark. */
  long stamp(Cpu cpu, HeapModel.Block block) {
    long stamp = ++stamps << 16 | 0x5eedL;
    Memory memory = machine.memory();
    memory.setPlain(cpu, block.address(), stamp);
    if (lastWord(block) != block.address()) {
      memory.setPlain(cpu, lastWord(block), stamp);
    }
    return stamp;
  }

  /** Whether the caller finds its mark, when it looks at its memory a last time. */
  boolean isIntact(Cpu cpu, Held mine) {
    Memory memory = machine.memory();
    boolean intact = memory.getPlain(cpu, mine.block.address()) == mine.stamp;
    if (lastWord(mine.block) != mine.block.address()) {
      intact &= memory.getPlain(cpu, lastWord(mine.block)) == mine.stamp;
    }
    return intact;
  }

  private static long lastWord(HeapModel.Block block) {
    return block.address() + (block.bytes() - 1 & -8);
  }

  /** From here on the caller holds it, and may hand it to another. */
  void put(Cpu cpu, String name, HeapModel.Block block, long stamp) {
    held.put(name, new Held(block, stamp, machine.publish(cpu)));
  }

  Held get(String name) {
    return held.get(name);
  }

  /** The owner lets go: from here on nobody finds it under this name. */
  Held remove(String name) {
    scheduler.touched(known(name).letGo, Touch.WRITES);
    return held.remove(name);
  }

  /** Another caller looks for what the name stands for; empty once its owner let go. */
  Optional<HeapModel.Block> find(String name) {
    scheduler.touched(known(name).letGo, Touch.READS);
    return Optional.ofNullable(held.get(name)).map(Held::block);
  }

  void know(String name) {
    known(name);
  }

  private Name known(String name) {
    return known.computeIfAbsent(name, any -> new Name(machine));
  }

  /** The allocation under this name has returned, granted or not. */
  void settle(String name) {
    Name mine = known(name);
    scheduler.touched(mine.given, Touch.WRITES);
    mine.settled = true;
  }

  /**
   * Whether a caller can have been given what the name stands for, or learnt that it is nothing.
   */
  boolean canUse(String name) {
    return held.containsKey(name) || known(name).settled;
  }

  /** The caller had to wait for this name. */
  void waitedFor(String name) {
    scheduler.touched(known(name).given, Touch.ENABLED);
  }
}
