package ripsaw.linearizability.repro;

import java.util.List;
import java.util.Optional;
import ripsaw.spec.Violation;
import ripsaw.subject.Diagram;

/**
 * One execution as it was seen, row by row, with the state after each: all that a picture needs.
 * Nothing in it differs between two replays of one schedule.
 *
 * @param subject its id
 * @param memory the memory model, as on the command line
 * @param program its lines, as in a program file
 * @param cpus number of cpus: a lane each, unless there are {@code lanes}
 * @param rows in the order in which they happened
 * @param violation what it came to, if it was not clean
 * @param loop the number of the row from which on the rows repeat for ever, if they do
 * @param rest the number of the row from which on nobody calls, and the kernel goes on of its own,
 *     if what is wrong shows then
 * @param lanes the names of the program's lines, a lane each; empty if each cpu has one
 */
public record Recording(
    String subject,
    String memory,
    List<String> program,
    int cpus,
    List<Row> rows,
    Optional<Violation> violation,
    Optional<Integer> loop,
    Optional<Integer> rest,
    List<String> lanes) {
  /** What a picture says where the loop begins. */
  public static final String REPEATS = "from here on it repeats for ever";

  /** What a picture says where the program is over. */
  public static final String RESTS = "from here on nobody calls: signals, and what ticks";

  /** An execution that ends. */
  public Recording(
      String subject,
      String memory,
      List<String> program,
      int cpus,
      List<Row> rows,
      Optional<Violation> violation) {
    this(subject, memory, program, cpus, rows, violation, Optional.empty(), Optional.empty());
  }

  /** An execution in which each cpu has one lane. */
  public Recording(
      String subject,
      String memory,
      List<String> program,
      int cpus,
      List<Row> rows,
      Optional<Violation> violation,
      Optional<Integer> loop,
      Optional<Integer> rest) {
    this(subject, memory, program, cpus, rows, violation, loop, rest, List.of());
  }

  /** How many lanes a picture has. */
  public int columns() {
    return lanes.isEmpty() ? cpus : lanes.size();
  }

  /** What stands above a lane. */
  public String column(int number) {
    return lanes.isEmpty() ? "cpu" + number : lanes.get(number);
  }

  /** The lane in which a cpu takes its signals. */
  public int columnOf(int cpu) {
    return lanes.isEmpty() ? cpu : lanes.indexOf("cpu" + cpu);
  }

  /** Whether this row repeats for ever. */
  public boolean isInLoop(Row row) {
    return loop.filter(first -> first <= row.number()).isPresent();
  }

  /** Whether the loop begins with this row. */
  public boolean beginsLoop(Row row) {
    return loop.filter(first -> first == row.number()).isPresent();
  }

  /** Whether this row is the first when nobody calls any more. */
  public boolean beginsRest(Row row) {
    return rest.filter(first -> first == row.number()).isPresent();
  }

  /** What a row is. */
  public enum Kind {
    /** A cpu starts an operation of its program; the text is the operation. */
    CALL,
    /** An operation returned; the text is the operation and what came of it. */
    RETURN,
    /** A cpu took a signal: what follows in its lane is the handler. */
    INTERRUPT,
    /** The handler returned. */
    RESUME,
    /** An access to a word. */
    ACCESS,
    /** A step worth a name: a slab created, parked, listed, drained, ripped; a signal sent. */
    EVENT
  }

  /**
   * @param number from 1
   * @param inInterrupt whether the cpu was in a signal handler
   * @param text what is shown if there is room for one thing only, such as {@code cas slab0.remote:
   *     0 -> slab0.c1}
   * @param access the kind of access, such as {@code cas}; empty if it is none
   * @param word that was accessed; empty if none was
   * @param before what it held; empty if no word was accessed, or it was forbidden and not made
   * @param after what it holds now; as {@code before} for a read
   * @param guilty whether the violation came about here; true for one row at most
   * @param state right after it
   * @param lane its number; null if that is its cpu's
   */
  public record Row(
      int number,
      int cpu,
      boolean inInterrupt,
      Kind kind,
      String text,
      String access,
      String word,
      String before,
      String after,
      boolean guilty,
      State state,
      Integer lane) {
    /** A row in the lane of its cpu. */
    public Row(
        int number,
        int cpu,
        boolean inInterrupt,
        Kind kind,
        String text,
        String access,
        String word,
        String before,
        String after,
        boolean guilty,
        State state) {
      this(number, cpu, inInterrupt, kind, text, access, word, before, after, guilty, state, null);
    }

    /** The number of its lane. */
    public int column() {
      return lane == null ? cpu : lane;
    }
  }

  /**
   * @param slabs live and cached, by address; of an allocator of chunks
   * @param rings the slabs of an allocator of objects, by address
   * @param pageTable the mark of each page, in words: {@code -}, {@code slab of cpu0}, {@code 2
   *     pages}
   * @param signals pending, oldest first
   */
  public record State(
      List<Diagram.Slab> slabs,
      List<Diagram.Ring> rings,
      List<String> pageTable,
      List<Signal> signals) {}

  /**
   * A message on its way.
   *
   * @param about the word or slab it names
   */
  public record Signal(int from, int to, String about) {}
}
