package ripsaw.linearizability.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.oracle.Litmus;
import ripsaw.linearizability.oracle.Outcome;
import ripsaw.linearizability.oracle.Script;
import ripsaw.linearizability.oracle.Script.Op;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;
import ripsaw.machine.smp.BitSpinLock;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * A litmus test: a few accesses for each cpu, on words that all share. To the explorer it is an
 * allocator, whose {@code alloc 2} makes the accesses of script number 2. In a script, with words
 * {@code x}, {@code y}, {@code z} and {@code a}:
 *
 * <pre>
 *   V.x=1  R.x=1  O.x=1  P.x=1   stores: volatile, release, opaque, plain
 *   V.x    A.x    O.x    P.x     loads: volatile, acquire, opaque, plain; into the next register
 *   cas.x=01  casA  casR         compare-and-set: volatile, acquire, release; whether it was done
 *   wcas.x=01  wcasA  wcasR      the same, weak
 *   swap.x=3  swapA  swapR       swaps; what was there before
 *   add.x  addA  addR            adds 1; what was there before
 *   F  FA  FR                    full, acquire, release fence
 *   go.x=1  goO  goV             loads (acquire, opaque, volatile); goes on only if it is 1
 *   {  }                         begins, ends a critical section
 *   S.0=3                        sends cpu0 a signal: its handler runs script 3
 *   lock.x  unlock.x             takes a lock, lets go of it; x is no word here
 *   try.x                        takes it if it is free; whether it did, and if not, no unlock.x does
 *   lockB.x  tryB.x  unlockB.x   the same of the lock that is the bit 64 of the word x
 *   L=1    L                     the cpu-local word
 *   spin.x=1                     loads x until it is 1
 *   await.x=1                    waits for that; it must not become untrue again
 *   fail.x=1                     violates a property if x is 1
 * </pre>
 */
final class LitmusSubject {
  /** What cannot be violated by anything but {@code fail}. */
  static final Property FAILED = CommonProperty.CONSERVATION;

  private static final int HANDLER_REGISTERS = 16;
  private static final int FIRST_BIT_LOCK = 3;
  private static final long LOCK_BIT = 64;

  private final List<List<Action>> scripts = new ArrayList<>();
  private final Program program;

  /** Returns whether the script goes on. */
  @FunctionalInterface
  private interface Action {
    boolean on(Heap heap, Cpu cpu);
  }

  /** What a script goes on after. */
  @FunctionalInterface
  private interface Effect {
    void on(Heap heap, Cpu cpu);
  }

  @FunctionalInterface
  private interface CompareAndSet {
    boolean on(Memory memory, Cpu cpu, long word, long expected, long value);
  }

  private LitmusSubject(List<Script> handlers, List<Script> cpus) {
    handlers.forEach(script -> scripts.add(compiled(script)));
    StringJoiner text = new StringJoiner(" | ");
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      // The last one is named even if it does nothing but take signals: it makes the cpus so many.
      if (!cpus.get(cpu).ops().isEmpty() || cpu == cpus.size() - 1) {
        text.add("cpu%1$d: n%1$d = alloc %2$d".formatted(cpu, scripts.size()));
      }
      scripts.add(compiled(cpus.get(cpu)));
    }
    try {
      program = ProgramText.parse(text.toString());
    } catch (Malformed e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A test in which each cpu runs one script. */
  static LitmusSubject of(String... cpus) {
    return withHandlers(List.of(), cpus);
  }

  /** Scripts 0, 1 … are for signal handlers. */
  static LitmusSubject withHandlers(List<String> handlers, String... cpus) {
    return new LitmusSubject(
        handlers.stream().map(Script::parse).toList(),
        Arrays.stream(cpus).map(Script::parse).toList());
  }

  static LitmusSubject of(Litmus litmus) {
    return new LitmusSubject(litmus.handlers(), litmus.cpus());
  }

  /** Who makes its steps. */
  Actors actors() {
    return ProgramRun.actorsOf(program);
  }

  Program program() {
    return program;
  }

  Subject subject() {
    return new Subject(
        "test/litmus",
        "accesses",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(CommonProperty.GRANT),
        machine -> new Heap(machine, scripts));
  }

  // --------------------------------------------------------------- exploring

  /**
   * What became of all executions that a strategy made.
   *
   * @param outcomes see {@link ProgramRun#outcome}
   * @param seen what each execution came to, as the oracle tells it too
   * @param executions made to their end
   * @param steps of these
   * @param abandoned steps of those that were abandoned
   */
  record Explored(
      Set<String> outcomes,
      Set<Outcome> seen,
      Set<Property> broken,
      long executions,
      long steps,
      long abandoned) {
    /** What each cpu loaded, in order, as {@code 1,0 0,1}; handlers in brackets. */
    Set<String> registers() {
      Set<String> registers = new TreeSet<>();
      seen.forEach(outcome -> registers.add(outcome.registers()));
      return registers;
    }
  }

  Explored explore(Strategy strategy, MemoryModel model) {
    return explore(strategy, model, Long.MAX_VALUE).orElseThrow();
  }

  /**
   * The same.
   *
   * @param most executions
   * @return empty if there are more
   */
  Optional<Explored> explore(Strategy strategy, MemoryModel model, long most) {
    Set<String> outcomes = new TreeSet<>();
    Set<Outcome> seen = new TreeSet<>();
    Set<Property> broken = new TreeSet<>();
    long executions = 0;
    long steps = 0;
    long abandoned = 0;
    Explorer.Question question =
        new Explorer.Question(
            subject(),
            program,
            model,
            Set.of(CommonProperty.TERMINATION, FAILED),
            Method.EXHAUSTIVE,
            0,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    Executions all = new Executions(question, strategy);
    while (all.begin()) {
      if (executions == most) {
        return Optional.empty();
      }
      ProgramRun run = all.make(null);
      if (all.hasBegunAnew()) {
        executions = 0;
        steps = 0;
        abandoned = 0;
      }
      if (run.isOver()) {
        executions++;
        steps += run.steps().count();
        outcomes.add(run.outcome());
        seen.add(outcome(run));
        broken.addAll(broken(run));
      } else {
        abandoned += run.steps().count();
      }
    }
    return Optional.of(new Explored(outcomes, seen, broken, executions, steps, abandoned));
  }

  private static Set<Property> broken(ProgramRun run) {
    Set<Property> broken = new HashSet<>();
    run.session().found().map(Violation::property).ifPresent(broken::add);
    run.session().alsoSeen().forEach(also -> broken.add(also.property()));
    return broken;
  }

  private static Outcome outcome(ProgramRun run) {
    Machine machine = run.session().machine();
    List<List<Long>> programs = new ArrayList<>();
    List<List<Long>> handlers = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      programs.add(registers(machine, cpu, 0));
      handlers.add(registers(machine, cpu, HANDLER_REGISTERS));
    }
    return new Outcome(
        Outcome.registers(programs, handlers),
        IntStream.range(0, Script.WORDS.length())
            .mapToObj(word -> machine.memory().peek(machine.sharedWord(word)))
            .toList(),
        broken(run).contains(CommonProperty.NO_DATA_RACE));
  }

  private static List<Long> registers(Machine machine, Cpu cpu, int first) {
    return IntStream.range(first, first + HANDLER_REGISTERS)
        .mapToLong(register -> machine.memory().peek(machine.cpuWord(cpu, register)))
        .filter(value -> value != 0)
        .map(value -> value - 1)
        .boxed()
        .toList();
  }

  // ----------------------------------------------------------------- scripts

  private static List<Action> compiled(Script script) {
    return script.ops().stream().map(LitmusSubject::action).toList();
  }

  private static Action action(Op op) {
    if (op.verb().startsWith("go")) {
      return goOn(op);
    }
    Effect effect = op.value().isEmpty() ? load(op.verb(), op.word()) : store(op);
    return (heap, cpu) -> {
      effect.on(heap, cpu);
      return true;
    };
  }

  private static Effect load(String verb, int word) {
    return switch (verb) {
      case "V" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getVolatile(cpu, heap.at(word)));
      case "A" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getAcquire(cpu, heap.at(word)));
      case "O" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getOpaque(cpu, heap.at(word)));
      case "P" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getPlain(cpu, heap.at(word)));
      case "add" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getAndAdd(cpu, heap.at(word), 1));
      case "addA" ->
          (heap, cpu) -> heap.keep(cpu, heap.memory.getAndAddAcquire(cpu, heap.at(word), 1));
      case "addR" ->
          (heap, cpu) -> heap.keep(cpu, heap.memory.getAndAddRelease(cpu, heap.at(word), 1));
      case "F" -> (heap, cpu) -> heap.memory.fullFence(cpu);
      case "FA" -> (heap, cpu) -> heap.memory.acquireFence(cpu);
      case "FR" -> (heap, cpu) -> heap.memory.releaseFence(cpu);
      case "L" -> (heap, cpu) -> heap.keep(cpu, heap.own.get(cpu.id()).get(cpu, 0));
      case "lock" -> (heap, cpu) -> heap.take(cpu, word);
      case "unlock" -> (heap, cpu) -> heap.letGo(cpu, word);
      case "try" -> (heap, cpu) -> heap.attempt(cpu, word);
      case "lockB" -> (heap, cpu) -> heap.take(cpu, FIRST_BIT_LOCK + word);
      case "unlockB" -> (heap, cpu) -> heap.letGo(cpu, FIRST_BIT_LOCK + word);
      case "tryB" -> (heap, cpu) -> heap.attempt(cpu, FIRST_BIT_LOCK + word);
      case "{" -> (heap, cpu) -> cpu.enterCritical();
      case "}" -> (heap, cpu) -> cpu.leaveCritical();
      default -> throw new IllegalArgumentException(verb);
    };
  }

  private static Effect store(Op op) {
    int word = op.word();
    int value = op.number();
    return switch (op.verb()) {
      case "V" -> (heap, cpu) -> heap.memory.setVolatile(cpu, heap.at(word), value);
      case "R" -> (heap, cpu) -> heap.memory.setRelease(cpu, heap.at(word), value);
      case "O" -> (heap, cpu) -> heap.memory.setOpaque(cpu, heap.at(word), value);
      case "P" -> (heap, cpu) -> heap.memory.setPlain(cpu, heap.at(word), value);
      case "cas" -> compareAndSet(op, Memory::compareAndSet);
      case "casA" -> compareAndSet(op, Memory::compareAndSetAcquire);
      case "casR" -> compareAndSet(op, Memory::compareAndSetRelease);
      case "wcas" -> compareAndSet(op, Memory::weakCompareAndSet);
      case "wcasA" -> compareAndSet(op, Memory::weakCompareAndSetAcquire);
      case "wcasR" -> compareAndSet(op, Memory::weakCompareAndSetRelease);
      case "swap" ->
          (heap, cpu) -> heap.keep(cpu, heap.memory.getAndSet(cpu, heap.at(word), value));
      case "swapA" ->
          (heap, cpu) -> heap.keep(cpu, heap.memory.getAndSetAcquire(cpu, heap.at(word), value));
      case "swapR" ->
          (heap, cpu) -> heap.keep(cpu, heap.memory.getAndSetRelease(cpu, heap.at(word), value));
      case "L" -> (heap, cpu) -> heap.own.get(cpu.id()).set(cpu, 0, value);
      case "S" -> (heap, cpu) -> cpu.signal(heap.machine.cpu(op.receiver()), 8L * value);
      case "spin" -> (heap, cpu) -> heap.spin(cpu, heap.at(word), value);
      case "await" -> (heap, cpu) -> heap.await(cpu, heap.at(word), value);
      case "fail" -> (heap, cpu) -> heap.failIf(cpu, heap.at(word), value);
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static Effect compareAndSet(Op op, CompareAndSet one) {
    return (heap, cpu) -> {
      long word = heap.at(op.word());
      heap.keep(cpu, one.on(heap.memory, cpu, word, op.expected(), op.desired()) ? 1 : 0);
    };
  }

  private static Action goOn(Op op) {
    return (heap, cpu) -> {
      long word = heap.at(op.word());
      long value =
          switch (op.verb()) {
            case "goO" -> heap.memory.getOpaque(cpu, word);
            case "goV" -> heap.memory.getVolatile(cpu, word);
            default -> heap.memory.getAcquire(cpu, word);
          };
      heap.keep(cpu, value);
      return value == op.number();
    };
  }

  /** On one machine. */
  private static final class Heap extends GrantsNothing {
    private final Memory memory;
    private final List<List<Action>> scripts;
    private final List<CpuLocal> own = new ArrayList<>();
    private final List<SpinLock> locks;
    private final List<BitSpinLock> bitLocks;
    private final Map<Cpu, Set<Integer>> held = new HashMap<>();
    private final Map<Cpu, Integer> kept = new HashMap<>();
    private final Map<Cpu, Integer> keptByHandler = new HashMap<>();

    Heap(Machine machine, List<List<Action>> scripts) {
      super(machine);
      this.memory = machine.memory();
      this.scripts = scripts;
      this.locks = IntStream.range(8, 11).mapToObj(i -> new SpinLock(machine, at(i))).toList();
      this.bitLocks =
          IntStream.range(0, FIRST_BIT_LOCK)
              .mapToObj(i -> new BitSpinLock(machine, at(i), LOCK_BIT, LockClass.NONE))
              .toList();
      for (Cpu cpu : machine.cpus()) {
        held.put(cpu, new HashSet<>());
        own.add(machine.cpuLocal(cpu, 1));
        cpu.onSignal((receiver, argument) -> run(receiver, (int) (argument / 8)));
      }
    }

    private void run(Cpu cpu, int script) {
      for (Action action : scripts.get(script)) {
        if (!action.on(this, cpu)) {
          break;
        }
      }
      if (!cpu.isInInterrupt() && !cpu.isInterruptible()) {
        cpu.leaveCritical();
      }
    }

    private long at(int word) {
      return machine.sharedWord(word);
    }

    /** A value that a cpu has seen, plus one, without an access. */
    private void keep(Cpu cpu, long value) {
      Map<Cpu, Integer> mine = cpu.isInInterrupt() ? keptByHandler : kept;
      int register = mine.merge(cpu, 1, Integer::sum) - 1;
      int first = cpu.isInInterrupt() ? HANDLER_REGISTERS : 0;
      memory.poke(machine.cpuWord(cpu, first + register), value + 1);
    }

    private void take(Cpu cpu, int lock) {
      if (lock < FIRST_BIT_LOCK) {
        locks.get(lock).lock(cpu);
      } else {
        bitLocks.get(lock - FIRST_BIT_LOCK).lock(cpu);
      }
      held.get(cpu).add(lock);
    }

    private void attempt(Cpu cpu, int lock) {
      boolean taken =
          lock < FIRST_BIT_LOCK
              ? locks.get(lock).tryLock(cpu)
              : bitLocks.get(lock - FIRST_BIT_LOCK).tryLock(cpu);
      if (taken) {
        held.get(cpu).add(lock);
      }
      keep(cpu, taken ? 1 : 0);
    }

    private void letGo(Cpu cpu, int lock) {
      if (!held.get(cpu).remove(lock)) {
        return;
      }
      if (lock < FIRST_BIT_LOCK) {
        locks.get(lock).unlock(cpu);
      } else {
        bitLocks.get(lock - FIRST_BIT_LOCK).unlock(cpu);
      }
    }

    private void spin(Cpu cpu, long word, int value) {
      while (memory.getAcquire(cpu, word) != value) {
        // Until another cpu sets it.
      }
    }

    private void await(Cpu cpu, long word, int value) {
      machine.watch().await(cpu, () -> memory.peek(word) == value);
      machine.watch().touched(cpu, (int) (word >>> 3), Touch.ENABLED);
    }

    private void failIf(Cpu cpu, long word, int value) {
      if (memory.getVolatile(cpu, word) == value) {
        machine.watch().violated(new Violation(FAILED, "as it was told to"));
      }
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      run(cpu, (int) bytes);
      return ZERO_SIZE;
    }
  }
}
