package com.acme;

import static ripsaw.machine.order.MemoryModel.SC;

import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.own.OnlyOn;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

/**
 * A ring of many producers and one consumer. A turn beside each slot says whose it is, as in
 * Vyukov's; but a consumer waits for a producer that has taken a slot, as it would not answer as a
 * queue if it called that empty.
 */
class MpscRingTest {
  /** A slot is its producer's in turn {@code at}, and its consumer's in {@code at + 1}. */
  static class Ring {
    private final Word head;
    private final Word tail;
    private final Words slots;
    private final Words turns;

    Ring(World w) {
      head = w.word("head");
      tail = w.word("tail");
      slots = w.words("slot", BoundedModel.ROOM);
      turns = w.words("turn", BoundedModel.ROOM, slot -> slot);
    }

    public boolean offer(Cpu cpu, long value) {
      while (true) {
        long at = tail.getAcquire(cpu);
        long turn = turns.getAcquire(cpu, at % BoundedModel.ROOM);
        if (turn < at) {
          return false;
        }
        if (turn == at && tail.compareAndSet(cpu, at, at + 1)) {
          fill(cpu, at, value);
          return true;
        }
      }
    }

    protected void fill(Cpu cpu, long at, long value) {
      write(cpu, at, value);
      publish(cpu, at);
    }

    protected final void write(Cpu cpu, long at, long value) {
      slots.setPlain(cpu, at % BoundedModel.ROOM, value);
    }

    protected final void publish(Cpu cpu, long at) {
      turns.setRelease(cpu, at % BoundedModel.ROOM, at + 1);
    }

    @OnlyOn(cpu = 1)
    public long poll(Cpu cpu) {
      long at = head.getOpaque(cpu);
      while (turns.getAcquire(cpu, at % BoundedModel.ROOM) != at + 1) {
        if (tail.getAcquire(cpu) == at) {
          return 0;
        }
      }
      long value = slots.getPlain(cpu, at % BoundedModel.ROOM);
      head.setOpaque(cpu, at + 1);
      turns.setRelease(cpu, at % BoundedModel.ROOM, at + BoundedModel.ROOM);
      return value;
    }
  }

  /** The consumer may come before the value does. */
  static final class PublishesFirst extends Ring {
    PublishesFirst(World w) {
      super(w);
    }

    @Override
    protected void fill(Cpu cpu, long at, long value) {
      publish(cpu, at);
      write(cpu, at, value);
    }
  }

  /** Any cpu consumes. */
  static final class TwoConsumers extends Ring {
    TwoConsumers(World w) {
      super(w);
    }

    @Override
    public long poll(Cpu cpu) {
      return super.poll(cpu);
    }
  }

  @Ripsaw(model = BoundedModel.class, operations = 2)
  void itAnswersAsABoundedQueue(Check check) {
    check.holds(Ring::new);
  }

  @Ripsaw(model = BoundedModel.class, operations = 2, memory = SC)
  void whatIsPublishedBeforeItIsWrittenRaces(Check check) {
    check.violates(CommonProperty.NO_DATA_RACE, PublishesFirst::new);
  }

  @Ripsaw(model = BoundedModel.class, operations = 2, memory = SC)
  void twoConsumersPollOneValueTwice(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, TwoConsumers::new);
  }
}
