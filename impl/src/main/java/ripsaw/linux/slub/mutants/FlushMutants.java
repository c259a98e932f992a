package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/** Slabs that cpus are told to give up, caches that are shrunk and closed. */
final class FlushMutants {
  private FlushMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("flush-awaited-by-nobody")
            .breaks(SlubProperty.FLUSH)
            .foundBy(NOT_LINCHECK)
            .because("who tells all cpus to give up their slabs does not wait until they have")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void flushAll(Cpu cpu, int cache) {
                        for (Cpu other : machine.cpus()) {
                          if (other != cpu) {
                            cpu.signal(other, words.cache(cache));
                          }
                        }
                        boolean on = cpu.saveInterrupts();
                        flushCpuSlab(cpu, cpu, cache);
                        cpu.restoreInterrupts(on);
                      }
                    }),
        mutant("flush-by-another")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(RUNNING)
            .because("a cpu gives up the slabs of the others for them")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void flushAll(Cpu cpu, int cache) {
                        for (Cpu owner : machine.cpus()) {
                          boolean on = cpu.saveInterrupts();
                          flushCpuSlab(cpu, owner, cache);
                          cpu.restoreInterrupts(on);
                        }
                      }
                    }),
        mutant("flush-of-this-cpu")
            .breaks(SlubProperty.OFFLINE)
            .foundBy(RUNNING)
            .because(
                "who flushes for a cpu that is offline gives up his own slab, and that cpu's stays"
                    + " frozen: so did unfreeze_partials with the partial slabs of a cpu")
            .mendedBy(
                new Origin("59a09917c9ba", "2012-11-01", "slub: Use correct cpu_slab on dead cpu"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void flushDead(Cpu cpu, Cpu dead, int cache) {
                        flushCpuSlab(cpu, cpu, cache);
                      }
                    }),
        mutant("flush-awaits-offline")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(EXPLORER)
            .because("who tells all cpus to give up their slabs waits for those that are offline")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void flushAll(Cpu cpu, int cache) {
                        for (Cpu other : machine.cpus()) {
                          if (other != cpu) {
                            cpu.signal(other, words.cache(cache));
                          }
                        }
                        machine.synchronizeSignals(cpu);
                        boolean on = cpu.saveInterrupts();
                        flushCpuSlab(cpu, cpu, cache);
                        cpu.restoreInterrupts(on);
                      }
                    }),
        mutant("flush-of-another-cache")
            .breaks(CommonProperty.SIGNAL_DELIVERY)
            .foundBy(RUNNING)
            .because("a message is about the cache behind the one that it was sent about")
            .as(
                machine -> {
                  machine.useMailboxes(NextCache::new);
                  return new Slub(machine);
                }),
        mutant("shrunk-if-two")
            .breaks(SlubProperty.SHRINK)
            .foundBy(RUNNING)
            .because("who shrinks a cache leaves a list alone that has one slab")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void shrinkNode(Cpu cpu, int cache, int node) {
                        if (nrPartial(cpu, cache, node) > 1) {
                          super.shrinkNode(cpu, cache, node);
                        }
                      }
                    }),
        mutant("shrunk-on-the-first-node")
            .breaks(SlubProperty.SHRINK)
            .foundBy(RUNNING)
            .because("who shrinks a cache does not look at the lists of other nodes than the first")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void shrinkNode(Cpu cpu, int cache, int node) {
                        if (node == 0) {
                          super.shrinkNode(cpu, cache, node);
                        }
                      }
                    }),
        mutant("closed-on-the-first-node")
            .breaks(SlubProperty.CLOSE)
            .foundBy(RUNNING)
            .because("nor who closes one")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void freeList(Cpu cpu, int cache, int node) {
                        if (node == 0) {
                          super.freeList(cpu, cache, node);
                        }
                      }
                    }),
        mutant("closed-with-partial-slabs")
            .breaks(SlubProperty.CLOSE)
            .foundBy(RUNNING)
            .because("who closes a cache does not look at the lists of its nodes")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void freeList(Cpu cpu, int cache, int node) {}
                    }));
  }

  private static final class NextCache extends IpiQueue {
    NextCache(Memory memory, MachineObserver watch, Ring ring) {
      super(memory, watch, ring);
    }

    @Override
    protected void publish(Cpu sender, long written, long argument) {
      super.publish(sender, written, argument + 8);
    }
  }
}
