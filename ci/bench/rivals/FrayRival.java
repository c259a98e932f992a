package rivals;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import kotlin.Unit;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.randomness.ControlledRandom;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.randomness.RandomnessProvider;
import org.pastalab.fray.core.scheduler.PCTScheduler;
import org.pastalab.fray.core.scheduler.POSScheduler;
import org.pastalab.fray.core.scheduler.RandomScheduler;
import org.pastalab.fray.core.scheduler.Scheduler;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Allocator;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;

/**
 * Fray: real threads, one for each cpu that has something to do, on raw memory. It switches them at
 * volatile accesses, compare-and-sets and locks; signals are taken between operations, and a census
 * is judged at the end.
 */
public final class FrayRival {
  private static final int BATCH = 50;

  private static final Map<String, Function<Randomness, Scheduler>> SCHEDULERS =
      Map.of(
          "pos", POSScheduler::new,
          "pct", PCTScheduler::new,
          "random", RandomScheduler::new);

  /** In the order in which they compete. */
  private static final List<String> METHODS = List.of("pos", "pct", "random");

  /** One execution of the program. */
  private static final class Execution {
    private final Machine machine;
    private final Allocator allocator;
    private final int type;
    private final HeapModel model = new HeapModel();
    private final Map<String, Long> names = new HashMap<>();

    Execution(Subject subject, Program program) {
      this.machine = Machine.raw(program.shape());
      this.allocator = subject.start().apply(machine);
      this.type = allocator.createType(machine.cpu(0), Allocator.UNLIMITED);
    }

    void run(Program program) {
      program.before().forEach(step -> make(machine.cpu(step.cpu()), step.operation()));
      List<Thread> threads = new ArrayList<>();
      for (Cpu cpu : machine.cpus()) {
        List<Operation> operations = program.cpus().get(cpu.id());
        if (!operations.isEmpty()) {
          threads.add(new Thread(() -> operations.forEach(one -> make(cpu, one))));
        }
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      machine.cpus().forEach(Cpu::takeSignals);
      List<Violation> found = allocator.census().judge(model, 0, true);
      if (!found.isEmpty()) {
        throw new ViolationFound(found.get(0));
      }
    }

    /** Fray runs one thread at a time, and none stops in what is not of the machine. */
    private void make(Cpu cpu, Operation operation) {
      if (operation.verb() == CommonVerb.ALLOC) {
        cpu.beginOperation();
        long bytes = operation.bytes();
        long address = allocator.allocate(cpu, type, bytes);
        long usable = allocator.usable(address, bytes);
        model
            .grant(new HeapModel.Block(address, bytes, usable, type))
            .ifPresent(
                violation -> {
                  throw new ViolationFound(violation);
                });
        names.put(operation.name(), address);
      } else if (operation.verb() == CommonVerb.FREE) {
        long address = names.get(operation.name());
        cpu.beginOperation(address);
        HeapModel.Block block = model.beginFree(address);
        allocator.free(cpu, type, address);
        model.endFree(block);
      } else {
        throw new IllegalArgumentException(operation.toString());
      }
      cpu.takeSignals();
    }
  }

  private record Way(String method, Program program, Path report) implements Contender {
    @Override
    public String name() {
      return Table.FRAY + method;
    }

    @Override
    public long hold(long seed) {
      long[] made = new long[1];
      Throwable failure = run(HOLDS, seed, BATCH, made);
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return made[0];
    }

    @Override
    public long find(long seed) {
      long[] made = new long[1];
      Throwable failure = run(FAULTY, seed, MOST, made);
      if (failure instanceof ViolationFound found
          && found.violation().property() == Contender.stranding()) {
        return made[0];
      }
      throw new IllegalStateException("not the lost signal: " + failure, failure);
    }

    private Throwable run(Subject subject, long seed, int most, long[] made) {
      Random seeds = new Random(seed);
      RandomnessProvider lots =
          () ->
              new ControlledRandom(
                  new ArrayList<>(), new ArrayList<>(), new Random(seeds.nextLong()));
      LambdaExecutor executor =
          new LambdaExecutor(
              () -> {
                made[0]++;
                new Execution(subject, program).run(program);
                return Unit.INSTANCE;
              });
      Configuration configuration =
          new Configuration(
              new ExecutionInfo(executor, false, false, -1),
              report,
              most,
              Integer.MAX_VALUE, // seconds
              SCHEDULERS.get(method).apply(lots.getRandomness()),
              lots,
              false, // the full schedule in the report
              false, // goes on after a failure
              true, // does not end the JVM at a failure
              false, // replays
              false, // without Fray
              false, // a run before the first
              NetworkDelegateType.NONE,
              SystemTimeDelegateType.NONE,
              1,
              true, // waits that have an end are not waited for
              true, // sleeps are yields
              false, // classes are loaded anew
              false, // output goes to files
              false, // threads end with the first
              false, // races are told apart by stack traces
              null); // coverage of schedules
      return new TestRunner(configuration).run();
    }
  }

  private FrayRival() {}

  /**
   * @param args whether to search, and where Fray writes its reports
   */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream())); // Fray shows its progress
    Program program = Contender.program();
    Stream<Contender> ways =
        METHODS.stream().map(method -> new Way(method, program, Path.of(args[1])));
    Contender.compete(ways.toList(), Boolean.parseBoolean(args[0]), out);
    System.exit(0);
  }
}
