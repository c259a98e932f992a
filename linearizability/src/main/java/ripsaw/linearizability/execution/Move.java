package ripsaw.linearizability.execution;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CpuVerb;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Verb;

/**
 * One decision in a random execution: what a cpu starts, or how far it runs. A move fits any state:
 * what it picks, it picks by an index modulo what there is, and where it makes no sense it does
 * nothing. So a sequence of moves stays a sequence of moves when some are left out.
 */
public sealed interface Move {
  void make(ManualRun execution);

  /**
   * How far an operation runs as it is started.
   *
   * @param accesses at most; 0 leaves it standing before its first
   * @param toEvent whether it stops right behind the first thing worth a name that it did
   */
  record Pace(int accesses, boolean toEvent) {
    public static final Pace TO_EVENT = new Pace(0, true);
    public static final Pace TO_END = new Pace(Integer.MAX_VALUE, false);

    public static Pace of(int accesses) {
      return new Pace(accesses, false);
    }
  }

  /** {@code name = alloc bytes}, under a new name. */
  record Allocate(int cpu, boolean limited, long bytes, Set<Flag> flags, Pace pace)
      implements Move {
    @Override
    public void make(ManualRun execution) {
      Session session = execution.session();
      if (canStart(execution, cpu) && (!limited || session.hasLimitedType())) {
        String name = session.freshName();
        Operation operation = new Operation(CommonVerb.ALLOC, name, bytes, limited, flags);
        start(execution, cpu, operation, pace);
      }
    }
  }

  /**
   * Any other operation.
   *
   * @param which of what is held it is about, if the verb takes a name
   * @param bytes of a realloc
   */
  record Start(int cpu, Verb verb, int which, long bytes, Pace pace) implements Move {
    /** Of a verb that takes no name. */
    public static Start of(int cpu, Verb verb, Pace pace) {
      return new Start(cpu, verb, 0, 0, pace);
    }

    @Override
    public void make(ManualRun execution) {
      List<String> held = execution.session().heldNames();
      if (canStart(execution, cpu) && (!verb.takesName() || !held.isEmpty())) {
        String name = verb.takesName() ? held.get(which % held.size()) : "";
        start(execution, cpu, new Operation(verb, name, bytes, false, Set.of()), pace);
      }
    }
  }

  /**
   * One that sends signals, such as the clock's.
   *
   * @param atOnce whether the others take theirs now, if they can
   */
  record StartAll(int cpu, Verb verb, boolean atOnce, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      if (canStart(execution, cpu)) {
        start(execution, cpu, Operation.of(verb, ""), pace);
        for (int other = 0; atOnce && other < execution.cpus(); other++) {
          if (execution.canTakeSignal(other)) {
            boolean idle = execution.isIdle(other);
            execution.interrupt(other);
            if (idle) {
              execution.finish(other);
            }
          }
        }
      }
    }
  }

  /** The first verb, or the second if the cpu has made the first and not ended it. */
  record Toggle(int cpu, FamilyVerb begins, FamilyVerb ends, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      if (canStart(execution, cpu)) {
        boolean begun = execution.session().hasBegun(cpu % execution.cpus(), begins);
        start(execution, cpu, Operation.of(begun ? ends : begins, ""), pace);
      }
    }
  }

  /** Destroys the limited type if nothing of it is out, or creates it again. */
  record ToggleType(int cpu, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      Session session = execution.session();
      if (canStart(execution, cpu) && session.isLimitedTypeUnused()) {
        Verb verb = session.hasLimitedType() ? CommonVerb.DESTROY_TYPE : CommonVerb.NEW_TYPE;
        start(execution, cpu, Operation.of(verb, ""), pace);
      }
    }
  }

  /** A cpu makes so many accesses. */
  record Run(int cpu, int accesses) implements Move {
    @Override
    public void make(ManualRun execution) {
      execution.run(cpu % execution.cpus(), accesses);
    }
  }

  /** A cpu runs until something worth a name has happened, and stops right behind it. */
  record RunToEvent(int cpu) implements Move {
    @Override
    public void make(ManualRun execution) {
      execution.runToEvent(cpu % execution.cpus());
    }
  }

  /** A cpu runs until its operation returns. */
  record Finish(int cpu) implements Move {
    @Override
    public void make(ManualRun execution) {
      execution.finish(cpu % execution.cpus());
    }
  }

  /** A cpu takes its next signal, where it stands. */
  record Interrupt(int cpu) implements Move {
    @Override
    public void make(ManualRun execution) {
      int here = cpu % execution.cpus();
      if (execution.canTakeSignal(here)) {
        execution.interrupt(here);
      }
    }
  }

  /** A device interrupts a cpu where it stands, and allocates 64 bytes or frees what is held. */
  record Device(int cpu, boolean frees, int which) implements Move {
    private static final long BYTES = 64;

    @Override
    public void make(ManualRun execution) {
      execution.interrupt(cpu % execution.cpus(), () -> operation(execution.session()));
    }

    private Optional<Operation> operation(Session session) {
      List<String> held = session.heldNames();
      if (!frees) {
        return Optional.of(
            new Operation(
                CommonVerb.ALLOC_IN_INTERRUPT, session.freshName(), BYTES, false, Set.of()));
      }
      return held.isEmpty()
          ? Optional.empty()
          : Optional.of(Operation.of(CommonVerb.FREE_IN_INTERRUPT, held.get(which % held.size())));
    }
  }

  /** A thread goes on on this cpu where it next may sleep. */
  record Roam(int cpu, int to) implements Move {
    @Override
    public void make(ManualRun execution) {
      execution.roam(cpu % execution.cpus(), to);
    }
  }

  /** A cpu takes another offline if that can go now, or brings it back if it is offline. */
  record Unplug(int cpu, int target, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      Machine machine = execution.session().machine();
      Cpu other = machine.cpu(target % machine.cpus().size());
      if (!canStart(execution, cpu)) {
        return;
      }
      if (execution.canTakeOffline(cpu % execution.cpus(), other)) {
        start(execution, cpu, Operation.of(CpuVerb.OFFLINE, other.id()), pace);
      } else if (machine.canBringBack(other)) {
        start(execution, cpu, Operation.of(CpuVerb.ONLINE, other.id()), pace);
      }
    }
  }

  private static boolean canStart(ManualRun execution, int cpu) {
    return execution.canStart(cpu % execution.cpus());
  }

  private static void start(ManualRun execution, int cpu, Operation operation, Pace pace) {
    int here = cpu % execution.cpus();
    execution.start(here, operation);
    if (pace.toEvent()) {
      execution.runToEvent(here);
    } else {
      execution.run(here, pace.accesses());
    }
  }
}
