package com.acme;

import static ripsaw.machine.order.MemoryModel.RA;
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
 * Epochs, after Fraser (Cambridge TR 579, 2004): a node that was unlinked in an epoch is used again
 * two epochs later. One cpu writes a register by putting another node in its place; whoever reads
 * it looks at the node twice, and is to see one value.
 */
class EpochTest {
  /** The register has two nodes: the current one, and one that is to be used next. */
  static class Register {
    private final Word current;
    private final Word spare;
    private final Word unlinked;
    private final Word epoch;
    private final Words readers;
    private final Words left;
    private final Words right;
    private final int grace;

    /**
     * @param grace epochs from which on nobody reads what was unlinked
     */
    Register(World w, int grace) {
      this.grace = grace;
      current = w.word("current", 0);
      spare = w.word("spare", 1);
      unlinked = w.word("unlinked", -grace);
      epoch = w.word("epoch");
      readers = w.words("reader", w.cpus());
      left = w.words("left", 2);
      right = w.words("right", 2);
    }

    /** A reader says in which epoch it is, plus one, before it looks. */
    public long read(Cpu cpu) {
      readers.setVolatile(cpu, cpu.id(), epoch.getVolatile(cpu) + 1);
      long node = current.getVolatile(cpu);
      long seen = left.getPlain(cpu, node);
      long again = right.getPlain(cpu, node);
      readers.setRelease(cpu, cpu.id(), 0);
      return seen == again ? seen : -1;
    }

    @OnlyOn(cpu = 0)
    public void write(Cpu cpu, long value) {
      long node = spare.getPlain(cpu);
      while (epoch.getVolatile(cpu) < unlinked.getPlain(cpu) + grace) {
        advance(cpu);
      }
      left.setPlain(cpu, node, value);
      right.setPlain(cpu, node, value);
      spare.setPlain(cpu, current.getAndSet(cpu, node));
      unlinked.setPlain(cpu, epoch.getVolatile(cpu));
    }

    /** The next epoch begins when nobody reads in an earlier one than this. */
    private void advance(Cpu cpu) {
      long now = epoch.getVolatile(cpu);
      for (int reader = 0; reader < readers.count(); reader++) {
        long since = readers.getVolatile(cpu, reader);
        if (since != 0 && since != now + 1) {
          return;
        }
      }
      epoch.setVolatile(cpu, now + 1);
    }
  }

  @Ripsaw(
      model = RegisterModel.class,
      operations = 2,
      memory = {SC, RA})
  void twoEpochsAreEnough(Check check) {
    check.holds(w -> new Register(w, 2));
  }

  @Ripsaw(model = RegisterModel.class, operations = 2, memory = SC)
  void usedAgainOneEpochEarlyANodeIsWrittenWhileItIsRead(Check check) {
    check.violates(CommonProperty.NO_DATA_RACE, w -> new Register(w, 1));
  }

  @Ripsaw(model = RegisterModel.class, operations = 2, memory = SC)
  void andHalfOfItIsSeen(Check check) {
    check.violates(CommonProperty.LINEARIZABLE, w -> new Register(w, 1));
  }
}
