package com.acme;

import java.util.List;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** The tiny heap with mistakes that a user may make. */
public final class WrongHeaps implements SubjectProvider {
  @Override
  public List<Subject> subjects() {
    return List.of(
        BlackBoxFamily.subject("acme/leaks", "forgets what another cpu frees", Leaks::new),
        BlackBoxFamily.subject("acme/split", "reads the word, and writes it later", Split::new),
        BlackBoxFamily.subject("acme/overlaps", "two chunks share a page", Overlaps::new),
        BlackBoxFamily.subject("acme/dirty", "does not zero", Dirty::new),
        BlackBoxFamily.subject("acme/spins", "waits for a page to come home", Spins::new),
        BlackBoxFamily.subject("acme/throws", "throws when a page waits", Throws::new));
  }

  private static final class Leaks extends TinyHeap {
    Leaks(Machine machine) {
      super(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      if (cpu.id() == 0) {
        super.free(cpu, address);
      }
    }
  }

  private static final class Split extends TinyHeap {
    Split(Machine machine) {
      super(machine);
    }

    @Override
    protected int take(Cpu cpu) {
      long bits = memory.getVolatile(cpu, machine.sharedWord(0));
      memory.setVolatile(cpu, machine.sharedWord(0), bits & (bits - 1));
      return bits == 0 ? -1 : Long.numberOfTrailingZeros(bits);
    }
  }

  private static final class Overlaps extends TinyHeap {
    Overlaps(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocate(Cpu cpu, long bytes) {
      super.allocate(cpu, bytes);
      return machine.pageAddresses().getFirst();
    }
  }

  private static final class Dirty extends TinyHeap {
    Dirty(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocateZeroed(Cpu cpu, long bytes) {
      return allocate(cpu, bytes);
    }
  }

  private static final class Spins extends TinyHeap {
    Spins(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocate(Cpu cpu, long bytes) {
      while (memory.getVolatile(cpu, machine.sharedWord(0)) == 0
          && memory.getVolatile(cpu, machine.sharedWord(1)) > 0) {
        cpu.takeSignals();
      }
      memory.setVolatile(cpu, machine.sharedWord(1), 1);
      return super.allocate(cpu, bytes);
    }
  }

  private static final class Throws extends TinyHeap {
    Throws(Machine machine) {
      super(machine);
    }

    @Override
    protected int take(Cpu cpu) {
      int taken = super.take(cpu);
      if (taken >= 0) {
        throw new IllegalStateException("page " + taken + " should not wait");
      }
      return taken;
    }
  }
}
