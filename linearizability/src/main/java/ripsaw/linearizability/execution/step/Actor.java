package ripsaw.linearizability.execution.step;

/**
 * Who makes steps: a thread on a cpu, or the cpu's signal handler, which keeps the threads from
 * running until it returns, as a device's interrupt does.
 *
 * @param number its place among the {@link Actors}, from 0; a bit of that number stands for it in a
 *     set
 * @param cpu that it begins on
 * @param name what it is called in a schedule, such as {@code cpu0-signal}
 */
public record Actor(int number, int cpu, Kind kind, String name) {
  /** What an actor is. */
  public enum Kind {
    THREAD(""),
    HANDLER("-signal"),

    /** A device's interrupt. */
    DEVICE(""),

    /** Made steps of its own once: old schedules name it, and no execution has it any more. */
    STORE_BUFFER("-buffer");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  Actor(int number, int cpu, Kind kind) {
    this(number, cpu, kind, "cpu" + cpu + kind.suffix);
  }

  /** Whether it interrupts the threads of its cpu. */
  public boolean isHandler() {
    return kind == Kind.HANDLER || kind == Kind.DEVICE;
  }

  /** Whether it can make steps at all. */
  public boolean isAlive() {
    return kind != Kind.STORE_BUFFER;
  }
}
