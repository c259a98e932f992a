package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.JAVA;
import static ripsaw.museum.RemoteFreeMuseum.RUNNING;
import static ripsaw.museum.RemoteFreeMuseum.seeded;

import java.util.List;
import java.util.Set;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.ParkedWord;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** Memory that is lost, requests that are answered wrongly, and a panic: in the reference. */
final class LossFaults {
  private LossFaults() {}

  /** The reference, with the owner's side open to one change. */
  private abstract static class Reference extends SlabAllocator {
    Reference(Machine machine) {
      super(machine, new ParkedWord(machine));
    }
  }

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "pages-forgotten",
            Property.EVERY_PAGE,
            JAVA,
            "a slab that was ripped leaves the cache, and its pages are not given back",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void release(Cpu cpu, long zone) {}
                }),
        seeded(
            "pages-twice",
            Property.EVERY_PAGE,
            JAVA,
            "the pages of a slab are given back twice",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void release(Cpu cpu, long zone) {
                    super.release(cpu, zone);
                    super.release(cpu, zone);
                  }
                }),
        seeded(
            "block-forgotten",
            Property.EVERY_PAGE,
            JAVA,
            "an oversized block that an interrupt put aside is not given back",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void releaseDeferred(Cpu cpu, long block) {}
                }),
        seeded(
            "always-a-new-slab",
            Property.REUSE,
            RUNNING,
            "an allocation does not look for free chunks, and makes a slab",
            machine ->
                new Reference(machine) {
                  @Override
                  protected long pick(Cpu cpu, int index) {
                    return 0;
                  }
                }),
        seeded(
            "limit-forgotten",
            Property.GRANT,
            RUNNING,
            "nobody looks whether the limit is reached",
            machine ->
                new SlabAllocator(
                    machine,
                    new ParkedWord(machine),
                    new Accounting(machine) {
                      @Override
                      public boolean isOverLimit(Cpu cpu, int type) {
                        return false;
                      }
                    })),
        seeded(
            "refused-as-nothing",
            Property.GRANT,
            RUNNING,
            "who is over the limit gets what a request for no bytes gets",
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                    long address = super.allocate(cpu, type, bytes, flags);
                    return address == OVER_LIMIT ? ZERO_SIZE : address;
                  }
                }),
        seeded(
            "waiting-refused",
            Property.REFUSED_ONLY_WHEN_OUT,
            JAVA,
            "who may wait is refused while a signal is pending, though memory is there",
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                    boolean waits = !Set.of(flags).contains(Flag.NOWAIT);
                    return waits && cpu.hasSignals()
                        ? NO_MEMORY
                        : super.allocate(cpu, type, bytes, flags);
                  }
                }),
        seeded(
            "stale-signal-panics",
            Property.NO_CRASH,
            JAVA,
            "a signal for what is no slab of this cpu any more is taken for a bug",
            machine -> new SlabAllocator(machine, new Panicking(machine))));
  }

  private static final class Panicking extends ParkedWord {
    Panicking(Machine machine) {
      super(machine);
    }

    @Override
    public void take(Cpu cpu, long zone) {
      if (!isMine(cpu, zone)) {
        throw new IllegalStateException("panic: a signal for no slab of " + cpu);
      }
      super.take(cpu, zone);
    }
  }
}
