package ripsaw.dragonfly.kmallocobj;

import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Which shared word is what, from the bottom up:
 *
 * <pre>
 *   ticks, the lock of the list of types, the poller's cursor, and one to spare
 *   for each zone: lock, partial, full, empty, tail, their three counts, polling, wakes
 *   for each cpu:  armed; free, remote and count of its cache; active and alternate of each zone
 * </pre>
 *
 * @param machine that has them
 */
public record SharedWords(Machine machine) {
  static final int LOCK = 0;
  static final int PARTIAL = 1;
  static final int FULL = 2;
  static final int EMPTY = 3;
  static final int TAIL = 4;
  static final int PARTIALS = 5;
  static final int FULLS = 6;
  static final int EMPTIES = 7;
  static final int POLLING = 8;
  static final int WAKES = 9;

  private static final String[] OF_ZONE = {
    "lock", "partial", "full", "empty", "tail", "npartial", "nfull", "nempty", "polling", "wakes"
  };
  private static final String[] OF_CPU = {"armed", "free", "remote", "count"};
  private static final int ZONES = 4;
  private static final int CPUS = ZONES + Accounting.TYPES * OF_ZONE.length;
  private static final int WORDS_OF_CPU = OF_CPU.length + 2 * Accounting.TYPES;

  public long ticks() {
    return machine.subjectWord(0);
  }

  long typesLock() {
    return machine.subjectWord(1);
  }

  long cursor() {
    return machine.subjectWord(2);
  }

  long zone(int zone, int field) {
    return machine.subjectWord(ZONES + zone * OF_ZONE.length + field);
  }

  /** Whether the poller is at work on a zone. */
  public long polling(int zone) {
    return zone(zone, POLLING);
  }

  private long ofCpu(Cpu cpu, int field) {
    return machine.subjectWord(CPUS + cpu.id() * WORDS_OF_CPU + field);
  }

  public long armed(Cpu cpu) {
    return ofCpu(cpu, 0);
  }

  long free(Cpu cpu) {
    return ofCpu(cpu, 1);
  }

  long remote(Cpu cpu) {
    return ofCpu(cpu, 2);
  }

  long count(Cpu cpu) {
    return ofCpu(cpu, 3);
  }

  long active(Cpu cpu, int zone) {
    return ofCpu(cpu, OF_CPU.length + 2 * zone);
  }

  long alternate(Cpu cpu, int zone) {
    return ofCpu(cpu, OF_CPU.length + 2 * zone + 1);
  }

  boolean has(long address) {
    return address >= machine.subjectWord(0);
  }

  /** The name of a word that {@link #has} says is one of these. */
  String name(long address) {
    int index = (int) ((address - machine.subjectWord(0)) / 8);
    if (index < ZONES) {
      return new String[] {"ticks", "types.lock", "poller.cursor", "spare"}[index];
    }
    if (index < CPUS) {
      int word = index - ZONES;
      return "zone" + word / OF_ZONE.length + "." + OF_ZONE[word % OF_ZONE.length];
    }
    int word = index - CPUS;
    String cpu = "cpu" + word / WORDS_OF_CPU + ".";
    int field = word % WORDS_OF_CPU;
    if (field < OF_CPU.length) {
      return cpu + OF_CPU[field];
    }
    int zone = (field - OF_CPU.length) / 2;
    return cpu + "zone" + zone + ((field - OF_CPU.length) % 2 == 0 ? ".active" : ".alternate");
  }
}
