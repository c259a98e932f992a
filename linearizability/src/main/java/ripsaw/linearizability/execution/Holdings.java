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
 * What callers hold, by the names of a program. A caller fills its memory with a stamp when it gets
 * it, and looks for it before it gives the memory back; at both ends these are plain accesses of
 * its cpu, so that a chunk that two callers hold is a data race, too. Memory is handed from caller
 * to caller by means of their own, which order what they did.
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

  /** The caller fills its new memory with a mark of its own, and returns that. */
  long stamp(Cpu cpu, HeapModel.Block block) {
    long stamp = ++stamps << 16 | 0x5eedL;
    Memory memory = machine.memory();
    long first = block.address();
    long last = lastWord(first, block.bytes());
    memory.setPlain(cpu, first, stamp);
    if (last != first) {
      memory.setPlain(cpu, last, stamp);
      memory.fill(first + 8, last - first - 8, stamp);
      touchBetween(first, last, Touch.WRITES);
    }
    return stamp;
  }

  /** Whether the caller finds its mark, when it looks at its memory a last time. */
  boolean isIntact(Cpu cpu, Held mine) {
    Memory memory = machine.memory();
    long first = mine.block.address();
    long last = lastWord(first, mine.block.bytes());
    boolean intact = memory.getPlain(cpu, first) == mine.stamp;
    if (last != first) {
      intact &= memory.getPlain(cpu, last) == mine.stamp;
      touchBetween(first, last, Touch.READS);
      intact &= isFilled(first + 8, last - 8, mine.stamp);
    }
    return intact;
  }

  /**
   * The words between the ends are not accessed one by one, so that no cpu can come between them:
   * an explorer has to know all the same that they were.
   */
  private void touchBetween(long first, long last, Touch kind) {
    for (long word = first + 8; word < last; word += 8) {
      scheduler.touched(machine.locationOf(word), kind);
    }
  }

  /** Whether all that fits of the caller's old memory is in the new. */
  boolean isCopied(Held old, long address, long bytes) {
    return isFilled(address, lastWord(address, Math.min(old.block.bytes(), bytes)), old.stamp);
  }

  private boolean isFilled(long first, long last, long stamp) {
    for (long word = first; word <= last; word += 8) {
      if (machine.memory().peek(word) != stamp) {
        return false;
      }
    }
    return true;
  }

  /** The last word that a caller of so many bytes writes to. */
  static long lastWord(long address, long bytes) {
    return address + (bytes - 1 & -8);
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
