package ripsaw.junit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import ripsaw.machine.Cpu;
import ripsaw.own.Heap;
import ripsaw.own.OnlyOn;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;

/**
 * What somebody might write and is no subject, and models that fit none.
 *
 * <p>Over 400 lines, because each is a class of its own.
 */
final class Unfit {
  private Unfit() {}

  /** It grants the blocks one after another, and takes none back: enough to be looked at. */
  abstract static class Counts implements Heap {
    protected final Word next;
    private final int blocks;

    Counts(World w) {
      next = w.word("next");
      blocks = w.blocks();
    }

    @Override
    public long alloc(Cpu cpu) {
      long block = next.getAndAdd(cpu, 1);
      return block < blocks ? block : NONE;
    }

    @Override
    public void free(Cpu cpu, long block) {}
  }

  static final class InAnAtomic extends Counts {
    private final AtomicLong top = new AtomicLong();

    InAnAtomic(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      top.incrementAndGet();
    }
  }

  static final class BehindAVarHandle extends Counts {
    private static final VarHandle TOP;

    @SuppressWarnings("unused")
    private long top;

    static {
      try {
        TOP = MethodHandles.lookup().findVarHandle(BehindAVarHandle.class, "top", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    BehindAVarHandle(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      TOP.setVolatile(this, block);
    }
  }

  static final class InAField extends Counts {
    private long top;

    InAField(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      top = block;
    }

    long top() {
      return top;
    }
  }

  static final class InAnArray extends Counts {
    private final long[] taken = new long[1];

    InAnArray(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      taken[0]++;
      return super.alloc(cpu);
    }
  }

  // ------------------------------------------------------- kept where nobody looks

  static final class InAThreadLocal extends Counts {
    private final ThreadLocal<Long> last = new ThreadLocal<>();

    InAThreadLocal(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      last.set(block);
    }
  }

  static final class InAStaticField extends Counts {
    private static long last;

    InAStaticField(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      last = block;
    }
  }

  static final class InAStaticArray extends Counts {
    private static final long[] LAST = new long[1];

    InAStaticArray(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      LAST[0]++;
      return super.alloc(cpu);
    }
  }

  static final class InAMap extends Counts {
    private final Map<Integer, Integer> taken = new HashMap<>();

    InAMap(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      taken.put(cpu.id(), taken.size());
      return super.alloc(cpu);
    }
  }

  static final class InABox extends Counts {
    private final Box box = new Box();

    InABox(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      box.value = block;
    }
  }

  static final class Box {
    private long value;

    long value() {
      return value;
    }
  }

  static final class UnderAMonitor extends Counts {
    UnderAMonitor(World w) {
      super(w);
    }

    @Override
    public synchronized long alloc(Cpu cpu) {
      return super.alloc(cpu);
    }
  }

  static final class Sleeps extends Counts {
    Sleeps(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class ByChance extends Counts {
    ByChance(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      return Math.random() < 0.5 ? NONE : super.alloc(cpu);
    }
  }

  static final class ByTheClock extends Counts {
    ByTheClock(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      return System.nanoTime() % 2 == 0 ? NONE : super.alloc(cpu);
    }
  }

  static final class Ends extends Counts {
    Ends(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      System.exit(0);
    }
  }

  // ------------------------------------------------------------------- wrong heaps

  static final class GrantsOneTwice extends Counts {
    GrantsOneTwice(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      next.getAndAdd(cpu, 1);
      return 0;
    }
  }

  static final class ThrowsAtWork extends Counts {
    ThrowsAtWork(World w) {
      super(w);
    }

    @Override
    public void free(Cpu cpu, long block) {
      throw new IllegalStateException("not yet");
    }
  }

  static final class TouchesNoWord extends Counts {
    private final Words words;

    TouchesNoWord(World w) {
      super(w);
      words = w.words("few", 2);
    }

    @Override
    public long alloc(Cpu cpu) {
      return words.getOpaque(cpu, 7);
    }
  }

  static final class TellsNull extends Counts {
    TellsNull(World w) {
      super(w);
    }

    @Override
    public LongStream freeBlocks() {
      return null;
    }
  }

  static final class TellsWithoutEnd extends Counts {
    TellsWithoutEnd(World w) {
      super(w);
    }

    @Override
    public LongStream freeBlocks() {
      return LongStream.generate(() -> 0);
    }
  }

  static final class TellsThrowing extends Counts {
    TellsThrowing(World w) {
      super(w);
    }

    @Override
    public LongStream freeBlocks() {
      throw new IllegalStateException("not now");
    }
  }

  static final class TellsOfNone extends Counts {
    TellsOfNone(World w) {
      super(w);
    }

    @Override
    public LongStream freeBlocks() {
      return LongStream.of(99);
    }
  }

  static final class StartsAThread extends Counts {
    StartsAThread(World w) {
      super(w);
      Thread.ofVirtual().start(() -> {});
    }
  }

  static final class Throws extends Counts {
    Throws(World w) {
      super(w);
      throw new IllegalStateException("no room");
    }
  }

  static final class AsksLate extends Counts {
    private final World world;

    AsksLate(World w) {
      super(w);
      world = w;
    }

    @Override
    public void free(Cpu cpu, long block) {
      world.word("late").setOpaque(cpu, block);
    }
  }

  /** It keeps nothing at all in the world, and grants one block to all. */
  static final class Unwatched implements Heap {
    @Override
    public long alloc(Cpu cpu) {
      return 0;
    }

    @Override
    public void free(Cpu cpu, long block) {}
  }

  static final class Foreign extends Counts {
    Foreign(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      return 7;
    }
  }

  /** The second block that is asked for is none. */
  static final class ForeignLater extends Counts {
    ForeignLater(World w) {
      super(w);
    }

    @Override
    public long alloc(Cpu cpu) {
      return super.alloc(cpu) == 0 ? 0 : 9;
    }
  }

  /** No two cpus ever meet. */
  static final class ForEachCpu {
    private final Words ticks;

    ForEachCpu(World w) {
      ticks = w.words("tick", w.cpus());
    }

    public void tick(Cpu cpu) {
      ticks.setPlain(cpu, cpu.id(), ticks.getPlain(cpu, cpu.id()) + 1);
    }
  }

  /** It is never let go of. */
  static final class TakenForEver {
    private final Word taken;

    TakenForEver(World w) {
      taken = w.word("taken");
    }

    public void tick(Cpu cpu) {
      while (!taken.compareAndSet(cpu, 0, 1)) {
        // Until it is free.
      }
    }
  }

  static final class DoesMuch {
    private final Word count;

    DoesMuch(World w) {
      count = w.word("count");
    }

    public long one(Cpu cpu) {
      return count.getAndAdd(cpu, 1);
    }

    public long two(Cpu cpu) {
      return one(cpu);
    }

    public long three(Cpu cpu) {
      return one(cpu);
    }

    public long four(Cpu cpu) {
      return one(cpu);
    }
  }

  public static final class Many {
    private long count;

    public long one() {
      return count++;
    }

    public long two() {
      return one();
    }

    public long three() {
      return one();
    }

    public long four() {
      return one();
    }
  }

  public static final class Ticking {
    public void tick() {}
  }

  static final class Counter {
    private final Word count;

    Counter(World w) {
      count = w.word("count");
    }

    public long next(Cpu cpu) {
      return count.getAndAdd(cpu, 1);
    }
  }

  static final class OnNoCpu {
    private final Word count;

    OnNoCpu(World w) {
      count = w.word("count");
    }

    @OnlyOn(cpu = 2)
    public long next(Cpu cpu) {
      return count.getAndAdd(cpu, 1);
    }
  }

  public static final class Counting {
    private long count;

    public long next() {
      return count++;
    }
  }

  public static final class CountingBack {
    private long count;

    public long next() {
      return count++;
    }

    public void reset() {
      count = 0;
    }
  }

  public static final class Silent {}

  public static final class Inner {
    private final int first;

    Inner(int first) {
      this.first = first;
    }

    public long next() {
      return first;
    }
  }

  public static final class OfText {
    public String next() {
      return "";
    }
  }

  public static final class Gives {
    public long next() {
      throw new IllegalStateException("not yet");
    }
  }
}
