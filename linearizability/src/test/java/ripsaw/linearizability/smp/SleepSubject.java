package ripsaw.linearizability.smp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.GrantsNothing;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.lock.LockProperty;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.PassiveSerialization;
import ripsaw.machine.smp.SleepMutex;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Invariant;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Pieces of Java that sleep. To the explorer they are an allocator, whose {@code alloc 2} runs the
 * third of them, on whatever thread.
 */
final class SleepSubject {
  /** What a thread does. */
  @FunctionalInterface
  interface Piece {
    /**
     * @return the cpu on which it ends
     */
    Cpu run(Heap heap, Cpu cpu);
  }

  private static final Set<Property> SOUGHT =
      Set.of(
          CommonProperty.CONSERVATION,
          CommonProperty.TERMINATION,
          CommonProperty.NO_CRASH,
          CommonProperty.NO_DATA_RACE,
          CommonProperty.NO_BLOCKING_IN_INTERRUPT,
          LockProperty.LOCK_ORDER);

  private final Program program;
  private final List<Piece> pieces;

  private SleepSubject(Program program, List<Piece> pieces) {
    this.program = program;
    this.pieces = pieces;
  }

  /**
   * @param program in which {@code alloc 0} stands for the first piece
   */
  static SleepSubject of(String program, Piece... pieces) {
    try {
      return new SleepSubject(ProgramText.parse(program), List.of(pieces));
    } catch (Malformed e) {
      throw new IllegalArgumentException(e);
    }
  }

  Subject subject() {
    return new Subject(
        "test/sleepers",
        "sleep",
        Optional.empty(),
        new BlackBoxFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(CommonProperty.GRANT),
        machine -> new Heap(machine, pieces));
  }

  Exploration explore(MemoryModel model, Method method) {
    return Explorer.explore(
        new Explorer.Question(
            subject(), program, model, SOUGHT, method, 1, 50_000, Long.MAX_VALUE));
  }

  /** The same, and nothing but this is looked for. */
  Optional<Violation> exploreFor(Property property) {
    return exploreFor(property, MemoryModel.SC);
  }

  Optional<Violation> exploreFor(Property property, MemoryModel model) {
    return Explorer.explore(
            new Explorer.Question(
                subject(),
                program,
                model,
                Set.of(property),
                Method.EXHAUSTIVE,
                1,
                50_000,
                Long.MAX_VALUE))
        .violation();
  }

  /** What is found wrong; empty if every schedule is right. */
  Optional<Violation> broken(MemoryModel model) {
    Exploration explored = explore(model, Method.EXHAUSTIVE);
    if (explored.violation().isEmpty() && !explored.bound().isEmpty()) {
      throw new IllegalStateException("not every schedule was made: " + explored.bound());
    }
    return explored.violation();
  }

  /** On one machine. */
  static final class Heap extends GrantsNothing {
    private final List<Piece> pieces;
    final Memory memory;
    final SleepMutex mutex;
    final SleepMutex other;
    final ConditionVariable turn;
    final ConditionVariable callers;
    final PassiveSerialization readers;

    Heap(Machine machine, List<Piece> pieces) {
      super(machine);
      this.pieces = pieces;
      this.memory = machine.memory();
      this.mutex = new SleepMutex(machine, machine.sharedWord(8), LockClass.of("the mutex"));
      this.other = new SleepMutex(machine, machine.sharedWord(9), LockClass.of("the other mutex"));
      this.turn = ConditionVariable.of(machine, machine.sharedWord(10), "its turn");
      this.callers =
          ConditionVariable.endedByCallers(machine, machine.sharedWord(11), "what callers do");
      this.readers = new PassiveSerialization(machine, machine.sharedWord(12));
    }

    long word(int index) {
      return machine.sharedWord(index);
    }

    long get(Cpu cpu, int word) {
      return memory.getPlain(cpu, machine.sharedWord(word));
    }

    void set(Cpu cpu, int word, long value) {
      memory.setPlain(cpu, machine.sharedWord(word), value);
    }

    /** Adds one, in two steps. */
    void count(Cpu cpu, int word) {
      set(cpu, word, get(cpu, word) + 1);
    }

    void mustBe(boolean so, String detail) {
      if (!so) {
        machine.watch().violated(new Violation(CommonProperty.CONSERVATION, detail));
      }
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      pieces.get((int) bytes).run(this, cpu);
      return ZERO_SIZE;
    }

    @Override
    public Census census() {
      return NOTHING;
    }
  }

  private static final Census NOTHING =
      new Census() {
        @Override
        public List<Account> accounts() {
          return List.of();
        }

        @Override
        public Optional<List<Extent>> extents() {
          return Optional.empty();
        }

        @Override
        public boolean tellsOfPages() {
          return false;
        }

        @Override
        public List<Slab> liveSlabs() {
          return List.of();
        }

        @Override
        public List<Invariant<?>> invariants() {
          return List.of();
        }

        @Override
        public Optional<Violation> judgeRip(long base) {
          return Optional.empty();
        }
      };
}
