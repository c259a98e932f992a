package ripsaw.linearizability.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.smp.BitSpinLock;
import ripsaw.machine.smp.EmulatedBitSpinLock;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Loops, a piece of Java for each cpu, on words that all share. To the explorer it is an allocator,
 * whose {@code alloc 2} runs the piece of cpu2; beside {@link LitmusSubject}, whose scripts have no
 * branches.
 */
public final class LoopSubject {
  /** What a cpu does. */
  @FunctionalInterface
  public interface Piece {
    void run(Heap heap, Cpu cpu);
  }

  private final List<Piece> pieces;

  private LoopSubject(List<Piece> pieces) {
    this.pieces = pieces;
  }

  public static LoopSubject of(Piece... pieces) {
    return new LoopSubject(List.of(pieces));
  }

  public Program program() {
    String text =
        IntStream.range(0, pieces.size())
            .mapToObj(cpu -> "cpu%1$d: n%1$d = alloc %1$d".formatted(cpu))
            .collect(Collectors.joining(" | "));
    try {
      return ProgramText.parse(text);
    } catch (Malformed e) {
      throw new IllegalArgumentException(e);
    }
  }

  public Subject subject() {
    return new Subject(
        "test/loop",
        "loops",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(CommonProperty.GRANT),
        machine -> new Heap(machine, pieces));
  }

  public Explorer.Question question(MemoryModel model, Method method, long executions) {
    return new Explorer.Question(
        subject(),
        program(),
        model,
        Set.of(CommonProperty.TERMINATION),
        method,
        1,
        executions,
        Long.MAX_VALUE);
  }

  public Exploration explore(MemoryModel model, Method method) {
    return Explorer.explore(question(model, method, 20_000));
  }

  /**
   * What became of all executions.
   *
   * @param kept what each cpu kept, as {@code 1,0 0}
   * @param bound see {@link Strategy#bound}
   */
  public record Explored(Set<String> kept, Set<Property> broken, long executions, String bound) {}

  /** Every execution up to equivalence, those that violate something among them. */
  public Explored exploreAll(MemoryModel model) {
    Explorer.Question question =
        new Explorer.Question(
            subject(),
            program(),
            model,
            Set.of(CommonProperty.TERMINATION),
            Method.EXHAUSTIVE,
            0,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    Executions all = new Executions(question, new SourceSets(new Actors(pieces.size())));
    Set<String> kept = new TreeSet<>();
    Set<Property> broken = new TreeSet<>();
    long executions = 0;
    while (all.begin()) {
      ProgramRun run = all.make(null);
      if (run.isOver()) {
        executions++;
        kept.add(kept(run.session().machine()));
        run.session().found().map(Violation::property).ifPresent(broken::add);
      }
    }
    return new Explored(kept, broken, executions, all.bound());
  }

  private static String kept(Machine machine) {
    StringJoiner all = new StringJoiner(" ");
    for (Cpu cpu : machine.cpus()) {
      StringJoiner values = new StringJoiner(",");
      for (int i = 0; i < machine.memory().peek(machine.cpuWord(cpu, 0)); i++) {
        values.add(Long.toString(machine.memory().peek(machine.cpuWord(cpu, 1 + i))));
      }
      all.add(values.toString());
    }
    return all.toString();
  }

  /** On one machine. Words are numbered. */
  public static final class Heap extends GrantsNothing {
    static final int FLAGS = 93;
    static final long LOCK_BIT = 1;
    private static final LockClass LIST = LockClass.of("the list's lock").forbiddingPages();
    private static final LockClass SLAB = LockClass.of("a slab's lock");

    private final Memory memory;
    private final List<Piece> pieces;
    private final SpinLock lock;
    private final BitSpinLock bitLock;
    private final BitSpinLock guarded;
    private final BitSpinLock plain;

    Heap(Machine machine, List<Piece> pieces) {
      super(machine);
      this.memory = machine.memory();
      this.pieces = pieces;
      this.lock = new SpinLock(machine, machine.subjectWord(95), LIST);
      SpinLock guard = new SpinLock(machine, machine.subjectWord(94));
      this.bitLock = new BitSpinLock(machine, at(FLAGS), LOCK_BIT, SLAB);
      this.guarded =
          new EmulatedBitSpinLock(
              machine, at(FLAGS), LOCK_BIT, SLAB, guard, EmulatedBitSpinLock.Unlock.GUARDED);
      this.plain =
          new EmulatedBitSpinLock(
              machine, at(FLAGS), LOCK_BIT, SLAB, guard, EmulatedBitSpinLock.Unlock.PLAIN);
    }

    /** There are some 140 of them. */
    private long at(int word) {
      return machine.subjectWord(word);
    }

    public long load(Cpu cpu, int word) {
      return memory.getAcquire(cpu, at(word));
    }

    long loadPlain(Cpu cpu, int word) {
      return memory.getPlain(cpu, at(word));
    }

    public void store(Cpu cpu, int word, long value) {
      memory.setVolatile(cpu, at(word), value);
    }

    public void release(Cpu cpu, int word, long value) {
      memory.setRelease(cpu, at(word), value);
    }

    long swap(Cpu cpu, int word, long value) {
      return memory.getAndSet(cpu, at(word), value);
    }

    boolean compareAndSet(Cpu cpu, int word, long expected, long value) {
      return memory.compareAndSet(cpu, at(word), expected, value);
    }

    /** A load and a store of the flags. */
    void addToFlags(Cpu cpu, long more) {
      memory.setOpaque(cpu, at(FLAGS), memory.getOpaque(cpu, at(FLAGS)) + more);
    }

    public SpinLock lock() {
      return lock;
    }

    /** The bit {@link #LOCK_BIT} of the word {@link #FLAGS}. */
    public BitSpinLock bitLock() {
      return bitLock;
    }

    /** The same bit, where the machine has no indivisible update of one. */
    BitSpinLock guarded() {
      return guarded;
    }

    /** The same, and it is cleared by a load and a store that nothing guards. */
    BitSpinLock plain() {
      return plain;
    }

    /** Waits in a loop until the word has this value. */
    public void spin(Cpu cpu, int word, long value) {
      while (load(cpu, word) != value) {
        // Until another cpu sets it.
      }
    }

    /** Keeps a value for the test to see, without an access. */
    void keep(Cpu cpu, long value) {
      long count = memory.peek(machine.cpuWord(cpu, 0));
      memory.poke(machine.cpuWord(cpu, 0), count + 1);
      memory.poke(machine.cpuWord(cpu, (int) count + 1), value);
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      pieces.get((int) bytes).run(this, cpu);
      return ZERO_SIZE;
    }

    @Override
    public Census census() {
      Map<Long, Long> marks = new HashMap<>();
      machine.pageAddresses().forEach(page -> marks.put(page, 0L));
      return new KfreeCensus(List.of(), marks, false, List.of(), Set.of(), false);
    }
  }
}
