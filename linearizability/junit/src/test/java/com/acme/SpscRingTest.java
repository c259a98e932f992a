package com.acme;

import static ripsaw.machine.order.MemoryModel.RA;
import static ripsaw.machine.order.MemoryModel.SC;
import static ripsaw.machine.order.MemoryModel.TSO;

import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.own.OnlyOn;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

/** Lamport's ring of one producer and one consumer (TOPLAS 1983), and with a producer more. */
class SpscRingTest {
  /** Head and tail only grow; a slot is theirs modulo the room. */
  static class Ring {
    private final Word head;
    private final Word tail;
    private final Words slots;

    Ring(World w) {
      head = w.word("head");
      tail = w.word("tail");
      slots = w.words("slot", BoundedModel.ROOM);
    }

    @OnlyOn(cpu = 0)
    public boolean offer(Cpu cpu, long value) {
      long at = tail.getOpaque(cpu);
      if (at - head.getAcquire(cpu) == BoundedModel.ROOM) {
        return false;
      }
      slots.setPlain(cpu, at % BoundedModel.ROOM, value);
      tail.setRelease(cpu, at + 1);
      return true;
    }

    @OnlyOn(cpu = 1)
    public long poll(Cpu cpu) {
      long at = head.getOpaque(cpu);
      if (tail.getAcquire(cpu) == at) {
        return 0;
      }
      long value = slots.getPlain(cpu, at % BoundedModel.ROOM);
      head.setRelease(cpu, at + 1);
      return value;
    }
  }

  /** Any cpu produces. */
  static final class TwoProducers extends Ring {
    TwoProducers(World w) {
      super(w);
    }

    @Override
    public boolean offer(Cpu cpu, long value) {
      return super.offer(cpu, value);
    }
  }

  @Ripsaw(model = BoundedModel.class, memory = SC)
  void itAnswersAsABoundedQueue(Check check) {
    check.holds(Ring::new);
  }

  @Ripsaw(model = BoundedModel.class, operations = 2)
  void itDoesUnderWeakMemoryIfItIsNotAskedForLong(Check check) {
    check.holds(Ring::new);
  }

  /** Store buffering: each side's last store is not seen yet. A retry mends it. */
  @Ripsaw(
      model = BoundedModel.class,
      memory = {TSO, RA})
  void underWeakMemoryItIsFullToTheOneAndEmptyToTheOther(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, Ring::new);
  }

  @Ripsaw(model = BoundedModel.class, operations = 2, memory = SC)
  void twoProducersWriteIntoOneSlot(Check check) {
    check.violates(CommonProperty.NO_DATA_RACE, TwoProducers::new);
  }

  @Ripsaw(model = BoundedModel.class, operations = 2, memory = SC)
  void twoProducersLoseAValue(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, TwoProducers::new);
  }
}
