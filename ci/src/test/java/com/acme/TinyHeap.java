package com.acme;

import java.util.List;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.blackbox.Heap;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** All that a user writes: a heap that keeps a bit for each page that waits, and its provider. */
public class TinyHeap extends Heap {
  TinyHeap(Machine machine) {
    super(machine);
  }

  protected int take(Cpu cpu) {
    long bits = memory.getVolatile(cpu, machine.sharedWord(0));
    while (bits != 0
        && !memory.compareAndSet(cpu, machine.sharedWord(0), bits, bits & (bits - 1))) {
      bits = memory.getVolatile(cpu, machine.sharedWord(0));
    }
    return bits == 0 ? -1 : Long.numberOfTrailingZeros(bits);
  }

  @Override
  protected long allocate(Cpu cpu, long bytes) {
    int kept = take(cpu);
    if (kept >= 0) {
      return machine.pageAddresses().get(kept);
    }
    long page = machine.pages().allocate(cpu, 1, 1, true);
    if (page != NO_MEMORY) {
      memory.beginShared(cpu, page, machine.shape().pageBytes());
    }
    return page;
  }

  @Override
  protected void free(Cpu cpu, long address) {
    long bit = 1L << machine.pageAddresses().indexOf(address);
    memory.getAndAdd(cpu, machine.sharedWord(0), bit);
  }

  /** Named in META-INF/services. */
  public static final class Provider implements SubjectProvider {
    @Override
    public List<Subject> subjects() {
      return List.of(BlackBoxFamily.subject("acme/tiny", "a page a chunk", TinyHeap::new));
    }
  }
}
