package ripsaw.netbsd.vmem.mutants;

import static ripsaw.netbsd.vmem.mutants.VmemMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.netbsd.vmem.Lwp;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.census.Request;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** What any heap owes its callers, and is not given. */
final class HeapMutants {
  private HeapMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("span-gone")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(RUNNING)
            .because("a span is given back when its first range is free, and others are used still")
            .as(ArenaMutants.ReleasedInUse::new),
        mutant("zeroes-too-much")
            .breaks(CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(RUNNING)
            .because("what is zeroed is a quantum more than was asked for")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void zero(Cpu cpu, long word) {
                        super.zero(cpu, word);
                        if (machine.pages().isMapped(word + QUANTUM)) {
                          super.zero(cpu, word + QUANTUM);
                        }
                      }
                    }),
        mutant("zeroes-nothing")
            .breaks(CommonProperty.ZEROING)
            .foundBy(RUNNING)
            .because("what is to be zeroed is as its last caller left it")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void zero(Cpu cpu, long word) {}
                    }),
        mutant("too-small")
            .breaks(CommonProperty.ALIGNMENT)
            .foundBy(RUNNING)
            .because("instant fit begins at the list of the size, in which some are too small")
            .as(ArenaMutants.InstantFitTooLow::new),
        mutant("hasty-carrier")
            .breaks(CommonProperty.SIGNAL_DELIVERY)
            .foundBy(RUNNING)
            .because("frees are told to another cpu, by a mailbox that announces first")
            .as(HastyCarrier::of),
        mutant("one-magazine")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(RUNNING)
            .because("all cpus take their tags from the magazine of the first")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long magazine(Cpu cpu) {
                        return super.magazine(machine.cpu(0));
                      }
                    }),
        mutant("span-kept")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(RUNNING)
            .because("a long span that is free is forgotten, and not given back")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected void release(Lwp lwp, long base, long bytes) {
                        if (bytes <= pageBytes()) {
                          super.release(lwp, base, bytes);
                        }
                      }
                    }),
        mutant("less-than-half-a-quantum")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("a request for less than half a quantum is rounded to nothing")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        return super.allocate(cpu, type, bytes < QUANTUM / 2 ? 0 : bytes, flags);
                      }
                    }),
        mutant("instant-fit-only")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because("who finds nothing by instant fit is refused a range that would just do")
            .as(
                machine ->
                    new Vmem(machine) {
                      @Override
                      protected long search(Lwp lwp, Request want) {
                        return instantFit(lwp.cpu(), want);
                      }
                    }),
        mutant("never-more-than-a-span")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(RUNNING)
            .because("a second span is not imported, and who may sleep is refused")
            .as(OneSpan::new));
  }

  private static final class OneSpan extends Vmem {
    OneSpan(Machine machine) {
      super(machine);
    }

    @Override
    protected boolean importSpan(Lwp lwp, Request want) {
      return memory.peek(size()) == 0 && super.importSpan(lwp, want);
    }

    @Override
    protected void sleep(Lwp lwp, Request want, long seen) {}

    @Override
    protected boolean looksAgain(Request want, boolean imported) {
      return imported;
    }
  }

  private static final class HastyCarrier extends Vmem {
    private HastyCarrier(Machine machine) {
      super(machine);
    }

    static HastyCarrier of(Machine machine) {
      machine.useMailboxes(Hasty::new);
      return new HastyCarrier(machine);
    }

    @Override
    public void free(Cpu cpu, int type, long address) {
      super.free(cpu, type, address);
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
}
