package ripsaw.linearizability.program;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a program: what a thread of a cpu does, or a device that interrupts it once.
 *
 * @param cpu that it begins on
 * @param thread its number among the threads of its cpu; {@link #INTERRUPT} if it is none
 * @param roams whether it may go on on another cpu wherever it may sleep
 */
public record Task(int cpu, int thread, boolean roams, List<Operation> operations) {
  /** The number of what is no thread. */
  public static final int INTERRUPT = -1;

  /** Threads of a cpu: 0 to this. */
  static final int LAST_THREAD = 7;

  private static final String ROAMS = " roams";
  private static final Pattern KEY =
      Pattern.compile("cpu([0-9]{1,2})(?:\\.t([0-9])|\\.(irq))?( +roams)?");

  /** Whether a line of a program may begin so, with a colon behind it. */
  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /**
   * As the key says.
   *
   * @param key that is one
   */
  static Task of(String key, List<Operation> operations) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(key);
    }
    int thread = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return new Task(
        Integer.parseInt(matcher.group(1)),
        matcher.group(3) == null ? thread : INTERRUPT,
        matcher.group(4) != null,
        List.copyOf(operations));
  }

  Task with(List<Operation> others) {
    return new Task(cpu, thread, roams, List.copyOf(others));
  }

  public boolean isInterrupt() {
    return thread == INTERRUPT;
  }

  /** Whether it is what {@code cpu0:} stands for. */
  public boolean isPlain() {
    return thread == 0 && !roams;
  }

  /** As in {@code cpu0}, {@code cpu0.t1} or {@code cpu0.irq}. */
  public String name() {
    return switch (thread) {
      case INTERRUPT -> "cpu" + cpu + ".irq";
      case 0 -> "cpu" + cpu;
      default -> "cpu" + cpu + ".t" + thread;
    };
  }

  /** What it does, as whoever makes it does it: who handles an interrupt does so throughout. */
  public Operation operation(int number) {
    Operation one = operations.get(number);
    return isInterrupt() ? one.inInterrupt() : one;
  }

  /** Uses of what others allocate. */
  public List<Operation> foreignUses() {
    List<String> own =
        operations.stream().filter(Operation::isAllocation).map(Operation::name).toList();
    return operations.stream().filter(one -> one.isUse() && !own.contains(one.name())).toList();
  }

  /** As a line of a program. */
  @Override
  public String toString() {
    return text(Operation::toString);
  }

  /** The same, with each operation in these words. */
  String text(Function<Operation, String> words) {
    StringJoiner line = new StringJoiner("; ");
    operations.forEach(operation -> line.add(words.apply(operation)));
    String key = name() + (roams ? ROAMS : "") + ":";
    return "%-8s %s".formatted(key, line);
  }
}
