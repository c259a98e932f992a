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

/** The queue of Michael and Scott (PODC 1996). Each number is its own node, used once. */
class QueueTest {
  private static final int DUMMY = 9;

  /** What it is to answer. */
  static final class Model {
    private final Deque<Long> values = new ArrayDeque<>();

    public void enqueue(long value) {
      values.addLast(value);
    }

    public long dequeue() {
      return values.isEmpty() ? 0 : values.removeFirst();
    }
  }

  /** Node 0 is none. The first node has been dequeued already; the tail may lag behind. */
  static class Queue {
    protected final Words next;
    private final Word head;
    private final Word tail;

    Queue(World w) {
      head = w.word("head", DUMMY);
      tail = w.word("tail", DUMMY);
      next = w.words("next", DUMMY + 1);
    }

    public void enqueue(Cpu cpu, long node) {
      while (true) {
        long last = tail.getAcquire(cpu);
        long after = next.getAcquire(cpu, last);
        if (after != 0) {
          tail.compareAndSet(cpu, last, after);
        } else if (link(cpu, last, node)) {
          tail.compareAndSet(cpu, last, node);
          return;
        }
      }
    }

    protected boolean link(Cpu cpu, long last, long node) {
      return next.compareAndSet(cpu, last, 0, node);
    }

    public long dequeue(Cpu cpu) {
      while (true) {
        long first = head.getAcquire(cpu);
        long last = tail.getAcquire(cpu);
        long node = next.getAcquire(cpu, first);
        if (node == 0) {
          return 0;
        }
        if (first == last) {
          tail.compareAndSet(cpu, last, node);
        } else if (head.compareAndSet(cpu, first, node)) {
          return node;
        }
      }
    }
  }

  /** Whoever links behind the same node last, wins. */
  static final class LinksWithAStore extends Queue {
    LinksWithAStore(World w) {
      super(w);
    }

    @Override
    protected boolean link(Cpu cpu, long last, long node) {
      next.setRelease(cpu, last, node);
      return true;
    }
  }

  @Ripsaw(model = Model.class, operations = 2)
  void itAnswersAsAQueue(Check check) {
    check.holds(Queue::new);
  }

  @Ripsaw(model = Model.class, operations = 2, memory = SC)
  void linkedWithAStoreAValueIsLost(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, LinksWithAStore::new);
  }
}
