package ripsaw.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import ripsaw.machine.order.LastHolder;

/**
 * A {@code long[]} under an array-element VarHandle: as fast as plain Java, and of all ways to
 * write a word in Java the one that model checkers of bytecode see in every access mode.
 */
public final class RawMemory implements Memory {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;

  RawMemory(int words) {
    this.words = new long[words];
  }

  private static int index(long address) {
    return (int) (address >>> 3);
  }

  @Override
  public long getPlain(Cpu cpu, long address) {
    return (long) WORD.get(words, index(address));
  }

  @Override
  public void setPlain(Cpu cpu, long address, long value) {
    WORD.set(words, index(address), value);
  }

  @Override
  public long getOpaque(Cpu cpu, long address) {
    return (long) WORD.getOpaque(words, index(address));
  }

  @Override
  public void setOpaque(Cpu cpu, long address, long value) {
    WORD.setOpaque(words, index(address), value);
  }

  @Override
  public long getAcquire(Cpu cpu, long address) {
    return (long) WORD.getAcquire(words, index(address));
  }

  @Override
  public void setRelease(Cpu cpu, long address, long value) {
    WORD.setRelease(words, index(address), value);
  }

  @Override
  public long getVolatile(Cpu cpu, long address) {
    return (long) WORD.getVolatile(words, index(address));
  }

  @Override
  public void setVolatile(Cpu cpu, long address, long value) {
    WORD.setVolatile(words, index(address), value);
  }

  @Override
  public boolean compareAndSet(Cpu cpu, long address, long expected, long value) {
    return WORD.compareAndSet(words, index(address), expected, value);
  }

  @Override
  public boolean compareAndSetAcquire(Cpu cpu, long address, long expected, long value) {
    return (long) WORD.compareAndExchangeAcquire(words, index(address), expected, value)
        == expected;
  }

  @Override
  public boolean compareAndSetRelease(Cpu cpu, long address, long expected, long value) {
    return (long) WORD.compareAndExchangeRelease(words, index(address), expected, value)
        == expected;
  }

  @Override
  public long getAndSetAcquire(Cpu cpu, long address, long value) {
    return (long) WORD.getAndSetAcquire(words, index(address), value);
  }

  @Override
  public long getAndSetRelease(Cpu cpu, long address, long value) {
    return (long) WORD.getAndSetRelease(words, index(address), value);
  }

  @Override
  public long getAndSet(Cpu cpu, long address, long value) {
    return (long) WORD.getAndSet(words, index(address), value);
  }

  @Override
  public long getAndAdd(Cpu cpu, long address, long delta) {
    return (long) WORD.getAndAdd(words, index(address), delta);
  }

  @Override
  public long getAndAddAcquire(Cpu cpu, long address, long delta) {
    return (long) WORD.getAndAddAcquire(words, index(address), delta);
  }

  @Override
  public long getAndAddRelease(Cpu cpu, long address, long delta) {
    return (long) WORD.getAndAddRelease(words, index(address), delta);
  }

  @Override
  public boolean weakCompareAndSet(Cpu cpu, long address, long expected, long value) {
    return WORD.weakCompareAndSet(words, index(address), expected, value);
  }

  @Override
  public boolean weakCompareAndSetPlain(Cpu cpu, long address, long expected, long value) {
    return WORD.weakCompareAndSetPlain(words, index(address), expected, value);
  }

  @Override
  public boolean weakCompareAndSetAcquire(Cpu cpu, long address, long expected, long value) {
    return WORD.weakCompareAndSetAcquire(words, index(address), expected, value);
  }

  @Override
  public boolean weakCompareAndSetRelease(Cpu cpu, long address, long expected, long value) {
    return WORD.weakCompareAndSetRelease(words, index(address), expected, value);
  }

  @Override
  public boolean setBit(Cpu cpu, long address, long bit) {
    return ((long) WORD.getAndBitwiseOrAcquire(words, index(address), bit) & bit) == 0;
  }

  @Override
  public boolean clearBit(Cpu cpu, long address, long bit) {
    return ((long) WORD.getAndBitwiseAndRelease(words, index(address), ~bit) & bit) != 0;
  }

  @Override
  public void fullFence(Cpu cpu) {
    VarHandle.fullFence();
  }

  @Override
  public void acquireFence(Cpu cpu) {
    VarHandle.acquireFence();
  }

  @Override
  public void releaseFence(Cpu cpu) {
    VarHandle.releaseFence();
  }

  /** Opaque: it sees a whole word that somebody stored, while threads run, and orders nothing. */
  @Override
  public long peek(long address) {
    return (long) WORD.getOpaque(words, index(address));
  }

  @Override
  public void poke(long address, long value) {
    WORD.setVolatile(words, index(address), value);
  }

  @Override
  public void fill(long base, long bytes, long value) {
    Arrays.fill(words, index(base), index(base + bytes), value);
  }

  @Override
  public boolean canMiss(Cpu cpu, long address, int stores, long other) {
    return false;
  }

  @Override
  public void miss(Cpu cpu, long address, int stores) {
    // Real interrupts do.
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    // See miss.
  }

  @Override
  public void drain(Cpu cpu) {
    // The locks themselves are enough, here and below.
  }

  @Override
  public void locked(Cpu cpu, LastHolder lock) {
    // See drain.
  }

  @Override
  public void unlocking(Cpu cpu, LastHolder lock) {
    // See drain.
  }

  @Override
  public void begin(Cpu owner, long base, long bytes) {
    // Nothing is watched here: a raw page has no incarnation.
  }

  @Override
  public void beginShared(Cpu cpu, long base, long bytes) {
    // Nobody watches.
  }

  @Override
  public void handOver(Cpu cpu, Cpu owner, long base, long bytes) {
    // See begin.
  }

  @Override
  public void end(Cpu owner, long base, long bytes) {
    // See begin.
  }
}
