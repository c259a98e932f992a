package ripsaw.linearizability.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.SleepMutex;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * A litmus test whose lines may be several threads of a cpu, and devices, such as {@code cpu0.t1: {
 * x=1 x }}. In a script, with words {@code x}, {@code y} and {@code z}:
 *
 * <pre>
 *   x=1  x       a volatile store; a volatile load, into the next register of the line
 *   P.x=1  P.x   the same, plain
 *   {  }         begins, ends a critical section
 *   off  on      interrupts
 *   sleep        goes on somewhere, if the line roams
 *   (  )         takes, lets go of a mutex
 *   wait         sleeps with it, until somebody wakes
 *   wake  all    wakes one, all
 *   L=1  L       the word of the cpu that the line is on
 * </pre>
 */
final class TaskSubject {
  static final String WORDS = "xyz";
  static final int MOST_REGISTERS = 8;

  /** Each line by its key, in order. */
  private final Map<String, List<String>> lines = new TreeMap<>();

  private final Program program;

  private TaskSubject(List<String> texts) {
    StringJoiner text = new StringJoiner(" | ");
    text.add("machine: {cpus: 2}");
    for (String line : texts) {
      int colon = line.indexOf(':');
      text.add(
          "%s: n%d = alloc %d".formatted(line.substring(0, colon), lines.size(), lines.size()));
      lines.put(line.substring(0, colon), List.of(line.substring(colon + 1).trim().split(" ")));
    }
    try {
      program = ProgramText.parse(text.toString());
    } catch (Malformed e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * @param lines sorted by their keys
   */
  static TaskSubject of(String... lines) {
    return new TaskSubject(List.of(lines));
  }

  Program program() {
    return program;
  }

  Map<String, List<String>> lines() {
    return lines;
  }

  Subject subject() {
    List<List<String>> scripts = List.copyOf(lines.values());
    return new Subject(
        "test/tasks",
        "accesses",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(CommonProperty.GRANT),
        machine -> new Heap(machine, scripts));
  }

  /**
   * What became of all executions that a strategy made.
   *
   * @param seen what each came to: the registers of each line, the words, the cpus' own words
   */
  record Explored(Set<String> outcomes, Set<String> seen, Set<Property> broken, long executions) {}

  Explored explore(Strategy strategy, MemoryModel model) {
    Set<String> outcomes = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    Set<Property> broken = new TreeSet<>();
    long executions = 0;
    Explorer.Question question =
        new Explorer.Question(
            subject(),
            program,
            model,
            Set.of(CommonProperty.TERMINATION),
            Method.EXHAUSTIVE,
            0,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    Executions all = new Executions(question, strategy);
    while (all.begin()) {
      ProgramRun run = all.make(null);
      executions = all.hasBegunAnew() ? 0 : executions;
      if (run.isOver()) {
        executions++;
        outcomes.add(run.outcome());
        seen.add(((Heap) run.session().allocator()).outcome());
        run.session().found().map(Violation::property).ifPresent(broken::add);
        run.session().alsoSeen().forEach(also -> broken.add(also.property()));
      }
    }
    return new Explored(outcomes, seen, broken, executions);
  }

  /** On one machine. */
  private static final class Heap extends GrantsNothing {
    private final Memory memory;
    private final List<List<String>> scripts;
    private final List<CpuLocal> own = new ArrayList<>();
    private final SleepMutex mutex;
    private final ConditionVariable condition;

    Heap(Machine machine, List<List<String>> scripts) {
      super(machine);
      this.memory = machine.memory();
      this.scripts = scripts;
      machine.cpus().forEach(cpu -> own.add(machine.cpuLocal(cpu, 1)));
      this.mutex = new SleepMutex(machine, machine.sharedWord(8), LockClass.of("the mutex"));
      this.condition = ConditionVariable.of(machine, machine.sharedWord(9), "to be woken");
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      Cpu here = cpu;
      int script = (int) bytes;
      int register = MOST_REGISTERS * script;
      for (String op : scripts.get(script)) {
        boolean plain = op.startsWith("P.");
        String what = plain ? op.substring(2) : op;
        switch (what) {
          case "{" -> here.enterCritical();
          case "}" -> here.leaveCritical();
          case "off" -> here.disableInterrupts();
          case "on" -> here.enableInterrupts();
          case "sleep" -> here = here.maySleep();
          case "(" -> here = mutex.lock(here);
          case ")" -> mutex.unlock(here);
          case "wait" -> here = condition.await(here, mutex);
          case "wake" -> condition.signal(here);
          case "all" -> condition.broadcast(here);
          case "L=1" -> own.get(here.id()).set(here, 0, 1);
          case "L" -> keep(register++, own.get(here.id()).get(here, 0));
          default -> {
            long word = machine.sharedWord(WORDS.indexOf(what.charAt(0)));
            if (what.length() == 1) {
              keep(
                  register++, plain ? memory.getPlain(here, word) : memory.getVolatile(here, word));
            } else if (plain) {
              memory.setPlain(here, word, what.charAt(2) - '0');
            } else {
              memory.setVolatile(here, word, what.charAt(2) - '0');
            }
          }
        }
      }
      return ZERO_SIZE;
    }

    /** A value that a line has seen, plus one, without an access. */
    private void keep(int register, long value) {
      memory.poke(machine.subjectWord(register), value + 1);
    }

    String outcome() {
      StringJoiner text = new StringJoiner(" ");
      for (int script = 0; script < scripts.size(); script++) {
        StringBuilder registers = new StringBuilder("r");
        for (int i = 0; i < MOST_REGISTERS; i++) {
          long kept = memory.peek(machine.subjectWord(MOST_REGISTERS * script + i));
          registers.append(kept == 0 ? "" : Long.toString(kept - 1));
        }
        text.add(registers);
      }
      for (int word = 0; word < WORDS.length(); word++) {
        text.add(WORDS.charAt(word) + "=" + memory.peek(machine.sharedWord(word)));
      }
      own.forEach(word -> text.add("L=" + word.peek(0)));
      return text.toString();
    }
  }
}
