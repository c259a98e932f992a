package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Objects in groups, groups between cpus and their depot. */
final class GroupMutants {
  private GroupMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("depot-open-while-invalidating")
            .breaks(PoolProperty.INVALIDATION)
            .foundBy(NOT_LINCHECK)
            .because(
                "a cpu that has moved its groups gets a full one from the depot before the"
                    + " invalidation empties that: all objects of it but the one that it takes"
                    + " outlive the invalidation. So it is in every version since 2012")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean mayTakeGroup(Cpu cpu, int cache) {
                        return true;
                      }
                    }),
        mutant("transfer-awaited-by-nobody")
            .breaks(PoolProperty.INVALIDATION)
            .foundBy(NOT_LINCHECK)
            .because("who tells all cpus to move their groups does not wait until they have")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void transferAll(Cpu cpu, int cache) {
                        for (Cpu other : machine.cpus()) {
                          if (other != cpu) {
                            cpu.signal(other, words.cache(cache));
                          }
                        }
                        boolean on = cpu.saveInterrupts();
                        transfer(cpu, cache);
                        cpu.restoreInterrupts(on);
                      }
                    }),
        mutant("transfer-of-another-cache")
            .breaks(CommonProperty.SIGNAL_DELIVERY)
            .foundBy(RUNNING)
            .because("a message is about the word behind the one that it was sent about")
            .as(
                machine -> {
                  machine.useMailboxes(NextWord::new);
                  return new PoolCache(machine);
                }),
        mutant("previous-dropped")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(NOT_LINCHECK)
            .because("a cpu that moves its groups to the depot forgets the previous one")
            .as(PreviousDropped::new),
        mutant("empty-group-dropped")
            .breaks(PoolProperty.GROUPS)
            .foundBy(NOT_LINCHECK)
            .because("a cpu that gets a full group from the depot forgets its empty one")
            .as(EmptyGroupDropped::new),
        mutant("full-group-kept")
            .breaks(PoolProperty.GROUPS)
            .foundBy(ALL)
            .because("a full group that a cpu gets from the depot stays on the depot's list")
            .as(FullGroupKept::new),
        mutant("partial-listed-as-full")
            .breaks(PoolProperty.GROUP_FILL)
            .foundBy(NOT_LINCHECK)
            .because("a cpu that moves its groups to the depot lists all that have objects as full")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void giveGroup(Cpu cpu, int cache, long group) {
                        int list = isEmpty(cpu, group) ? listOf(cpu, group) : PoolWords.FULL_GROUPS;
                        pushGroup(cpu, cache, list, group);
                      }
                    }),
        mutant("previous-not-looked-at")
            .breaks(PoolProperty.OWN_MAGAZINES)
            .foundBy(NOT_LINCHECK)
            .because("a cpu whose current group is empty goes to the depot at once")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean hasObjects(Cpu cpu, long previous) {
                        return false;
                      }
                    }),
        mutant("previous-not-filled")
            .breaks(PoolProperty.OWN_MAGAZINES)
            .foundBy(NOT_LINCHECK)
            .because("a cpu whose current group is full takes its empty one for full, too")
            .as(PreviousNotFilled::new),
        mutant("no-groups")
            .breaks(PoolProperty.OWN_MAGAZINES)
            .foundBy(RUNNING)
            .because("the pool of groups has none for anybody: all is as if there were no caches")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected long newGroup(Cpu cpu, long object) {
                        return 0;
                      }
                    }),
        mutant("new-group-first")
            .breaks(PoolProperty.OWN_MAGAZINES)
            .foundBy(EXPLORER)
            .because("a put asks for a new group, though the depot has empty ones")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean needsNewGroup(Cpu cpu, int cache) {
                        return true;
                      }
                    }),
        mutant("depot-shut")
            .breaks(PoolProperty.OWN_MAGAZINES)
            .foundBy(RUNNING)
            .because("the depot gives no group any more, as if one invalidation never ended")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean mayTakeGroup(Cpu cpu, int cache) {
                        return false;
                      }
                    }),
        mutant("first-in-first-out")
            .breaks(PoolProperty.LAST_IN_FIRST_OUT)
            .foundBy(JAVA)
            .because(
                "a cpu takes what has been in its group longest, and is no longer in its cache")
            .as(FirstInFirstOut::new),
        mutant("object-left-in-group")
            .breaks(CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(ALL)
            .because("an object that a cpu takes out of its group stays there")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected long pop(Cpu cpu, long group) {
                        long object = super.pop(cpu, group);
                        setOfGroup(
                            cpu, group, PoolWords.AVAIL, ofGroup(cpu, group, PoolWords.AVAIL) + 1);
                        return object;
                      }
                    }),
        mutant("not-constructed")
            .breaks(PoolProperty.CONSTRUCTION)
            .foundBy(NOT_LINCHECK)
            .because("an object of the pool's is handed out as it is")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void construct(Cpu cpu, long object) {}
                    }),
        mutant("not-destructed")
            .breaks(PoolProperty.CONSTRUCTION)
            .foundBy(NOT_LINCHECK)
            .because("an object for which there is no group goes back to the pool constructed")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void destruct(Cpu cpu, long object) {}
                    }));
  }

  private static final class NextWord extends IpiQueue {
    NextWord(Memory memory, MachineObserver watch, Ring ring) {
      super(memory, watch, ring);
    }

    @Override
    protected void publish(Cpu sender, long written, long argument) {
      super.publish(sender, written, argument + 8);
    }
  }

  private static final class PreviousDropped extends PoolCache {
    PreviousDropped(Machine machine) {
      super(machine);
    }

    @Override
    protected void transfer(Cpu cpu, int cache) {
      setPrevious(cpu, cache, 0);
      super.transfer(cpu, cache);
    }
  }

  private static final class EmptyGroupDropped extends PoolCache {
    EmptyGroupDropped(Machine machine) {
      super(machine);
    }

    @Override
    protected void takeFullGroup(Cpu cpu, int cache, long full) {
      setCurrent(cpu, cache, 0);
      super.takeFullGroup(cpu, cache, full);
    }
  }

  private static final class FullGroupKept extends PoolCache {
    FullGroupKept(Machine machine) {
      super(machine);
    }

    @Override
    protected void takeFullGroup(Cpu cpu, int cache, long full) {
      setCurrent(cpu, cache, full);
      tell(cpu, PoolEvent.EXCHANGED, full, cache);
    }
  }

  private static final class PreviousNotFilled extends PoolCache {
    PreviousNotFilled(Machine machine) {
      super(machine);
    }

    @Override
    protected boolean hasRoom(Cpu cpu, long previous) {
      return super.hasRoom(cpu, previous) && !isEmpty(cpu, previous);
    }

    @Override
    protected void installEmpty(Cpu cpu, int cache, long group) {
      super.installEmpty(cpu, cache, group);
      if (previous(cpu, cache) == group) {
        swap(cpu, cache);
      }
    }
  }

  private static final class FirstInFirstOut extends PoolCache {
    FirstInFirstOut(Machine machine) {
      super(machine);
    }

    @Override
    protected long pop(Cpu cpu, long group) {
      long first = object(cpu, group, 0);
      long left = ofGroup(cpu, group, PoolWords.AVAIL) - 1;
      for (long i = 0; i < left; i++) {
        setObject(cpu, group, i, object(cpu, group, i + 1));
      }
      setOfGroup(cpu, group, PoolWords.AVAIL, left);
      tell(cpu, PoolEvent.TAKEN, first, group);
      return first;
    }
  }
}
