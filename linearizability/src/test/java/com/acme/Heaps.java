package com.acme;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.SleepMutex;
import ripsaw.subject.Allocator;
import ripsaw.subject.OwnerPrivate;
import ripsaw.subject.Subject;

/** A user's subjects, in a package that Ripsaw knows nothing of: right ones, and wrong ones. */
public final class Heaps {
  private Heaps() {}

  private static Subject subject(String name, Function<Machine, Allocator> start) {
    return new Subject(
        "acme/" + name,
        name,
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(KfreeProperty.FRESH_TYPES), // a BitHeap keeps the place of a type that ends
        start);
  }

  private static Subject heap(String name, Function<Machine, BitHeap.Bits> bits) {
    return subject(name, machine -> new BitHeap(machine, bits.apply(machine)));
  }

  // -------------------------------------------------------------------- right

  public static Subject underLock() {
    return heap("under-lock", Locked::new);
  }

  /** One after the other, by a condition that the last one signals. */
  public static Subject inTurns() {
    return heap("in-turns", machine -> new InTurns(machine, true));
  }

  public static Subject compareAndSet() {
    return heap("compare-and-set", Atomic::new);
  }

  // -------------------------------------------------------------------- wrong

  public static Subject withoutLock() {
    return heap("without-lock", Split::new);
  }

  /** The last one signals nobody. */
  public static Subject withoutSignal() {
    return heap("without-signal", machine -> new InTurns(machine, false));
  }

  public static Subject splitCompareAndSet() {
    return heap("split-compare-and-set", SplitAtomic::new);
  }

  /** The step that is not one is a lambda's. */
  public static Subject lambda() {
    return heap(
        "lambda",
        machine -> {
          Split split = new Split(machine);
          return new Passed(split::take, split);
        });
  }

  /** An anonymous class's. */
  public static Subject anonymous() {
    return heap(
        "anonymous",
        machine ->
            new Atomic(machine) {
              @Override
              protected boolean replace(Cpu cpu, long word, long expected, long value) {
                memory.setVolatile(cpu, word, value);
                return true;
              }
            });
  }

  /** Its methods are called as owner-private ones of the reference are. */
  public static Subject namesake() {
    return heap("namesake", Namesake::new);
  }

  /** The same wrong step, promised to be of no interest to other cpus. */
  public static Subject falsePromise() {
    return heap("false-promise", FalsePromise::new);
  }

  /** A promise that whoever overrides the method need not keep. */
  public static Subject openPromise() {
    return heap("open-promise", OpenPromise::new);
  }

  /** The museum's, in a class that has a name: what is linked between two steps is lost. */
  public static Subject twoStepDrain() {
    return subject(
        "two-step-drain",
        machine -> new SlabAllocator(machine, new ParkedWord(machine, new TwoStepDrain(machine))));
  }

  // --------------------------------------------------------------------- bits

  private static int lowest(long bits) {
    return bits == 0 ? -1 : Long.numberOfTrailingZeros(bits);
  }

  private static final class Locked implements BitHeap.Bits {
    private final Memory memory;
    private final long word;
    private final SpinLock lock;

    Locked(Machine machine) {
      memory = machine.memory();
      word = BitHeap.word(machine);
      lock = new SpinLock(machine, machine.sharedWord(9));
    }

    @Override
    public int take(Cpu cpu) {
      lock.lock(cpu);
      long bits = memory.getOpaque(cpu, word);
      memory.setOpaque(cpu, word, bits & bits - 1);
      lock.unlock(cpu);
      return lowest(bits);
    }

    @Override
    public void put(Cpu cpu, int chunk) {
      lock.lock(cpu);
      memory.setOpaque(cpu, word, memory.getOpaque(cpu, word) | 1L << chunk);
      lock.unlock(cpu);
    }
  }

  private static final class InTurns implements BitHeap.Bits {
    private final Memory memory;
    private final long word;
    private final long busy;
    private final boolean signals;
    private final SleepMutex mutex;
    private final ConditionVariable turn;

    InTurns(Machine machine, boolean signals) {
      this.memory = machine.memory();
      this.word = BitHeap.word(machine);
      this.busy = machine.sharedWord(9);
      this.signals = signals;
      this.mutex = new SleepMutex(machine, machine.sharedWord(10), LockClass.of("the mutex"));
      this.turn = ConditionVariable.of(machine, machine.sharedWord(11), "its turn");
    }

    private void begin(Cpu cpu) {
      mutex.lock(cpu);
      while (memory.getOpaque(cpu, busy) != 0) {
        turn.await(cpu, mutex);
      }
      memory.setOpaque(cpu, busy, 1);
      mutex.unlock(cpu);
    }

    private void end(Cpu cpu) {
      mutex.lock(cpu);
      memory.setOpaque(cpu, busy, 0);
      if (signals) {
        turn.signal(cpu);
      }
      mutex.unlock(cpu);
    }

    @Override
    public int take(Cpu cpu) {
      begin(cpu);
      long bits = memory.getOpaque(cpu, word);
      memory.setOpaque(cpu, word, bits & bits - 1);
      end(cpu);
      return lowest(bits);
    }

    @Override
    public void put(Cpu cpu, int chunk) {
      begin(cpu);
      memory.setOpaque(cpu, word, memory.getOpaque(cpu, word) | 1L << chunk);
      end(cpu);
    }
  }

  private static class Atomic implements BitHeap.Bits {
    protected final Memory memory;
    private final long word;

    Atomic(Machine machine) {
      memory = machine.memory();
      word = BitHeap.word(machine);
    }

    @Override
    public int take(Cpu cpu) {
      long bits;
      do {
        bits = memory.getVolatile(cpu, word);
      } while (bits != 0 && !replace(cpu, word, bits, bits & bits - 1));
      return lowest(bits);
    }

    @Override
    public void put(Cpu cpu, int chunk) {
      long bits;
      do {
        bits = memory.getVolatile(cpu, word);
      } while (!replace(cpu, word, bits, bits | 1L << chunk));
    }

    protected boolean replace(Cpu cpu, long word, long expected, long value) {
      return memory.compareAndSet(cpu, word, expected, value);
    }
  }

  /** Another cpu comes in between the look and the store. */
  private static final class SplitAtomic extends Atomic {
    SplitAtomic(Machine machine) {
      super(machine);
    }

    @Override
    protected boolean replace(Cpu cpu, long word, long expected, long value) {
      if (memory.getVolatile(cpu, word) != expected) {
        return false;
      }
      memory.setVolatile(cpu, word, value);
      return true;
    }
  }

  /** {@link Locked}, without the lock. */
  private static class Split implements BitHeap.Bits {
    private final Memory memory;
    private final long word;

    Split(Machine machine) {
      memory = machine.memory();
      word = BitHeap.word(machine);
    }

    @Override
    public int take(Cpu cpu) {
      long bits = memory.getVolatile(cpu, word);
      memory.setVolatile(cpu, word, bits & bits - 1);
      return lowest(bits);
    }

    @Override
    public void put(Cpu cpu, int chunk) {
      memory.setVolatile(cpu, word, memory.getVolatile(cpu, word) | 1L << chunk);
    }
  }

  /** Takes as it is told to. */
  private record Passed(ToIntFunction<Cpu> taker, BitHeap.Bits bits) implements BitHeap.Bits {
    @Override
    public int take(Cpu cpu) {
      return taker.applyAsInt(cpu);
    }

    @Override
    public void put(Cpu cpu, int chunk) {
      bits.put(cpu, chunk);
    }
  }

  private static final class Namesake extends Split {
    Namesake(Machine machine) {
      super(machine);
    }

    @Override
    public int take(Cpu cpu) {
      return get(cpu);
    }

    private int get(Cpu cpu) {
      return list(cpu);
    }

    private int list(Cpu cpu) {
      return super.take(cpu);
    }

    @Override
    public void put(Cpu cpu, int chunk) {
      append(cpu, chunk);
    }

    private void append(Cpu cpu, int chunk) {
      super.put(cpu, chunk);
    }
  }

  private static class FalsePromise extends Split {
    FalsePromise(Machine machine) {
      super(machine);
    }

    @Override
    @OwnerPrivate
    public final int take(Cpu cpu) {
      return super.take(cpu);
    }

    @Override
    @OwnerPrivate
    public final void put(Cpu cpu, int chunk) {
      super.put(cpu, chunk);
    }
  }

  private static class OpenPromise extends Split {
    OpenPromise(Machine machine) {
      super(machine);
    }

    @Override
    @OwnerPrivate
    public int take(Cpu cpu) {
      return super.take(cpu);
    }
  }

  private static final class TwoStepDrain extends RemoteWord {
    TwoStepDrain(Machine machine) {
      super(machine);
    }

    @Override
    public long takeAll(Cpu cpu, long word) {
      long chunks = chain(memory.getVolatile(cpu, word));
      if (chunks != 0) {
        memory.setVolatile(cpu, word, 0);
      }
      return chunks;
    }
  }
}
