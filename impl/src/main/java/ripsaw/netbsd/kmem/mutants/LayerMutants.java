package ripsaw.netbsd.kmem.mutants;

import static ripsaw.netbsd.kmem.mutants.KmemMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.function.BiFunction;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.netbsd.kmem.Kmem;
import ripsaw.netbsd.kmem.KmemChecks;
import ripsaw.netbsd.kmem.Layers;
import ripsaw.netbsd.kmem.PageDaemon;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.vmem.Lwp;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** What is wrong in the arena below, in the page daemon, or in how they are used. */
final class LayerMutants {
  private LayerMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("span-kept")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(RUNNING)
            .because("a long span that is free again is forgotten, and not given back")
            .as(machine -> over(machine, SpanKept::new)),
        mutant("arena-lock-kept")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(RUNNING)
            .because("who gives a long span back keeps the arena's lock")
            .as(machine -> over(machine, LockKept::new)),
        mutant("hasty-carrier")
            .breaks(CommonProperty.SIGNAL_DELIVERY)
            .foundBy(RUNNING)
            .because("the calls of other cpus go through a mailbox that announces first")
            .as(LayerMutants::hasty),
        mutant("neighbours-apart")
            .breaks(VmemProperty.TILING)
            .foundBy(RUNNING)
            .because("what the arena gets back stays apart from the free range behind it")
            .as(
                machine ->
                    over(
                        machine,
                        (m, checks) ->
                            new Arena(m, checks) {
                              @Override
                              protected long absorbNext(Lwp lwp, long tag) {
                                return 0;
                              }
                            })),
        mutant("one-list-too-low")
            .breaks(VmemProperty.TAG_LISTS)
            .foundBy(RUNNING)
            .because("free ranges of four to seven quanta stand in the list of two and three")
            .as(
                machine ->
                    over(
                        machine,
                        (m, checks) ->
                            new Arena(m, checks) {
                              @Override
                              protected void insertFree(Cpu cpu, long tag) {
                                int order = order(bytes(cpu, tag));
                                push(cpu, freeList(order == 2 ? 1 : order), tag);
                              }
                            })),
        mutant("arena-bytes-not-counted")
            .breaks(VmemProperty.ARENA_COUNTS)
            .foundBy(RUNNING)
            .because("the arena counts its busy tags, and not their bytes")
            .as(
                machine ->
                    over(
                        machine,
                        (m, checks) ->
                            new Arena(m, checks) {
                              @Override
                              protected void countBusy(Cpu cpu, long tags, long bytes) {
                                add(cpu, busyTags(), tags);
                              }
                            })),
        mutant("tag-forgotten")
            .breaks(VmemProperty.TAGS_KEPT)
            .foundBy(RUNNING)
            .because("of the tags that are of no use any more only the first goes to the pool")
            .as(
                machine ->
                    over(
                        machine,
                        (m, checks) ->
                            new Arena(m, checks) {
                              @Override
                              protected void putTags(Lwp lwp, long... tags) {
                                super.putTags(lwp, tags[0]);
                              }
                            })),
        mutant("large-refused")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(RUNNING)
            .because("nobody gets more than a page of the machine, though it has two in a row")
            .as(
                machine ->
                    under(
                        machine,
                        (m, arena) ->
                            new PageDaemon(m, arena) {
                              @Override
                              protected long allocate(Cpu cpu, long bytes, boolean wait) {
                                return bytes > m.shape().pageBytes()
                                    ? 0
                                    : super.allocate(cpu, bytes, wait);
                              }
                            })),
        mutant("sleepers-read-plain")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(RUNNING)
            .because("who frees looks for sleepers by a plain load")
            .as(machine -> under(machine, PlainLook::new)),
        mutant("frees-tell-nobody")
            .breaks(KmemProperty.SLEEPERS)
            .foundBy(RUNNING)
            .because(
                "what another frees into its groups stays there, though somebody sleeps for it")
            .as(
                machine ->
                    under(
                        machine,
                        (m, arena) ->
                            new PageDaemon(m, arena) {
                              @Override
                              protected void freed(Cpu cpu, int cache) {}
                            })),
        mutant("drained-before-counted")
            .breaks(KmemProperty.SLEEPERS)
            .foundBy(RUNNING)
            .because("who is going to sleep drains the caches first, and is counted then")
            .as(machine -> under(machine, CountedLate::new)),
        mutant("no-drain")
            .breaks(KmemProperty.SLEEPERS)
            .foundBy(RUNNING)
            .because("who may sleep does so at once, and what is cached stays cached")
            .as(
                machine ->
                    under(
                        machine,
                        (m, arena) ->
                            new PageDaemon(m, arena) {
                              @Override
                              protected long allocate(Cpu cpu, long bytes, boolean wait) {
                                return wait
                                    ? arena.allocate(cpu, 0, bytes)
                                    : super.allocate(cpu, bytes, false);
                              }
                            })));
  }

  private static Kmem over(Machine machine, Layers.Arena arena) {
    return new Kmem(machine, new Layers(arena, PoolCache::new, PageDaemon::new)) {};
  }

  private static Kmem under(Machine machine, BiFunction<Machine, Vmem, PageDaemon> daemon) {
    return new Kmem(machine, new Layers(Layers.REFERENCE.arena(), PoolCache::new, daemon)) {};
  }

  private static Kmem hasty(Machine machine) {
    machine.useMailboxes(Hasty::new);
    return new Kmem(machine);
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

  /** An arena whose pages are poisoned, as the reference's. */
  private abstract static class Arena extends Vmem {
    private final KmemChecks checks;

    Arena(Machine machine, KmemChecks checks) {
      super(machine);
      this.checks = checks;
    }

    @Override
    protected final void mapped(Cpu cpu, long base, long bytes) {
      checks.mapped(cpu, base, bytes);
    }
  }

  private static final class SpanKept extends Arena {
    SpanKept(Machine machine, KmemChecks checks) {
      super(machine, checks);
    }

    @Override
    protected void release(Lwp lwp, long base, long bytes) {
      if (bytes <= pageBytes()) {
        super.release(lwp, base, bytes);
      }
    }
  }

  private static final class LockKept extends Arena {
    LockKept(Machine machine, KmemChecks checks) {
      super(machine, checks);
    }

    @Override
    protected void release(Lwp lwp, long base, long bytes) {
      super.release(lwp, base, bytes);
      if (bytes > pageBytes()) {
        lwp.lock(lock);
      }
    }
  }

  private static final class PlainLook extends PageDaemon {
    PlainLook(Machine machine, Vmem arena) {
      super(machine, arena);
    }

    @Override
    protected void freed(Cpu cpu, int cache) {
      if (memory.getPlain(cpu, sleepers) > 0) {
        super.freed(cpu, cache);
      }
    }
  }

  private static final class CountedLate extends PageDaemon {
    CountedLate(Machine machine, Vmem arena) {
      super(machine, arena);
    }

    @Override
    protected long allocate(Cpu cpu, long bytes, boolean wait) {
      long range = super.allocate(cpu, bytes, false);
      if (range != 0 || !wait) {
        return range;
      }
      drain(cpu);
      memory.getAndAdd(cpu, sleepers, 1);
      range = arena.allocate(cpu, 0, bytes);
      memory.getAndAdd(cpu, sleepers, -1);
      return range;
    }
  }
}
