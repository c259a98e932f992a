package rivals;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** A tool with one of its strategies, put to the two tasks that all are. */
interface Contender {
  /** The owner allocates from a slab while another cpu frees into it: three operations. */
  String PROGRAM = "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a";

  Subject HOLDS = subject("dragonfly/reference");

  /** Loses a signal, so that a slab is stranded. */
  Subject FAULTY = subject("dragonfly/df9daea");

  int SEEDS = 20;

  /** Executions after which a search gives up. */
  int MOST = 10_000;

  /** CPU time for all contenders of a JVM before anything is measured, in nanoseconds. */
  long WARM_UP = 8_000_000_000L;

  /** And for the measured executions of each, and for the searches of each. */
  long MEASURED = 1_500_000_000L;

  long SEARCHED = 500_000_000L;

  String name();

  /** Makes some executions of what holds, and returns how many. */
  long hold(long seed);

  /** Returns the executions up to and including the one that loses the signal. */
  long find(long seed);

  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  static Program program() {
    try {
      return Program.parse(PROGRAM);
    } catch (Malformed e) {
      throw new IllegalStateException(PROGRAM, e);
    }
  }

  static Property stranding() {
    return FAULTY.violates().stream()
        .filter(property -> property.id().equals("no-stranding"))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Prints for each contender a line of its rate, and one of each search, see {@link Outcome}.
   *
   * @param searches whether there are any
   */
  static void compete(List<Contender> contenders, boolean searches, PrintStream out) {
    long seed = 0;
    for (long begin = cpuTime(); cpuTime() - begin < WARM_UP; ) {
      for (Contender one : contenders) {
        one.hold(++seed);
      }
    }
    for (Contender one : contenders) {
      long executions = 0;
      long begin = cpuTime();
      while (cpuTime() - begin < MEASURED) {
        executions += one.hold(++seed);
      }
      new Outcome(one.name(), Outcome.HELD, executions, cpuTime() - begin).print(out);
    }
    for (Contender one : searches ? contenders : List.<Contender>of()) {
      search(one, out);
    }
  }

  /** A search is shorter than the clock's tick, so all are made until there are many of them. */
  private static void search(Contender one, PrintStream out) {
    long[] executions = new long[SEEDS];
    long made = 0;
    one.find(SEEDS + 1L); // code that no execution of what holds comes to is made ready here
    long begin = cpuTime();
    while (cpuTime() - begin < SEARCHED) {
      for (int seed = 0; seed < SEEDS; seed++) {
        executions[seed] = one.find(seed + 1L);
        made++;
      }
    }
    long nanos = (cpuTime() - begin) / made;
    for (long each : executions) {
      new Outcome(one.name(), Outcome.FOUND, each, nanos).print(out);
    }
  }

  /** Of the whole process, so that compilers, garbage and switches between threads count. */
  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
