package com.acme;

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

/**
 * Hazard pointers, after Michael (IEEE TPDS 15(6), 2004): a reader says which node it is at, and
 * looks whether it still is the current one; who unlinked it waits until nobody is there.
 */
class HazardPointersTest {
  /** Two nodes, of which one cpu writes the one that is not current. */
  static class Register {
    protected final Word current;
    protected final Words hazards;
    private final Word spare;
    private final Words left;
    private final Words right;

    Register(World w) {
      current = w.word("current", 0);
      spare = w.word("spare", 1);
      hazards = w.words("hazard", w.cpus());
      left = w.words("left", 2);
      right = w.words("right", 2);
    }

    public long read(Cpu cpu) {
      long node = protect(cpu);
      long seen = left.getPlain(cpu, node);
      long again = right.getPlain(cpu, node);
      hazards.setRelease(cpu, cpu.id(), 0);
      return seen == again ? seen : -1;
    }

    protected long protect(Cpu cpu) {
      long node;
      do {
        node = current.getVolatile(cpu);
        hazards.setVolatile(cpu, cpu.id(), node + 1);
      } while (current.getVolatile(cpu) != node);
      return node;
    }

    @OnlyOn(cpu = 0)
    public void write(Cpu cpu, long value) {
      long node = spare.getPlain(cpu);
      for (int reader = 0; reader < hazards.count(); reader++) {
        while (hazards.getVolatile(cpu, reader) == node + 1) {
          // It will not come back to a node that is not current.
        }
      }
      left.setPlain(cpu, node, value);
      right.setPlain(cpu, node, value);
      spare.setPlain(cpu, current.getAndSet(cpu, node));
    }
  }

  /** It does not look again: the node may be unlinked, and used, before the hazard is seen. */
  static final class LooksOnce extends Register {
    LooksOnce(World w) {
      super(w);
    }

    @Override
    protected long protect(Cpu cpu) {
      long node = current.getVolatile(cpu);
      hazards.setVolatile(cpu, cpu.id(), node + 1);
      return node;
    }
  }

  /** It does, but with no fence between: the second look may come before the store. */
  static final class LooksTooSoon extends Register {
    LooksTooSoon(World w) {
      super(w);
    }

    @Override
    protected long protect(Cpu cpu) {
      long node;
      do {
        node = current.getAcquire(cpu);
        hazards.setRelease(cpu, cpu.id(), node + 1);
      } while (current.getAcquire(cpu) != node);
      return node;
    }
  }

  @Ripsaw(model = RegisterModel.class, operations = 2)
  void whoeverLooksAgainIsSafe(Check check) {
    check.holds(Register::new);
  }

  @Ripsaw(model = RegisterModel.class, operations = 2, memory = SC)
  void whoeverLooksOnceReadsWhatIsWritten(Check check) {
    check.violates(CommonProperty.NO_DATA_RACE, LooksOnce::new);
  }

  @Ripsaw(model = RegisterModel.class, operations = 2, memory = TSO)
  void withoutAFenceTheSecondLookComesFirst(Check check) {
    check.violates(CommonProperty.NO_DATA_RACE, LooksTooSoon::new);
  }
}
