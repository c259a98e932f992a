package com.acme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Allocators by somebody who thought that a checker sees Java. They grant nothing. */
public final class Stacks {
  private Stacks() {}

  public static Subject subject(Function<Machine, Allocator> start) {
    return new Subject(
        "acme/stack",
        "made up",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(),
        start);
  }

  /** One that does all that it should in the machine. */
  public abstract static class Plain implements Allocator {
    protected final Machine machine;
    private int types;

    Plain(Machine machine) {
      this.machine = machine;
    }

    /** What is done at each call, after an access. */
    abstract void act(Cpu cpu);

    final void touch(Cpu cpu, int word) {
      machine.memory().setVolatile(cpu, machine.subjectWord(word), 1);
    }

    @Override
    public int createType(Cpu cpu, long limit) {
      return types++;
    }

    @Override
    public void destroyType(Cpu cpu, int type) {}

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      touch(cpu, 0);
      act(cpu);
      return ZERO_SIZE;
    }

    @Override
    public void free(Cpu cpu, int type, long address) {}

    @Override
    public long reallocate(Cpu cpu, int type, long address, long bytes) {
      return ZERO_SIZE;
    }

    @Override
    public void tidy(Cpu cpu) {}

    @Override
    public long usable(long address) {
      return 8;
    }

    @Override
    public long alignment(long bytes) {
      return 8;
    }

    @Override
    public Census census() {
      return new KfreeCensus(List.of(), Map.of(), false, List.of(), Set.of(), false);
    }

    @Override
    public String name(long address) {
      return machine.name(address);
    }
  }

  public static final class Field extends Plain {
    private long head;

    public Field(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      head = 64;
    }
  }

  /** A lock of its own making: when nobody is at work, it is as it was. */
  public static final class Flag extends Plain {
    private boolean busy;

    public Flag(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      busy = true;
      busy = false;
    }
  }

  /** Types are made while nobody is at work. */
  public static final class CountsTypes extends Plain {
    private int types;

    public CountsTypes(Machine machine) {
      super(machine);
    }

    @Override
    public int createType(Cpu cpu, long limit) {
      types++;
      return super.createType(cpu, limit);
    }

    @Override
    void act(Cpu cpu) {
      if (types < 0) {
        throw new IllegalStateException();
      }
    }
  }

  public static final class InAnArray extends Plain {
    private final long[] free = new long[2];

    public InAnArray(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      free[1]++;
    }
  }

  private static final class Node {
    private Node next;
  }

  public static final class InAnObject extends Plain {
    private final Node list = new Node();

    public InAnObject(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      list.next = new Node();
    }
  }

  public static final class InAMap extends Plain {
    private final Map<Long, Long> owners = new HashMap<>();

    public InAMap(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      owners.put(64L, owners.getOrDefault(64L, 0L) + 1);
    }
  }

  /** It is not assigned to after the start, but what it holds changes. */
  public static final class InAStaticArray extends Plain {
    private static final long[] HEAD = new long[1];

    public InAStaticArray(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      HEAD[0]++;
    }
  }

  public static final class StaticField extends Plain {
    private static long head;

    public StaticField(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      head++;
    }
  }

  public static final class Atomics extends Plain {
    private final AtomicLongArray slots = new AtomicLongArray(2);

    public Atomics(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      slots.incrementAndGet(0);
    }
  }

  public static final class Lock extends Plain {
    private final ReentrantLock lock = new ReentrantLock();

    public Lock(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      lock.lock();
      lock.unlock();
    }
  }

  public static final class ThreadOwned extends Plain {
    private final ThreadLocal<Long> mine = ThreadLocal.withInitial(() -> 0L);

    public ThreadOwned(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      mine.set(mine.get() + 1);
    }
  }

  public static final class Synchronized extends Plain {
    public Synchronized(Machine machine) {
      super(machine);
    }

    @Override
    synchronized void act(Cpu cpu) {}
  }

  public static final class Monitor extends Plain {
    public Monitor(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      synchronized (this) {
        touch(cpu, 1);
      }
    }
  }

  public static final class Chance extends Plain {
    public Chance(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      touch(cpu, new Random().nextInt(8));
    }
  }

  /** It reads the clock by way of another class. */
  public static final class Time extends Plain {
    public Time(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      IntSupplier clock = Clock::word;
      touch(cpu, clock.getAsInt());
    }
  }

  private static final class Clock {
    private Clock() {}

    static int word() {
      return (int) (System.nanoTime() & 7);
    }
  }

  /** It reads the clock by a method that is its own, but of no object, and declared further up. */
  public static final class Helped extends Helper {
    public Helped(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      touch(cpu, Helped.word());
    }
  }

  private abstract static class Helper extends Plain {
    Helper(Machine machine) {
      super(machine);
    }

    static int word() {
      return (int) (System.nanoTime() & 7);
    }
  }

  /** What it does is given to it, and nothing else that its class can give. */
  public static final class Given extends Plain {
    private final LongSupplier word;

    private Given(Machine machine, LongSupplier word) {
      super(machine);
      this.word = word;
    }

    public static Allocator constant(Machine machine, long word) {
      return new Given(machine, () -> word);
    }

    public static Allocator clock(Machine machine) {
      return new Given(machine, System::nanoTime);
    }

    public static Allocator shortClock(Machine machine, int mask) {
      return new Given(machine, () -> System.nanoTime() & mask);
    }

    public static Allocator chance(Machine machine) {
      return new Told(machine, new Random().nextInt(8));
    }

    @Override
    void act(Cpu cpu) {
      touch(cpu, (int) word.getAsLong() & 7);
    }
  }

  /** No scan shows what the one who starts it does. */
  public static final class Told extends Plain {
    private final int word;

    public Told(Machine machine, int word) {
      super(machine);
      this.word = word;
    }

    @Override
    void act(Cpu cpu) {
      touch(cpu, word);
    }
  }

  /** Records, enums, constants, lists that nobody changes, and what is local. */
  public static final class Innocent extends Plain {
    private record Pair(int one, List<String> other) {}

    private enum Kind {
      SMALL,
      LARGE
    }

    private static final Map<Kind, Integer> BYTES = Map.of(Kind.SMALL, 8, Kind.LARGE, 64);
    private static final long[] WORDS = {0, 1};
    private final List<Pair> pairs = List.of(new Pair(1, List.of("a")));
    private final IntSupplier word = () -> BYTES.get(Kind.SMALL) / 8;

    public Innocent(Machine machine) {
      super(machine);
    }

    @Override
    void act(Cpu cpu) {
      List<Integer> local = new ArrayList<>();
      long[] words = WORDS.clone();
      Map<Pair, Integer> known = new HashMap<>();
      for (Pair pair : pairs) {
        local.add(pair.one());
        known.put(pair, local.size());
      }
      switch (Kind.values()[local.size() - 1]) {
        case SMALL -> touch(cpu, word.getAsInt() + known.size());
        case LARGE -> touch(cpu, (int) words[0]);
      }
    }
  }
}
