package ripsaw.linearizability.execution;

import java.util.function.BooleanSupplier;
import ripsaw.machine.Cpu;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.ViolationFound;

/**
 * What is done before the cpus run, and when they are done: one cpu at a time, and the others do
 * nothing meanwhile.
 */
final class Beforehand {
  /** Steps after which an operation is believed to have no end. */
  private static final int MOST_STEPS = 20_000;

  private final Session session;
  private String when = "beforehand";
  private int steps;

  Beforehand(Session session) {
    this.session = session;
  }

  /** The program is over. */
  void ends() {
    when = "afterwards";
  }

  /** An operation begins. */
  void begins() {
    steps = 0;
  }

  /** What waits for somebody in a loop waits for ever. */
  void goesOn(Cpu cpu) {
    steps++;
    if (steps > MOST_STEPS) {
      throw new ViolationFound(
          CommonProperty.TERMINATION, cpu + " makes no end of an operation, " + when);
    }
  }

  /** The others take signals, at least. */
  void await(Cpu cpu, BooleanSupplier ready) {
    while (!ready.getAsBoolean()) {
      boolean taken = false;
      for (Cpu one : session.machine().cpus()) {
        taken |= one.takeSignal();
      }
      if (!taken) {
        throw new ViolationFound(
            CommonProperty.TERMINATION,
            cpu + " waits for what nobody will do, " + when + waitOf(cpu));
      }
    }
  }

  /** Nobody lets go of a lock that is held. */
  void lock(Cpu cpu, long word, BooleanSupplier isFree) {
    if (!isFree.getAsBoolean()) {
      throw new ViolationFound(
          CommonProperty.TERMINATION,
          "%s waits for the lock %s, which nobody will let go of, %s%s"
              .formatted(cpu, session.nameOf(word), when, waitOf(cpu)));
    }
  }

  /** As in {@code : cpu0 waits for a grow, with the list's lock}. */
  private String waitOf(Cpu cpu) {
    String wait = session.machine().waitOf(cpu.context());
    return wait.isEmpty() ? "" : ": %s %s".formatted(cpu, wait);
  }
}
