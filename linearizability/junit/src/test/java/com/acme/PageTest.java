package com.acme;

import static ripsaw.machine.order.MemoryModel.SC;

import java.util.stream.LongStream;
import ripsaw.junit.Check;
import ripsaw.junit.Ripsaw;
import ripsaw.machine.Cpu;
import ripsaw.own.Heap;
import ripsaw.own.Word;
import ripsaw.own.Words;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

/**
 * A page as mimalloc has them (Leijen, Zorn and de Moura, APLAS 2019): its owner allocates from a
 * list of its own, others free to one that all share. A page that its owner abandons is reclaimed
 * by whoever wants a block next.
 */
class PageTest {
  /** Nobody's page has owner 0; a cpu's, its number plus one. */
  static class Page implements Heap {
    protected final Word owner;
    private final Word local;
    private final Word shared;
    private final Words next;

    Page(World w) {
      owner = w.word("owner", 1);
      local = w.word("local", 0);
      shared = w.word("shared", NONE);
      next = w.words("next", w.blocks(), b -> b + 1 < w.blocks() ? b + 1 : NONE);
    }

    private boolean isMine(Cpu cpu) {
      return owner.getAcquire(cpu) == cpu.id() + 1;
    }

    @Override
    public long alloc(Cpu cpu) {
      if (!isMine(cpu) && !reclaim(cpu)) {
        return NONE;
      }
      if (local.getPlain(cpu) == NONE) {
        local.setPlain(cpu, shared.getAndSet(cpu, NONE));
      }
      long block = local.getPlain(cpu);
      if (block != NONE) {
        local.setPlain(cpu, next.getPlain(cpu, block));
      }
      return block;
    }

    @Override
    public void free(Cpu cpu, long block) {
      if (isMine(cpu)) {
        next.setPlain(cpu, block, local.getPlain(cpu));
        local.setPlain(cpu, block);
        return;
      }
      long top;
      do {
        top = shared.getOpaque(cpu);
        next.setPlain(cpu, block, top);
      } while (!shared.compareAndSet(cpu, top, block));
    }

    /** The owner has no more use for it: what it did comes before what the next one does. */
    public void abandon(Cpu cpu) {
      if (isMine(cpu)) {
        owner.setRelease(cpu, 0);
      }
    }

    protected boolean reclaim(Cpu cpu) {
      return owner.compareAndSet(cpu, 0, cpu.id() + 1);
    }

    /** A page is its owner's alone. */
    @Override
    public boolean mayRefuse() {
      return true;
    }

    @Override
    public LongStream freeBlocks() {
      return LongStream.concat(list(local), list(shared));
    }

    private LongStream list(Word head) {
      return LongStream.iterate(head.peek(), block -> block != NONE, next::peek);
    }
  }

  /** It looks, and then takes it: two may have looked. */
  static final class ReclaimsInTwoSteps extends Page {
    ReclaimsInTwoSteps(World w) {
      super(w);
    }

    @Override
    protected boolean reclaim(Cpu cpu) {
      if (owner.getAcquire(cpu) != 0) {
        return false;
      }
      owner.setRelease(cpu, cpu.id() + 1);
      return true;
    }
  }

  @Ripsaw(operations = 2)
  void aPageThatIsAbandonedHasOneOwnerAgain(Check check) {
    check.holds(Page::new);
  }

  @Ripsaw(operations = 2, memory = SC)
  void reclaimedInTwoStepsItHasTwoThatGrantOneBlock(Check check) {
    check.violates(CommonProperty.NO_DOUBLE_GRANT, ReclaimsInTwoSteps::new);
  }
}
