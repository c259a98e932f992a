package ripsaw.dragonfly.kfree.mutants;

import java.util.Locale;
import ripsaw.machine.Cpu;
import ripsaw.machine.Memory;

/** An order weaker than volatile, and the accesses that can have it. */
enum WeakOrder {
  PLAIN {
    @Override
    long get(Memory memory, Cpu cpu, long address) {
      return memory.getPlain(cpu, address);
    }

    @Override
    void set(Memory memory, Cpu cpu, long address, long value) {
      memory.setPlain(cpu, address, value);
    }
  },
  OPAQUE {
    @Override
    long get(Memory memory, Cpu cpu, long address) {
      return memory.getOpaque(cpu, address);
    }

    @Override
    void set(Memory memory, Cpu cpu, long address, long value) {
      memory.setOpaque(cpu, address, value);
    }
  },
  ACQUIRE {
    @Override
    long get(Memory memory, Cpu cpu, long address) {
      return memory.getAcquire(cpu, address);
    }

    @Override
    boolean compareAndSet(Memory memory, Cpu cpu, long address, long expected, long value) {
      return memory.compareAndSetAcquire(cpu, address, expected, value);
    }

    @Override
    long getAndSet(Memory memory, Cpu cpu, long address, long value) {
      return memory.getAndSetAcquire(cpu, address, value);
    }
  },
  RELEASE {
    @Override
    void set(Memory memory, Cpu cpu, long address, long value) {
      memory.setRelease(cpu, address, value);
    }

    @Override
    boolean compareAndSet(Memory memory, Cpu cpu, long address, long expected, long value) {
      return memory.compareAndSetRelease(cpu, address, expected, value);
    }

    @Override
    long getAndSet(Memory memory, Cpu cpu, long address, long value) {
      return memory.getAndSetRelease(cpu, address, value);
    }
  };

  long get(Memory memory, Cpu cpu, long address) {
    throw new UnsupportedOperationException("no load is " + this);
  }

  void set(Memory memory, Cpu cpu, long address, long value) {
    throw new UnsupportedOperationException("no store is " + this);
  }

  boolean compareAndSet(Memory memory, Cpu cpu, long address, long expected, long value) {
    throw new UnsupportedOperationException("no compare-and-set is " + this);
  }

  long getAndSet(Memory memory, Cpu cpu, long address, long value) {
    throw new UnsupportedOperationException("no swap is " + this);
  }

  /** As in the name of a mutant. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
