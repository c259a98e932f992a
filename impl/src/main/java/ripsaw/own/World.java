package ripsaw.own;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.regex.Pattern;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;

/**
 * What a heap or structure of your own is built on: words, by name. What cpus share stands in these
 * and nowhere else, for what stands in a Java field no checker sees, and such a class is refused. A
 * constructor asks for all that there will be; afterwards nothing is given out.
 */
public final class World {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,31}");

  /** Words of one name, in a row. */
  private record Row(String name, long base, int count) {
    String of(long address) {
      return count == 1 && base == address ? name : name + "[" + (address - base) / 8 + "]";
    }
  }

  private final Machine machine;
  private final Memory memory;
  private final int room;
  private final List<Row> rows = new ArrayList<>();

  /** In an array, as it is no state of the subject: it is set once, when that has started. */
  private final boolean[] isSealed = new boolean[1];

  World(Machine machine, int room) {
    this.machine = machine;
    this.memory = machine.memory();
    this.room = room;
  }

  /** How many blocks a {@link Heap} has. */
  public int blocks() {
    return machine.shape().pages();
  }

  /** How many cpus there are: {@link Cpu#id} is less than that. */
  public int cpus() {
    return machine.shape().cpus();
  }

  /** A word that holds 0. */
  public Word word(String name) {
    return word(name, 0);
  }

  /** A word with a value to begin with. */
  public Word word(String name, long initial) {
    long address = take(name, 1);
    memory.poke(address, initial);
    return new Word(memory, name, address);
  }

  /** So many words that hold 0. */
  public Words words(String name, int count) {
    return words(name, count, index -> 0);
  }

  /** So many words, all with the same value to begin with. */
  public Words words(String name, int count, long initial) {
    return words(name, count, index -> initial);
  }

  /** So many words, each with a value to begin with, as of the links of a list. */
  public Words words(String name, int count, IntToLongFunction initial) {
    long base = take(name, count);
    for (int i = 0; i < count; i++) {
      memory.poke(base + 8L * i, initial.applyAsLong(i));
    }
    return new Words(memory, name, base, count);
  }

  /** A lock: a cpu waits for it without going round, and sees what its last holder did. */
  public SpinLock lock(String name) {
    return new SpinLock(machine, take(name, 1));
  }

  /** What comes before it is ordered before what comes after, as between volatile accesses. */
  public void fullFence(Cpu cpu) {
    memory.fullFence(cpu);
  }

  public void acquireFence(Cpu cpu) {
    memory.acquireFence(cpu);
  }

  public void releaseFence(Cpu cpu) {
    memory.releaseFence(cpu);
  }

  private long take(String name, int count) {
    if (isSealed[0]) {
      throw new IllegalStateException(
          "'%s' is asked for by an operation: ask for all words in the constructor"
              .formatted(name));
    }
    if (!NAME.matcher(name).matches() || isTaken(name)) {
      throw new IllegalArgumentException(
          "'%s' is no name for a word: a letter, then letters, digits, '.', '_' or '-', once"
              .formatted(name));
    }
    int used = used();
    if (count < 1 || count > room - used) {
      throw new IllegalArgumentException(
          "'%s' asks for %s words: there is room for 1 to %s more"
              .formatted(name, count, room - used));
    }
    long base = machine.subjectWord(used);
    rows.add(new Row(name, base, count));
    return base;
  }

  private boolean isTaken(String name) {
    for (Row row : rows) {
      if (row.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private int used() {
    int used = 0;
    for (Row row : rows) {
      used += row.count;
    }
    return used;
  }

  /** Whether anything was asked for. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  void seal() {
    isSealed[0] = true;
  }

  /** What is at this address, by name. */
  String name(long address) {
    return rows.stream()
        .filter(row -> address >= row.base && address < row.base + 8L * row.count)
        .findFirst()
        .map(row -> row.of(address))
        .orElseGet(() -> machine.name(address));
  }
}
