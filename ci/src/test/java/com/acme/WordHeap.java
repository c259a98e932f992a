package com.acme;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * A user's heap, in a package of the user's: chunks of one size, a word that says which are free, a
 * bit for each, and a count for each type. It is right with any atomic {@link Words}.
 */
public final class WordHeap implements Allocator {
  /** Where its numbers are. */
  private interface Words {
    /** Applies this to a number, in one step; returns what it was. */
    long update(Cpu cpu, int number, LongUnaryOperator change);

    /** No access. */
    long peek(int number);
  }

  private static final int CHUNK = 608;
  private static final int TYPES = 4;
  private static final int FREE = TYPES;

  private final Machine machine;
  private final Words words;
  private final int largest;
  private final long[] limits = new long[TYPES];
  private long base;
  private int types;

  private WordHeap(Machine machine, Words words) {
    this(machine, words, CHUNK);
  }

  private WordHeap(Machine machine, Words words, int largest) {
    this.machine = machine;
    this.words = words;
    this.largest = largest;
  }

  private static Subject subject(String name, Function<Machine, Words> words) {
    return new Subject(
        "acme/" + name,
        name,
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(),
        machine -> new WordHeap(machine, words.apply(machine)));
  }

  public static Subject compareAndSet() {
    return subject("compare-and-set", Compared::new);
  }

  public static Subject underLock() {
    return subject("under-lock", Locked::new);
  }

  /** No checker of a machine sees what it does. */
  public static Subject inJava() {
    return subject("in-java", machine -> new InJava());
  }

  /** Whatever is asked for is taken for nothing. */
  public static Subject ofNothing() {
    return new Subject(
        "acme/nothing",
        "grants nothing",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(),
        machine -> new WordHeap(machine, new Compared(machine), 0));
  }

  private record Compared(Memory memory, Machine machine) implements Words {
    Compared(Machine machine) {
      this(machine.memory(), machine);
    }

    @Override
    public long update(Cpu cpu, int number, LongUnaryOperator change) {
      long word = machine.sharedWord(number);
      long before;
      do {
        before = memory.getVolatile(cpu, word);
      } while (!memory.compareAndSet(cpu, word, before, change.applyAsLong(before)));
      return before;
    }

    @Override
    public long peek(int number) {
      return memory.peek(machine.sharedWord(number));
    }
  }

  private record Locked(Memory memory, Machine machine, SpinLock lock) implements Words {
    Locked(Machine machine) {
      this(machine.memory(), machine, new SpinLock(machine, machine.sharedWord(FREE + 1)));
    }

    @Override
    public long update(Cpu cpu, int number, LongUnaryOperator change) {
      long word = machine.sharedWord(number);
      lock.lock(cpu);
      long before = memory.getPlain(cpu, word);
      memory.setPlain(cpu, word, change.applyAsLong(before));
      lock.unlock(cpu);
      return before;
    }

    @Override
    public long peek(int number) {
      return memory.peek(machine.sharedWord(number));
    }
  }

  private record InJava(List<AtomicLong> numbers) implements Words {
    InJava() {
      this(Stream.generate(AtomicLong::new).limit(FREE + 1).toList());
    }

    @Override
    public long update(Cpu cpu, int number, LongUnaryOperator change) {
      return numbers.get(number).getAndUpdate(change);
    }

    @Override
    public long peek(int number) {
      return numbers.get(number).get();
    }
  }

  /** The first type brings the memory: all that the machine has. */
  @Override
  public int createType(Cpu cpu, long limit) {
    if (base == 0) {
      int pages = machine.shape().pages();
      long bytes = (long) pages * machine.shape().pageBytes();
      base = machine.pages().allocate(cpu, pages, 1, true);
      machine.memory().beginShared(cpu, base, bytes);
      words.update(cpu, FREE, nothing -> (1L << bytes / CHUNK) - 1);
    }
    limits[types] = limit;
    return types++;
  }

  @Override
  public void destroyType(Cpu cpu, int type) {}

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    if (bytes == 0 || largest == 0) {
      return ZERO_SIZE;
    }
    long limit = limits[type];
    long count = words.update(cpu, type, before -> before * CHUNK < limit ? before + 1 : before);
    if (count * CHUNK >= limit) {
      return OVER_LIMIT;
    }
    long free = bytes <= largest ? words.update(cpu, FREE, bits -> bits & bits - 1) : 0;
    if (free == 0) {
      words.update(cpu, type, before -> before - 1);
      return NO_MEMORY;
    }
    long chunk = base + (long) Long.numberOfTrailingZeros(free) * CHUNK;
    if (List.of(flags).contains(Flag.ZERO)) {
      for (long word = chunk; word < chunk + CHUNK; word += 8) {
        machine.memory().setPlain(cpu, word, 0);
      }
    }
    return chunk;
  }

  @Override
  public void free(Cpu cpu, int type, long address) {
    if (address != ZERO_SIZE) {
      words.update(cpu, type, before -> before - 1);
      words.update(cpu, FREE, bits -> bits | 1L << (address - base) / CHUNK);
    }
  }

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    return NO_MEMORY;
  }

  @Override
  public void tidy(Cpu cpu) {}

  @Override
  public long usable(long address) {
    return CHUNK;
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public Census census() {
    Map<Long, Long> marks = new HashMap<>();
    machine.pageAddresses().forEach(page -> marks.put(page, 0L));
    List<Census.Account> accounts =
        IntStream.range(0, types)
            .mapToObj(type -> new Census.Account(type, words.peek(type), words.peek(type) * CHUNK))
            .toList();
    return new KfreeCensus(List.of(), marks, false, accounts, Set.of(), false);
  }

  @Override
  public String name(long address) {
    return machine.name(address);
  }
}
