package ripsaw.linearizability;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import ripsaw.machine.Cpu;
import ripsaw.subject.Allocator.Flag;

/**
 * One decision in a random execution: what a cpu starts, or how far it runs. A move fits any state:
 * what it picks, it picks by an index modulo what there is, and where it makes no sense it does
 * nothing. So a sequence of moves stays a sequence of moves when some are left out.
 */
public sealed interface Move {
  /** Types that a program may use: one without a limit to speak of, one with a tight one. */
  List<Long> LIMITS = List.of(1L << 30, 256L);

  void make(Execution execution);

  /** How far an operation runs as it is started. */
  enum Pace {
    /** It stands before its first access. */
    NOT_YET,
    THREE_ACCESSES,
    /** It stands right behind the first thing worth a name that it did. */
    TO_EVENT,
    TO_END
  }

  /** {@code name = alloc bytes} in a type. */
  record Allocate(int cpu, int type, long bytes, List<Flag> flags, Pace pace) implements Move {
    @Override
    public void make(Execution execution) {
      Session session = execution.session();
      if (!canStart(execution, cpu) || !session.types().contains(type)) {
        return;
      }
      String name = session.freshName();
      String flagged = String.join("", flags.stream().map(Move::lower).toList());
      String limited = type == 0 ? "" : " limited";
      start(
          execution,
          cpu,
          pace,
          name + " = alloc " + bytes + limited + flagged,
          on -> session.allocate(on, name, type, bytes, flags.toArray(Flag[]::new)));
    }
  }

  /** {@code free name}, from an interrupt or not. */
  record Free(int cpu, int which, boolean inInterrupt, Pace pace) implements Move {
    @Override
    public void make(Execution execution) {
      Session session = execution.session();
      List<String> held = session.heldNames();
      if (!canStart(execution, cpu) || held.isEmpty()) {
        return;
      }
      String name = held.get(which % held.size());
      if (inInterrupt) {
        start(
            execution, cpu, pace, "free " + name + " in-interrupt", on -> session.freeInInterrupt(on, name));
      } else {
        start(execution, cpu, pace, "free " + name, on -> session.free(on, name));
      }
    }
  }

  /** {@code realloc name bytes}. */
  record Reallocate(int cpu, int which, long bytes, Pace pace) implements Move {
    @Override
    public void make(Execution execution) {
      Session session = execution.session();
      List<String> held = session.heldNames();
      if (!canStart(execution, cpu) || held.isEmpty()) {
        return;
      }
      String name = held.get(which % held.size());
      start(
          execution,
          cpu,
          pace,
          "realloc " + name + " " + bytes,
          on -> session.reallocate(on, name, bytes));
    }
  }

  /** The slow periodic tick of a cpu. */
  record Tidy(int cpu, Pace pace) implements Move {
    @Override
    public void make(Execution execution) {
      if (canStart(execution, cpu)) {
        start(execution, cpu, pace, "tidy", execution.session()::tidy);
      }
    }
  }

  /** Destroys the limited type if nothing of it is out, or creates it again. */
  record ToggleType(int cpu, Pace pace) implements Move {
    @Override
    public void make(Execution execution) {
      Session session = execution.session();
      if (!canStart(execution, cpu)) {
        return;
      }
      if (!session.types().contains(1)) {
        start(execution, cpu, pace, "new type", on -> session.createType(on, LIMITS.get(1)));
      } else if (session.isUnused(1)) {
        start(execution, cpu, pace, "destroy type", on -> session.destroyType(on, 1));
      }
    }
  }

  /** A cpu makes so many accesses. */
  record Run(int cpu, int accesses) implements Move {
    @Override
    public void make(Execution execution) {
      execution.run(cpu % execution.cpus(), accesses);
    }
  }

  /** A cpu runs until something worth a name has happened, and stops right behind it. */
  record RunToEvent(int cpu) implements Move {
    @Override
    public void make(Execution execution) {
      execution.runToEvent(cpu % execution.cpus());
    }
  }

  /** A cpu runs until its operation returns. */
  record Finish(int cpu) implements Move {
    @Override
    public void make(Execution execution) {
      execution.finish(cpu % execution.cpus());
    }
  }

  /** A cpu takes its next signal, where it stands. */
  record Interrupt(int cpu) implements Move {
    @Override
    public void make(Execution execution) {
      int here = cpu % execution.cpus();
      if (execution.canTakeSignal(here)) {
        execution.interrupt(here);
      }
    }
  }

  private static String lower(Flag flag) {
    return " " + flag.name().toLowerCase(Locale.ROOT);
  }

  private static boolean canStart(Execution execution, int cpu) {
    return execution.isIdle(cpu % execution.cpus());
  }

  private static void start(
      Execution execution, int cpu, Pace pace, String text, Consumer<Cpu> operation) {
    int here = cpu % execution.cpus();
    execution.session().note("cpu" + here + ": " + text);
    execution.start(here, operation);
    switch (pace) {
      case NOT_YET -> {}
      case THREE_ACCESSES -> execution.run(here, 3);
      case TO_EVENT -> execution.runToEvent(here);
      case TO_END -> execution.finish(here);
    }
  }
}
