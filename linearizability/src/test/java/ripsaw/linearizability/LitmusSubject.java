package ripsaw.linearizability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ripsaw.linearizability.Program.Malformed;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.SpinLock;
import ripsaw.machine.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Family;
import ripsaw.spec.KfreeCensus;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * A litmus test: a few accesses for each cpu, on words that all share. To the explorer it is an
 * allocator, whose {@code alloc 2} makes the accesses of script number 2. In a script, with words
 * {@code x}, {@code y} and {@code z}:
 *
 * <pre>
 *   V.x=1  R.x=1  O.x=1  P.x=1   stores: volatile, release, opaque, plain
 *   V.x    A.x    O.x    P.x     loads: volatile, acquire, opaque, plain; into the next register
 *   cas.x=01  add.x              updates; into the next register
 *   {  }                         begins, ends a critical section
 *   lock.x  unlock.x             takes a lock, lets go of it; x is no word here
 *   L=1    L                     the cpu-local word
 *   S.0=3                        sends cpu0 a signal: its handler runs script 3
 *   spin.x=1                     loads x until it is 1
 *   await.x=1                    waits for that; it must not become untrue again
 *   fail.x=1                     violates a property if x is 1
 * </pre>
 */
final class LitmusSubject {
  /** What cannot be violated by anything but {@code fail}. */
  static final Property FAILED = Property.CONSERVATION;

  private static final int HANDLER_REGISTERS = 16;

  private final List<List<Action>> scripts = new ArrayList<>();
  private final Program program;

  @FunctionalInterface
  private interface Action {
    void on(Heap heap, Cpu cpu);
  }

  private LitmusSubject(List<String> handlers, List<String> cpus) {
    handlers.forEach(script -> scripts.add(compiled(script)));
    StringJoiner text = new StringJoiner(" | ");
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      if (!cpus.get(cpu).isBlank()) {
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
    return new LitmusSubject(List.of(), List.of(cpus));
  }

  /** Scripts 0, 1 … are for signal handlers. */
  static LitmusSubject withHandlers(List<String> handlers, String... cpus) {
    return new LitmusSubject(handlers, List.of(cpus));
  }

  Program program() {
    return program;
  }

  Subject subject() {
    return new Subject(
        "test/litmus",
        "accesses",
        Optional.empty(),
        Family.KFREE,
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(),
        machine -> new Heap(machine, scripts));
  }

  // --------------------------------------------------------------- exploring

  /**
   * What became of all executions that a strategy made.
   *
   * @param outcomes see {@link Run#outcome}
   * @param registers what each cpu loaded, in order, as {@code 1,0 0,1}; handlers in brackets
   * @param executions made to their end
   */
  record Explored(
      Set<String> outcomes, Set<String> registers, Set<Property> broken, long executions) {}

  Explored explore(Strategy strategy, MemoryModel model) {
    Subject subject = subject();
    Explored explored = new Explored(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), 0);
    long executions = 0;
    while (strategy.begin()) {
      Run run = new Run(subject, program, model, Set.of(Property.TERMINATION, FAILED), null);
      follow(strategy, run);
      if (run.isOver()) {
        executions++;
        explored.outcomes.add(run.outcome());
        explored.registers.add(registers(run.session().machine()));
        run.session().found().map(Violation::property).ifPresent(explored.broken::add);
        run.session().alsoSeen().forEach(also -> explored.broken.add(also.property()));
      }
    }
    return new Explored(explored.outcomes, explored.registers, explored.broken, executions);
  }

  private static void follow(Strategy strategy, Run run) {
    while (!run.isOver()) {
      int actor = strategy.choose(run, run.enabled());
      if (actor == Strategy.ABANDON) {
        return;
      }
      run.step(actor, strategy.olderValue());
      strategy.stepped(run, actor);
    }
  }

  private static String registers(Machine machine) {
    StringJoiner all = new StringJoiner(" ");
    for (Cpu cpu : machine.cpus()) {
      String own = registers(machine, cpu, 0);
      String handlers = registers(machine, cpu, HANDLER_REGISTERS);
      if (!own.isEmpty() || !handlers.isEmpty()) {
        all.add(own + (handlers.isEmpty() ? "" : "(" + handlers + ")"));
      }
    }
    return all.toString();
  }

  private static String registers(Machine machine, Cpu cpu, int first) {
    StringJoiner values = new StringJoiner(",");
    for (int i = first; i < first + HANDLER_REGISTERS; i++) {
      long value = machine.memory().peek(machine.cpuWord(cpu, i));
      if (value != 0) {
        values.add(Long.toString(value - 1));
      }
    }
    return values.toString();
  }

  // ----------------------------------------------------------------- scripts

  private static List<Action> compiled(String script) {
    List<Action> actions = new ArrayList<>();
    for (String word : script.split(" ")) {
      if (!word.isEmpty()) {
        actions.add(action(word));
      }
    }
    return actions;
  }

  private static Action action(String text) {
    int equals = text.indexOf('=');
    String value = equals < 0 ? "" : text.substring(equals + 1);
    String what = equals < 0 ? text : text.substring(0, equals);
    String verb = what.substring(0, what.indexOf('.') < 0 ? what.length() : what.indexOf('.'));
    String object = what.substring(Math.min(what.length(), verb.length() + 1));
    int word = object.isEmpty() ? 0 : object.charAt(0) - 'x';
    return value.isEmpty() ? load(verb, word) : store(verb, object, word, value);
  }

  private static Action load(String verb, int word) {
    return switch (verb) {
      case "V" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getVolatile(cpu, heap.at(word)));
      case "A" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getAcquire(cpu, heap.at(word)));
      case "O" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getOpaque(cpu, heap.at(word)));
      case "P" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getPlain(cpu, heap.at(word)));
      case "add" -> (heap, cpu) -> heap.keep(cpu, heap.memory.getAndAdd(cpu, heap.at(word), 1));
      case "L" -> (heap, cpu) -> heap.keep(cpu, heap.own.get(cpu.id()).get(cpu, 0));
      case "lock" -> (heap, cpu) -> heap.locks.get(word).lock(cpu);
      case "unlock" -> (heap, cpu) -> heap.locks.get(word).unlock(cpu);
      case "{" -> (heap, cpu) -> cpu.enterCritical();
      case "}" -> (heap, cpu) -> cpu.leaveCritical();
      default -> throw new IllegalArgumentException(verb);
    };
  }

  private static Action store(String verb, String object, int word, String text) {
    int value = Integer.parseInt(text);
    return switch (verb) {
      case "V" -> (heap, cpu) -> heap.memory.setVolatile(cpu, heap.at(word), value);
      case "R" -> (heap, cpu) -> heap.memory.setRelease(cpu, heap.at(word), value);
      case "O" -> (heap, cpu) -> heap.memory.setOpaque(cpu, heap.at(word), value);
      case "P" -> (heap, cpu) -> heap.memory.setPlain(cpu, heap.at(word), value);
      case "cas" -> (heap, cpu) -> heap.compareAndSet(cpu, heap.at(word), value / 10, value % 10);
      case "L" -> (heap, cpu) -> heap.own.get(cpu.id()).set(cpu, 0, value);
      case "S" -> (heap, cpu) -> cpu.signal(heap.machine.cpu(Integer.parseInt(object)), 8L * value);
      case "spin" -> (heap, cpu) -> heap.spin(cpu, heap.at(word), value);
      case "await" -> (heap, cpu) -> heap.await(cpu, heap.at(word), value);
      case "fail" -> (heap, cpu) -> heap.failIf(cpu, heap.at(word), value);
      default -> throw new IllegalArgumentException(verb);
    };
  }

  /** On one machine. */
  private static final class Heap implements Allocator {
    private final Machine machine;
    private final Memory memory;
    private final List<List<Action>> scripts;
    private final List<CpuLocal> own = new ArrayList<>();
    private final List<SpinLock> locks;
    private final Map<Cpu, Integer> kept = new HashMap<>();
    private final Map<Cpu, Integer> keptByHandler = new HashMap<>();
    private int types;

    Heap(Machine machine, List<List<Action>> scripts) {
      this.machine = machine;
      this.memory = machine.memory();
      this.scripts = scripts;
      this.locks = IntStream.range(8, 11).mapToObj(i -> new SpinLock(machine, at(i))).toList();
      for (Cpu cpu : machine.cpus()) {
        own.add(machine.cpuLocal(cpu, 1));
        cpu.onSignal((receiver, argument) -> run(receiver, (int) (argument / 8)));
      }
    }

    private void run(Cpu cpu, int script) {
      scripts.get(script).forEach(action -> action.on(this, cpu));
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

    private void compareAndSet(Cpu cpu, long word, int expected, int value) {
      keep(cpu, memory.compareAndSet(cpu, word, expected, value) ? 1 : 0);
    }

    private void spin(Cpu cpu, long word, int value) {
      while (memory.getAcquire(cpu, word) != value) {
        // Until another cpu sets it.
      }
    }

    private void await(Cpu cpu, long word, int value) {
      machine.watch().await(cpu, () -> memory.arrived(word) == value);
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

    @Override
    public int createType(Cpu cpu, long limit) {
      return types++;
    }

    @Override
    public void destroyType(Cpu cpu, int type) {}

    @Override
    public void free(Cpu cpu, int type, long address) {}

    @Override
    public long reallocate(Cpu cpu, int type, long address, long bytes) {
      return ZERO_SIZE;
    }

    @Override
    public void tidy(Cpu cpu) {}

    @Override
    public long usable(long address) {
      return 8;
    }

    @Override
    public long alignment(long bytes) {
      return 8;
    }

    @Override
    public Census census() {
      return new KfreeCensus(List.of(), Map.of(), false, List.of(), Set.of(), false);
    }

    @Override
    public String name(long address) {
      return machine.name(address);
    }
  }
}
