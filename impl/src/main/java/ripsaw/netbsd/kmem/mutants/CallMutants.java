package ripsaw.netbsd.kmem.mutants;

import static ripsaw.netbsd.kmem.mutants.KmemMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.netbsd.kmem.Kmem;
import ripsaw.netbsd.kmem.SizeTable;
import ripsaw.netbsd.kmem.Units;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** What is wrong in kmem itself, from the caller to the cache or the arena. */
final class CallMutants {
  private CallMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("written-after-put")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(RUNNING)
            .because("a chunk is poisoned once more when it has gone")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected void put(Cpu cpu, int cache, long base) {
                        super.put(cpu, cache, base);
                        memory.setPlain(cpu, base + 8, 0);
                      }
                    }),
        mutant("put-twice")
            .breaks(CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(RUNNING)
            .because("a chunk of the smallest cache goes back to it twice")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected void put(Cpu cpu, int cache, long base) {
                        super.put(cpu, cache, base);
                        if (cache == 0) {
                          super.put(cpu, cache, base);
                        }
                      }
                    }),
        mutant("too-small")
            .breaks(CommonProperty.ALIGNMENT)
            .foundBy(RUNNING)
            .because("requests of more than 90 bytes come from the cache below theirs")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected int cacheOf(long bytes) {
                        int cache = super.cacheOf(bytes);
                        return cache == 1 && bytes > 90 ? 0 : cache;
                      }
                    }),
        mutant("not-zeroed")
            .breaks(CommonProperty.ZEROING)
            .foundBy(RUNNING)
            .because("what was asked for zeroed is as it was")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected void zero(Cpu cpu, long address, long bytes) {}
                    }),
        mutant("allocates-in-interrupt")
            .breaks(CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(RUNNING)
            .because("an interrupt gets memory, and may sleep for the arena's lock")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected boolean mayAllocate(Cpu cpu) {
                        return true;
                      }
                    }),
        mutant("interrupt-not-told")
            .breaks(KmemProperty.IN_INTERRUPT)
            .foundBy(RUNNING)
            .because("an interrupt that asks for memory is refused without a word")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected boolean mayAllocate(Cpu cpu) {
                        return !cpu.isInInterrupt();
                      }
                    }),
        mutant("counts-at-the-first-cpu")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(RUNNING)
            .because("all cpus count what they free in a word of the first")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected void put(Cpu cpu, int cache, long base) {
                        memory.setPlain(cpu, machine.cpuWord(machine.cpu(0), 23), 1);
                        super.put(cpu, cache, base);
                      }
                    }),
        mutant("less-than-a-half")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("a request for less than half a quantum is answered as if it were for none")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        return super.allocate(cpu, type, bytes < 32 ? 0 : bytes, flags);
                      }
                    }),
        mutant("no-cache-for-the-hasty")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because("who may not sleep is refused what the second cache has")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected long get(Cpu cpu, int cache, long space, boolean wait) {
                        return cache == 1 && !wait ? NO_MEMORY : super.get(cpu, cache, space, wait);
                      }
                    }),
        mutant("no-arena-for-the-hasty")
            .breaks(CommonProperty.LINEARIZABLE)
            .foundBy(RUNNING)
            .because("who may not sleep is refused what only the arena has")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected long get(Cpu cpu, int cache, long space, boolean wait) {
                        return cache == SizeTable.ARENA && !wait
                            ? NO_MEMORY
                            : super.get(cpu, cache, space, wait);
                      }
                    }),
        mutant("panics-when-large")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(RUNNING)
            .because("what does not begin a page is taken for a bug when the arena gets it back")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected void put(Cpu cpu, int cache, long base) {
                        if (cache == SizeTable.ARENA
                            && base % Units.of(machine.shape()).page() != 0) {
                          throw new IllegalStateException("panic: not a page");
                        }
                        super.put(cpu, cache, base);
                      }
                    }),
        mutant("large-not-freed")
            .breaks(KmemProperty.BALANCE)
            .foundBy(RUNNING)
            .because("what the arena served stays out of it when it is freed")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected void put(Cpu cpu, int cache, long base) {
                        if (cache != SizeTable.ARENA) {
                          super.put(cpu, cache, base);
                        }
                      }
                    }),
        mutant("freed-without-overhead")
            .breaks(KmemProperty.ROUTE)
            .foundBy(RUNNING)
            .because("a free looks for the cache of the size without what the debug layers add")
            .as(
                machine ->
                    new Kmem(machine) {
                      @Override
                      protected int cacheToFree(long bytes) {
                        return table().cacheOf(bytes);
                      }
                    }));
  }
}
