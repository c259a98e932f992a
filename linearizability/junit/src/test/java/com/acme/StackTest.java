package com.acme;

import static ripsaw.machine.order.MemoryModel.SC;

import java.util.ArrayDeque;
import java.util.Deque;
import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.own.OnlyOn;
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

  /**
   * One cpu alone pushes, and uses the node again that it popped first: small enough for all
   * programs of three operations, which ABA takes (two pops and a push beside a pop).
   */
  static final class OneProducer {
    private final Word used;
    private final Words next;
    private final Words value;

    /** The producer's own: a node that it may use again, and how many it has used. */
    private final Words own;

    private final long tag;

    OneProducer(World w, boolean tags) {
      used = w.word("used");
      next = w.words("next", NODES + 1);
      value = w.words("value", NODES + 1);
      own = w.words("own", 2);
      tag = tags ? 1L << SHIFT : 0;
    }

    @OnlyOn(cpu = 1)
    public void push(Cpu cpu, long pushed) {
      long node = own.getPlain(cpu, 0);
      own.setPlain(cpu, 0, 0);
      if (node == 0) {
        node = own.getPlain(cpu, 1) + 1;
        own.setPlain(cpu, 1, node);
      }
      value.setOpaque(cpu, node, pushed);
      long top;
      do {
        top = used.getOpaque(cpu);
        next.setOpaque(cpu, node, top & MASK);
      } while (!used.compareAndSet(cpu, top, after(top, node)));
    }

    public long pop(Cpu cpu) {
      while (true) {
        long top = used.getAcquire(cpu);
        long node = top & MASK;
        if (node == 0) {
          return 0;
        }
        if (used.compareAndSet(cpu, top, after(top, next.getOpaque(cpu, node)))) {
          long popped = value.getOpaque(cpu, node);
          if (cpu.id() == 1 && own.getPlain(cpu, 0) == 0) {
            own.setPlain(cpu, 0, node);
          }
          return popped;
        }
      }
    }

    private long after(long top, long first) {
      return (top & ~MASK) + tag | first;
    }
  }

  @Ripsaw(model = Model.class, operations = 3, memory = SC)
  void withATagAllProgramsOfThreeOperationsHold(Check check) {
    check.holds(w -> new OneProducer(w, true));
  }

  @Ripsaw(model = Model.class, operations = 3, memory = SC)
  void withoutOneSomeOfTheSameProgramsDoNot(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, w -> new OneProducer(w, false));
  }
}
