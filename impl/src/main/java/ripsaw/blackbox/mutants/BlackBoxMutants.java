package ripsaw.blackbox.mutants;

import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.blackbox.BitmapHeap;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** One for each property that a black box is judged by. */
public final class BlackBoxMutants {
  private BlackBoxMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return List.of(
        mutant("two-step-take", CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(JAVA)
            .because("the word is read, and written later, whatever another cpu took meanwhile")
            .as(TwoStepTake::new),
        mutant("off-its-page", CommonProperty.ALIGNMENT)
            .foundBy(JAVA)
            .because("a chunk does not begin where its page does")
            .as(OffItsPage::new),
        mutant("dirty", CommonProperty.ZEROING)
            .foundBy(JAVA)
            .because("what was asked for zeroed is as its last owner left it")
            .as(Dirty::new),
        mutant("given-back-and-kept", CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(JAVA)
            .because("a page goes back to the machine, and is granted again")
            .as(GivenBackAndKept::new),
        mutant("sleepy-free", CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(JAVA)
            .because("a free may sleep, in an interrupt too")
            .as(SleepyFree::new),
        mutant("hasty-carrier", CommonProperty.SIGNAL_DELIVERY)
            .foundBy(RUNNING)
            .because("frees are told to another cpu, by a mailbox that announces first")
            .as(HastyCarrier::of),
        mutant("foreign-count", CommonProperty.CPU_LOCAL)
            .foundBy(JAVA)
            .because("a free is counted on a cpu that is not its own")
            .as(ForeignCount::new),
        mutant("nothing-granted", CommonProperty.GRANT)
            .foundBy(JAVA)
            .because("who asks for a chunk that waits is answered as if for none")
            .as(NothingGranted::new),
        mutant("kept-for-ever", CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because("what is freed is not granted again")
            .as(KeptForEver::new),
        mutant("lost-in-interrupt", CommonProperty.EVERY_PAGE)
            .foundBy(EXPLORER)
            .because("what is freed in an interrupt is not granted again")
            .as(LostInInterrupt::new),
        mutant("three-at-most", CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(JAVA)
            .because("the machine is asked for three pages, and for no more")
            .as(ThreeAtMost::new),
        mutant("panics", CommonProperty.NO_CRASH)
            .foundBy(JAVA)
            .because("a second page that waits is taken for corruption")
            .as(Panics::new),
        mutant("plain-free", CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("the word is written plainly, while another cpu may read it")
            .as(PlainFree::new),
        mutant("waits-for-a-free", CommonProperty.TERMINATION)
            .foundBy(JAVA)
            .because("who finds no page waits for one to come home, and asks nobody")
            .as(WaitsForAFree::new),
        mutant("no-retry", CommonProperty.LINEARIZABLE)
            .foundBy(JAVA)
            .because("who is overtaken at the word is told that there is no memory")
            .as(NoRetry::new));
  }

  private static MutantBuilder mutant(String name, Property property) {
    return new MutantBuilder(BlackBoxFamily.REFERENCE, "blackbox-" + name).breaks(property);
  }

  private static final class TwoStepTake extends BitmapHeap {
    TwoStepTake(Machine machine) {
      super(machine);
    }

    @Override
    protected int take(Cpu cpu) {
      long bits = memory.getVolatile(cpu, bitmap());
      if (bits == 0) {
        return -1;
      }
      memory.setVolatile(cpu, bitmap(), bits & (bits - 1));
      return Long.numberOfTrailingZeros(bits);
    }
  }

  private static final class OffItsPage extends BitmapHeap {
    OffItsPage(Machine machine) {
      super(machine);
    }

    @Override
    public long alignment(long bytes) {
      return machine.shape().pageBytes();
    }

    @Override
    protected long allocate(Cpu cpu, long bytes) {
      long page = super.allocate(cpu, bytes);
      return page == NO_MEMORY ? page : page + 8;
    }

    @Override
    protected void free(Cpu cpu, long address) {
      super.free(cpu, address - 8);
    }
  }

  private static final class Dirty extends BitmapHeap {
    Dirty(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocateZeroed(Cpu cpu, long bytes) {
      return allocate(cpu, bytes);
    }
  }

  private static final class GivenBackAndKept extends BitmapHeap {
    GivenBackAndKept(Machine machine) {
      super(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      machine.pages().free(cpu, address, 1);
      super.free(cpu, address);
    }
  }

  private static final class SleepyFree extends BitmapHeap {
    SleepyFree(Machine machine) {
      super(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      cpu.mayBlock();
      super.free(cpu, address);
    }
  }

  private static final class HastyCarrier extends BitmapHeap {
    private HastyCarrier(Machine machine) {
      super(machine);
    }

    static HastyCarrier of(Machine machine) {
      machine.useMailboxes(Hasty::new);
      return new HastyCarrier(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      super.free(cpu, address);
      cpu.signal(machine.cpu((cpu.id() + 1) % machine.shape().cpus()), address);
    }

    private static final class Hasty extends IpiQueue {
      Hasty(Memory memory, MachineObserver watch, Ring ring) {
        super(memory, watch, ring);
      }

      @Override
      protected void publish(Cpu sender, long written, long argument) {
        advance(sender, written);
        write(sender, written, argument);
      }
    }
  }

  private static final class ForeignCount extends BitmapHeap {
    private final CpuLocal counts;

    ForeignCount(Machine machine) {
      super(machine);
      this.counts = machine.cpuLocal(machine.cpu(0), 1);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      counts.set(cpu, 0, counts.get(cpu, 0) + 1);
      super.free(cpu, address);
    }
  }

  private static final class NothingGranted extends BitmapHeap {
    NothingGranted(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocate(Cpu cpu, long bytes) {
      return memory.getVolatile(cpu, bitmap()) == 0 ? super.allocate(cpu, bytes) : ZERO_SIZE;
    }
  }

  private static final class KeptForEver extends BitmapHeap {
    KeptForEver(Machine machine) {
      super(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      memory.getAndAdd(cpu, bitmap(), 0);
    }
  }

  private static final class LostInInterrupt extends BitmapHeap {
    LostInInterrupt(Machine machine) {
      super(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      if (!cpu.isInInterrupt()) {
        super.free(cpu, address);
      }
    }
  }

  private static final class ThreeAtMost extends BitmapHeap {
    private static final int MOST = 3;

    ThreeAtMost(Machine machine) {
      super(machine);
    }

    @Override
    protected long fresh(Cpu cpu) {
      return memory.getAndAdd(cpu, machine.sharedWord(1), 1) < MOST ? super.fresh(cpu) : NO_MEMORY;
    }
  }

  private static final class Panics extends BitmapHeap {
    Panics(Machine machine) {
      super(machine);
    }

    @Override
    protected int take(Cpu cpu) {
      if (Long.bitCount(memory.getVolatile(cpu, bitmap())) > 1) {
        throw new IllegalStateException("panic: more pages wait than were freed");
      }
      return super.take(cpu);
    }
  }

  private static final class PlainFree extends BitmapHeap {
    PlainFree(Machine machine) {
      super(machine);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      long bits = memory.getVolatile(cpu, bitmap());
      memory.setPlain(cpu, bitmap(), bits | 1L << number(address));
    }
  }

  private static final class WaitsForAFree extends BitmapHeap {
    WaitsForAFree(Machine machine) {
      super(machine);
    }

    @Override
    protected long fresh(Cpu cpu) {
      int kept = -1;
      while (memory.getVolatile(cpu, machine.sharedWord(1)) > 2 && kept < 0) {
        kept = take(cpu);
      }
      memory.getAndAdd(cpu, machine.sharedWord(1), 1);
      return kept < 0 ? super.fresh(cpu) : page(kept);
    }
  }

  private static final class NoRetry extends BitmapHeap {
    NoRetry(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocate(Cpu cpu, long bytes) {
      long bits = memory.getVolatile(cpu, bitmap());
      if (bits == 0) {
        return fresh(cpu);
      }
      return memory.compareAndSet(cpu, bitmap(), bits, bits & (bits - 1))
          ? page(Long.numberOfTrailingZeros(bits))
          : NO_MEMORY;
    }
  }
}
