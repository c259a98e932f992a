package com.acme;

import static ripsaw.machine.order.MemoryModel.SC;

import java.util.stream.LongStream;
import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.machine.SpinLock;
import ripsaw.own.Heap;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

/**
 * Magazines of one round, after Bonwick and Adams (USENIX 2001): each cpu has one, and a depot
 * under a lock has the rest.
 */
class MagazinesTest {
  /** A magazine without a round holds NONE. */
  static class Magazines implements Heap {
    protected final SpinLock lock;
    protected final Word count;
    private final Words rounds;
    private final Words depot;

    Magazines(World w) {
      lock = w.lock("lock");
      count = w.word("count", w.blocks());
      depot = w.words("depot", w.blocks(), block -> block);
      rounds = w.words("round", w.cpus(), NONE);
    }

    @Override
    public long alloc(Cpu cpu) {
      long round = rounds.getPlain(cpu, cpu.id());
      if (round != NONE) {
        rounds.setPlain(cpu, cpu.id(), NONE);
        return round;
      }
      return fromDepot(cpu);
    }

    protected long fromDepot(Cpu cpu) {
      lock.lock(cpu);
      long block = take(cpu, count.getOpaque(cpu));
      lock.unlock(cpu);
      return block;
    }

    /**
     * @param full how many the depot has
     */
    protected final long take(Cpu cpu, long full) {
      if (full == 0) {
        return NONE;
      }
      count.setOpaque(cpu, full - 1);
      return depot.getPlain(cpu, full - 1);
    }

    @Override
    public void free(Cpu cpu, long block) {
      long round = rounds.getPlain(cpu, cpu.id());
      rounds.setPlain(cpu, cpu.id(), block);
      if (round != NONE) {
        lock.lock(cpu);
        long full = count.getOpaque(cpu);
        depot.setPlain(cpu, full, round);
        count.setOpaque(cpu, full + 1);
        lock.unlock(cpu);
      }
    }

    /** What is in another cpu's magazine is not to be had. */
    @Override
    public boolean mayRefuse() {
      return true;
    }

    @Override
    public LongStream freeBlocks() {
      return LongStream.concat(
          LongStream.range(0, count.peek()).map(depot::peek),
          LongStream.range(0, rounds.count()).map(rounds::peek).filter(block -> block != NONE));
    }
  }

  /** It counts before it has the lock. */
  static final class CountsTooSoon extends Magazines {
    CountsTooSoon(World w) {
      super(w);
    }

    @Override
    protected long fromDepot(Cpu cpu) {
      long full = count.getOpaque(cpu);
      lock.lock(cpu);
      long block = take(cpu, full);
      lock.unlock(cpu);
      return block;
    }
  }

  @Ripsaw(operations = 2)
  void underItsLockTheDepotGrantsEachBlockOnce(Check check) {
    check.holds(Magazines::new);
  }

  @Ripsaw(operations = 2, memory = SC)
  void countedBeforeTheLockABlockIsGrantedTwice(Check check) {
    check.violates(CommonProperty.NO_DOUBLE_GRANT, CountsTooSoon::new);
  }
}
