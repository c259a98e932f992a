package com.acme;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;

/**
 * A user's heap: chunks of one size, and one word that says which of them are free, a bit for each.
 * Right or wrong with the {@link Bits} it is made of.
 */
public final class BitHeap implements Allocator {
  /** How the word is read and written. */
  public interface Bits {
    /** The number of a chunk that was free, and is not any more; -1 if there is none. */
    int take(Cpu cpu);

    void put(Cpu cpu, int chunk);
  }

  private static final int CHUNK = 608;
  private static final int TYPES = 8;
  private static final int FREE_BITS = 0;
  private static final int COUNTS = 32;

  private final Machine machine;
  private final Memory memory;
  private final Bits bits;
  private final long[] limits = new long[TYPES];
  private long base;
  private int types;

  public BitHeap(Machine machine, Bits bits) {
    this.machine = machine;
    this.memory = machine.memory();
    this.bits = bits;
  }

  /** The word. */
  static long word(Machine machine) {
    return machine.sharedWord(FREE_BITS);
  }

  /** Bytes that were asked for, rounded, for the chunk that was. */
  private long size(int chunk) {
    return machine.subjectWord(chunk);
  }

  private long count(int type) {
    return machine.subjectWord(COUNTS + 2 * type);
  }

  private long bytes(int type) {
    return machine.subjectWord(COUNTS + 2 * type + 1);
  }

  private int chunk(long address) {
    return (int) ((address - base) / CHUNK);
  }

  /** The first type brings the memory: all that the machine has. */
  @Override
  public int createType(Cpu cpu, long limit) {
    if (base == 0) {
      int pages = machine.shape().pages();
      long bytes = (long) pages * machine.shape().pageBytes();
      base = machine.pages().allocate(cpu, pages, 1, true);
      memory.beginShared(cpu, base, bytes);
      memory.setVolatile(cpu, word(machine), (1L << bytes / CHUNK) - 1);
    }
    limits[types] = limit;
    return types++;
  }

  @Override
  public void destroyType(Cpu cpu, int type) {}

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    if (limits[type] != UNLIMITED && memory.getVolatile(cpu, bytes(type)) >= limits[type]) {
      return OVER_LIMIT;
    }
    int taken = bytes <= CHUNK ? bits.take(cpu) : -1;
    if (taken < 0) {
      return NO_MEMORY;
    }
    long size = (bytes + 7) / 8 * 8;
    memory.setPlain(cpu, size(taken), size);
    memory.getAndAdd(cpu, count(type), 1);
    memory.getAndAdd(cpu, bytes(type), size);
    long chunk = base + (long) taken * CHUNK;
    if (List.of(flags).contains(Flag.ZERO)) {
      for (long word = chunk; word < chunk + CHUNK; word += 8) {
        memory.setPlain(cpu, word, 0);
      }
    }
    return chunk;
  }

  @Override
  public void free(Cpu cpu, int type, long address) {
    if (address != ZERO_SIZE) {
      memory.getAndAdd(cpu, count(type), -1);
      memory.getAndAdd(cpu, bytes(type), -memory.getPlain(cpu, size(chunk(address))));
      bits.put(cpu, chunk(address));
    }
  }

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    long moved = allocate(cpu, type, bytes);
    if (moved == NO_MEMORY || moved == OVER_LIMIT) {
      return moved;
    }
    if (address != ZERO_SIZE && moved != ZERO_SIZE) {
      for (int offset = 0; offset < CHUNK; offset += 8) {
        memory.setPlain(cpu, moved + offset, memory.getPlain(cpu, address + offset));
      }
    }
    free(cpu, type, address);
    return moved;
  }

  @Override
  public void tidy(Cpu cpu) {}

  @Override
  public long usable(long address) {
    return memory.peek(size(chunk(address)));
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public Census census() {
    Map<Long, Long> marks = new HashMap<>();
    machine.pageAddresses().forEach(page -> marks.put(page, 0L));
    List<Census.Account> accounts = IntStream.range(0, types).mapToObj(this::account).toList();
    return new KfreeCensus(List.of(), marks, false, accounts, Set.of(), false);
  }

  private Census.Account account(int type) {
    return new Census.Account(type, memory.peek(count(type)), memory.peek(bytes(type)));
  }

  @Override
  public String name(long address) {
    return machine.name(address);
  }
}
