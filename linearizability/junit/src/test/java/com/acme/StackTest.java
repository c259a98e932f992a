package com.acme;

import static ripsaw.machine.order.MemoryModel.SC;

import java.util.ArrayDeque;
import java.util.Deque;
import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

/** Treiber's stack (IBM RJ 5118, 1986) of numbers, whose nodes are used again. */
class StackTest {
  /** As many as a program pushes: with fewer it would be full while a pop has one in its hands. */
  private static final int NODES = 8;

  private static final int SHIFT = 8;
  private static final long MASK = (1 << SHIFT) - 1;

  /** What it is to answer. */
  static final class Model {
    private final Deque<Long> values = new ArrayDeque<>();

    public void push(long value) {
      values.addFirst(value);
    }

    public long pop() {
      return values.isEmpty() ? 0 : values.removeFirst();
    }
  }

  /** Two lists of nodes: those with a value, and those to be used. Node 0 is none. */
  static class Stack {
    private final Word used;
    private final Word free;
    private final Words next;
    private final Words value;
    private final long tag;

    /**
     * @param tags whether each store to a head counts
     */
    Stack(World w, boolean tags) {
      used = w.word("used", 0);
      free = w.word("free", 1);
      next = w.words("next", NODES + 1, node -> node < NODES ? node + 1 : 0);
      value = w.words("value", NODES + 1);
      tag = tags ? 1L << SHIFT : 0;
    }

    public void push(Cpu cpu, long pushed) {
      long node = take(cpu, free);
      value.setOpaque(cpu, node, pushed);
      put(cpu, used, node);
    }

    public long pop(Cpu cpu) {
      long node = take(cpu, used);
      if (node == 0) {
        return 0;
      }
      long popped = value.getOpaque(cpu, node);
      put(cpu, free, node);
      return popped;
    }

    private long take(Cpu cpu, Word head) {
      while (true) {
        long top = head.getAcquire(cpu);
        long node = top & MASK;
        if (node == 0 || head.compareAndSet(cpu, top, after(top, next.getOpaque(cpu, node)))) {
          return node;
        }
      }
    }

    private void put(Cpu cpu, Word head, long node) {
      long top;
      do {
        top = head.getOpaque(cpu);
        next.setOpaque(cpu, node, top & MASK);
      } while (!head.compareAndSet(cpu, top, after(top, node)));
    }

    private long after(long top, long first) {
      return (top & ~MASK) + tag | first;
    }
  }

  @Ripsaw(model = Model.class, operations = 2, memory = SC)
  void aTaggedOneAnswersAsAStack(Check check) {
    check.holds(w -> new Stack(w, true));
  }

  @Ripsaw(model = Model.class, memory = SC)
  void withoutATagItLosesAValueOrAnswersOneTwice(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, w -> new Stack(w, false));
  }
}
