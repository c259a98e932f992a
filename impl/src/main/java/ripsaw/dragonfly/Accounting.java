package ripsaw.dragonfly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;

/**
 * {@code struct malloc_type}: for each type a slot a cpu with the count and the bytes outstanding.
 * Memory that is allocated on one cpu and freed on another leaves +n in one slot and -n in the
 * other; only the signed sum means anything (seed 5fee07e: "they should all cancel out properly in
 * the summation").
 *
 * <p>A slot is written by its cpu alone, in a critical section, and read by anybody, so its
 * accesses are opaque. The {@code loose} total is one racy word that only grows between two
 * summations; it is there to make the limit test cheap, and may be wrong in both directions. A type
 * without a limit has none: nothing would come of it, and every allocation would race for it.
 */
public class Accounting {
  /** Types that may exist at once: what fits the cpu's area. */
  public static final int TYPES = 8;

  protected static final int COUNT = 0;
  protected static final int BYTES = 1;

  protected final Machine machine;
  protected final Memory memory;
  protected final long[] limits = new long[TYPES];
  private final boolean[] live = new boolean[TYPES];

  public Accounting(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
  }

  protected final long slot(Cpu owner, int type, int field) {
    return machine.cpuWord(owner, 2 * type + field);
  }

  protected final long loose(int type) {
    return machine.sharedWord(type);
  }

  /** Returns the new type's id, or -1 if all are in use. */
  public int create(long limit) {
    for (int type = 0; type < TYPES; type++) {
      if (!live[type]) {
        live[type] = true;
        limits[type] = limit;
        memory.poke(loose(type), 0);
        for (Cpu cpu : machine.cpus()) {
          memory.poke(slot(cpu, type, COUNT), 0);
          memory.poke(slot(cpu, type, BYTES), 0);
        }
        return type;
      }
    }
    return -1;
  }

  public void destroy(int type) {
    live[type] = false;
  }

  /** Adds to the acting cpu's own slot, in a critical section. */
  public void add(Cpu cpu, int type, int count, long bytes) {
    cpu.enterCritical();
    addTo(cpu, cpu, type, count, bytes);
    cpu.leaveCritical();
  }

  /** The bare read and write, by {@code cpu}, of {@code owner}'s slot. */
  public void addTo(Cpu cpu, Cpu owner, int type, int count, long bytes) {
    long countSlot = slot(owner, type, COUNT);
    long byteSlot = slot(owner, type, BYTES);
    write(cpu, countSlot, read(cpu, countSlot) + count);
    write(cpu, byteSlot, read(cpu, byteSlot) + bytes);
  }

  protected long read(Cpu cpu, long slot) {
    return memory.getOpaque(cpu, slot);
  }

  protected void write(Cpu cpu, long slot, long value) {
    memory.setOpaque(cpu, slot, value);
  }

  protected long readLoose(Cpu cpu, long total) {
    return memory.getOpaque(cpu, total);
  }

  protected void writeLoose(Cpu cpu, long total, long value) {
    memory.setOpaque(cpu, total, value);
  }

  /** The loose total of a type, 0 if it is none; no access. */
  public long peekLoose(int type) {
    return type < 0 ? 0 : memory.peek(loose(type));
  }

  /** Charges the loose total, whose updates may be lost. */
  public void charge(Cpu cpu, int type, long bytes) {
    if (limits[type] == Allocator.UNLIMITED) {
      return;
    }
    writeLoose(cpu, loose(type), readLoose(cpu, loose(type)) + bytes);
  }

  /** The signed sum of the byte slots; not a snapshot, if other cpus go on. */
  public long sum(Cpu cpu, int type) {
    long sum = 0;
    for (Cpu owner : machine.cpus()) {
      sum += read(cpu, slot(owner, type, BYTES));
    }
    return sum;
  }

  /** Bytes still allocated when the type is destroyed: the sum, for single slots mean nothing. */
  public long leftAtDestruction(Cpu cpu, int type) {
    return sum(cpu, type);
  }

  /**
   * Whether the limit is reached. The loose total is believed while it is below; else the slots are
   * summed, and the total starts again from there.
   */
  public boolean isOverLimit(Cpu cpu, int type) {
    if (limits[type] == Allocator.UNLIMITED || readLoose(cpu, loose(type)) < limits[type]) {
      return false;
    }
    long outstanding = outstanding(cpu, type);
    writeLoose(cpu, loose(type), outstanding);
    return Long.compareUnsigned(outstanding, limits[type]) >= 0;
  }

  /** A sum that was caught between two slots may be negative: nothing is outstanding then. */
  protected long outstanding(Cpu cpu, int type) {
    return Math.max(sum(cpu, type), 0);
  }

  /** The name of a word that is the accounting's; empty if it is none. */
  public Optional<String> name(long address) {
    for (int type = 0; type < TYPES; type++) {
      if (address == loose(type)) {
        return Optional.of("type" + type + ".loose");
      }
      for (Cpu cpu : machine.cpus()) {
        if (address == slot(cpu, type, COUNT)) {
          return Optional.of(cpu + ".type" + type + ".count");
        }
        if (address == slot(cpu, type, BYTES)) {
          return Optional.of(cpu + ".type" + type + ".bytes");
        }
      }
    }
    return Optional.empty();
  }

  /** The slots of all live types, without an access. */
  public List<Census.Account> census() {
    List<Census.Account> accounts = new ArrayList<>();
    for (int type = 0; type < TYPES; type++) {
      if (live[type]) {
        List<Census.Slot> slots = new ArrayList<>();
        for (Cpu cpu : machine.cpus()) {
          slots.add(
              new Census.Slot(
                  memory.peek(slot(cpu, type, COUNT)), memory.peek(slot(cpu, type, BYTES))));
        }
        accounts.add(new Census.Account(type, slots));
      }
    }
    return accounts;
  }
}
