package ripsaw.gate.explore;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How far a campaign has come, for somebody who waits. Any thread may ask. */
public final class Tally {
  private final int of;
  private final AtomicInteger programs = new AtomicInteger();
  private final LongAdder executions = new LongAdder();

  /**
   * @param of programs that there are
   */
  public Tally(int of) {
    this.of = of;
  }

  void executes() {
    executions.increment();
  }

  void explored() {
    programs.incrementAndGet();
  }

  @Override
  public String toString() {
    return of == 1 ? made() : "%s of %s programs, %s".formatted(programs, of, made());
  }

  private String made() {
    return String.format(Locale.ROOT, "%,d executions", executions.sum());
  }
}
