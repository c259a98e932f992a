package com.acme;

import static ripsaw.machine.order.MemoryModel.SC;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Tag;
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
  /** Of a cpu: as many as it pushes, those beforehand with them. */
  private static final int NODES = 5;

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

  /**
   * The nodes on it are linked from the top down; node 0 is none. A cpu keeps one node that it
   * popped, and pushes it again: what it has for itself no other cpu touches.
   */
  static class Stack {
    private final Word top;
    private final Words next;
    private final Words value;
    private final Words spare;
    private final Words fresh;
    private final long tag;

    /**
     * @param tags whether each store to the top counts
     */
    Stack(World w, boolean tags) {
      top = w.word("top");
      next = w.words("next", w.cpus() * NODES + 1);
      value = w.words("value", w.cpus() * NODES + 1);
      spare = w.words("spare", w.cpus());
      fresh = w.words("fresh", w.cpus(), cpu -> cpu * NODES + 1);
      tag = tags ? 1L << SHIFT : 0;
    }

    public void push(Cpu cpu, long pushed) {
      long node = take(cpu);
      value.setPlain(cpu, node, pushed);
      long seen;
      do {
        seen = top.getOpaque(cpu);
        next.setOpaque(cpu, node, seen & MASK);
      } while (!top.compareAndSet(cpu, seen, after(seen, node)));
    }

    public long pop(Cpu cpu) {
      while (true) {
        long seen = top.getAcquire(cpu);
        long node = seen & MASK;
        if (node == 0) {
          return 0;
        }
        if (top.compareAndSet(cpu, seen, after(seen, next.getOpaque(cpu, node)))) {
          long popped = value.getPlain(cpu, node);
          keep(cpu, node);
          return popped;
        }
      }
    }

    private long take(Cpu cpu) {
      long kept = spare.getPlain(cpu, cpu.id());
      if (kept != 0) {
        spare.setPlain(cpu, cpu.id(), 0);
        return kept;
      }
      long node = fresh.getPlain(cpu, cpu.id());
      fresh.setPlain(cpu, cpu.id(), node + 1);
      return node;
    }

    private void keep(Cpu cpu, long node) {
      if (spare.getPlain(cpu, cpu.id()) == 0) {
        spare.setPlain(cpu, cpu.id(), node);
      }
    }

    private long after(long seen, long first) {
      return (seen & ~MASK) + tag | first;
    }
  }

  /** One cpu alone pushes: what ABA takes is two pops and a push while another pop sleeps. */
  static final class OneProducer extends Stack {
    OneProducer(World w, boolean tags) {
      super(w, tags);
    }

    @Override
    @OnlyOn(cpu = 1)
    public void push(Cpu cpu, long pushed) {
      super.push(cpu, pushed);
    }
  }

  @Ripsaw(model = Model.class, memory = SC)
  void aTagKeepsANodeThatCameBackFromBeingTakenForTheOldOne(Check check) {
    check.holds(w -> new OneProducer(w, true));
  }

  @Ripsaw(model = Model.class, memory = SC)
  void withoutATagItLosesAValueOrAnswersOneTwice(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, w -> new OneProducer(w, false));
  }

  @Ripsaw(model = Model.class, operations = 2)
  void aTaggedOneAnswersAsAStackUnderEachMemoryModel(Check check) {
    check.holds(w -> new Stack(w, true));
  }

  /** Any cpu pushes, and pops. */
  @Tag("nightly")
  @Ripsaw(model = Model.class, memory = SC)
  void aTaggedOneAnswersAsAStack(Check check) {
    check.holds(w -> new Stack(w, true));
  }
}
