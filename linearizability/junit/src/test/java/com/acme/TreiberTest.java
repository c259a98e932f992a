package com.acme;

import static ripsaw.machine.order.MemoryModel.RA;
import static ripsaw.machine.order.MemoryModel.SC;
import static ripsaw.machine.order.MemoryModel.TSO;

import java.util.stream.LongStream;
import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.own.Heap;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

/** A free list on Treiber's stack (IBM RJ 5118, 1986), with and without a tag against ABA. */
class TreiberTest {
  /** The head says which block is first: a pop that sleeps does not notice that it came back. */
  static class Treiber implements Heap {
    final Word head;
    final Words next;

    Treiber(World w) {
      head = w.word("head", 0);
      next = w.words("next", w.blocks(), b -> b + 1 < w.blocks() ? b + 1 : NONE);
    }

    @Override
    public long alloc(Cpu cpu) {
      long top = head.getAcquire(cpu);
      while (top != NONE && !head.compareAndSet(cpu, top, next.getOpaque(cpu, top))) {
        top = head.getAcquire(cpu);
      }
      return top;
    }

    @Override
    public void free(Cpu cpu, long block) {
      long top;
      do {
        top = head.getOpaque(cpu);
        next.setOpaque(cpu, block, top);
      } while (!head.compareAndSet(cpu, top, block));
    }
  }

  /** The head counts, too, how often it was written. */
  static final class Tagged implements Heap {
    private static final int SHIFT = 8;
    private static final long MASK = (1 << SHIFT) - 1;

    private final Word head;
    private final Words next;

    /** Blocks are linked by their numbers from 1 on: 0 ends the list. */
    Tagged(World w) {
      head = w.word("head", 1);
      next = w.words("next", w.blocks() + 1, b -> b < w.blocks() ? b + 1 : 0);
    }

    @Override
    public long alloc(Cpu cpu) {
      while (true) {
        long top = head.getAcquire(cpu);
        if ((top & MASK) == 0) {
          return NONE;
        }
        if (head.compareAndSet(cpu, top, successor(top, next.getOpaque(cpu, top & MASK)))) {
          return (top & MASK) - 1;
        }
      }
    }

    @Override
    public void free(Cpu cpu, long block) {
      long top;
      do {
        top = head.getOpaque(cpu);
        next.setOpaque(cpu, block + 1, top & MASK);
      } while (!head.compareAndSet(cpu, top, successor(top, block + 1)));
    }

    private static long successor(long top, long first) {
      return (top >> SHIFT) + 1 << SHIFT | first;
    }

    @Override
    public LongStream freeBlocks() {
      return LongStream.iterate(head.peek() & MASK, b -> b != 0, next::peek).map(b -> b - 1);
    }
  }

  @Ripsaw(blocks = 2, memory = SC)
  void aTagKeepsTwoCallersFromOneBlock(Check check) {
    check.holds(Tagged::new);
  }

  @Ripsaw(
      operations = 2,
      memory = {TSO, RA})
  void aTagHoldsUnderWeakMemory(Check check) {
    check.holds(Tagged::new);
  }

  @Ripsaw(blocks = 2)
  void withoutOneABlockThatCameBackIsGrantedTwice(Check check) {
    check.violates(CommonProperty.NO_DOUBLE_GRANT, Treiber::new);
  }
}
