package ripsaw.linearizability.execution;

import java.util.List;
import java.util.Set;
import ripsaw.linearizability.program.Operation.Verb;
import ripsaw.linearizability.program.Operation;
import ripsaw.subject.Allocator.Flag;

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
        start(execution, cpu, new Operation(Verb.ALLOC, name, bytes, limited, flags), pace);
      }
    }
  }

  /** {@code free name}, from an interrupt or not. */
  record Free(int cpu, int which, boolean inInterrupt, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      List<String> held = execution.session().heldNames();
      if (canStart(execution, cpu) && !held.isEmpty()) {
        Verb verb = inInterrupt ? Verb.FREE_IN_INTERRUPT : Verb.FREE;
        start(execution, cpu, Operation.of(verb, held.get(which % held.size())), pace);
      }
    }
  }

  /** {@code realloc name bytes}. */
  record Reallocate(int cpu, int which, long bytes, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      List<String> held = execution.session().heldNames();
      if (canStart(execution, cpu) && !held.isEmpty()) {
        String name = held.get(which % held.size());
        start(execution, cpu, new Operation(Verb.REALLOC, name, bytes, false, Set.of()), pace);
      }
    }
  }

  /** The slow periodic tick of a cpu, or a pass of the poller. */
  record Tidy(int cpu, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      if (canStart(execution, cpu)) {
        start(execution, cpu, Operation.of(Verb.TIDY, ""), pace);
      }
    }
  }

  /**
   * The clock interrupts all cpus.
   *
   * @param atOnce whether the others take the interrupt now, if they can
   */
  record Tick(int cpu, boolean atOnce, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      if (canStart(execution, cpu)) {
        start(execution, cpu, Operation.of(Verb.TICK, ""), pace);
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

  /** {@code read name}. */
  record Read(int cpu, int which, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      List<String> held = execution.session().heldNames();
      if (canStart(execution, cpu) && !held.isEmpty()) {
        String name = held.get(which % held.size());
        start(execution, cpu, Operation.of(Verb.READ, name), pace);
      }
    }
  }

  /** {@code hold}, or {@code drop} if the cpu holds. */
  record ToggleHold(int cpu, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      if (canStart(execution, cpu)) {
        boolean holds = execution.session().isHolding(cpu % execution.cpus());
        start(execution, cpu, Operation.of(holds ? Verb.DROP : Verb.HOLD, ""), pace);
      }
    }
  }

  /** Destroys the limited type if nothing of it is out, or creates it again. */
  record ToggleType(int cpu, Pace pace) implements Move {
    @Override
    public void make(ManualRun execution) {
      Session session = execution.session();
      if (canStart(execution, cpu) && session.isLimitedTypeUnused()) {
        boolean exists = session.hasLimitedType();
        start(execution, cpu, Operation.of(exists ? Verb.DESTROY_TYPE : Verb.NEW_TYPE, ""), pace);
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

  private static boolean canStart(ManualRun execution, int cpu) {
    return execution.isIdle(cpu % execution.cpus());
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
