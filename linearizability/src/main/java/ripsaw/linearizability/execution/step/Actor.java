package ripsaw.linearizability.execution.step;

/**
 * Who makes steps: a thread on a cpu, or the cpu's signal handler, which keeps the thread from
 * running until it returns, as an interrupt does.
 *
 * @param number its place among the {@link Actors}, from 0; a bit of that number stands for it in a
 *     set
 * @param cpu that it runs on
 */
public record Actor(int number, int cpu, Kind kind) {
  /** What an actor is. */
  public enum Kind {
    THREAD(""),
    HANDLER("-signal"),

    /** Made steps of its own once: old schedules name it, and no execution has it any more. */
    STORE_BUFFER("-buffer");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  public boolean isHandler() {
    return kind == Kind.HANDLER;
  }

  /** Whether it can make steps at all. */
  public boolean isAlive() {
    return kind != Kind.STORE_BUFFER;
  }

  /** What it is called in a schedule, such as {@code cpu0-signal}. */
  public String name() {
    return "cpu" + cpu + kind.suffix;
  }
}
