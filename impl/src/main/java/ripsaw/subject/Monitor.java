package ripsaw.subject;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Violation;

/** Follows an execution for a property that no single state shows. */
public interface Monitor {
  /** What a monitor may ask for. */
  interface Scene {
    Machine machine();

    /** Where everything is now. */
    Census takeCensus();

    /**
     * Whether each load sees the latest store. If not, what one cpu has done another need not know
     * yet, though that has returned.
     */
    default boolean isSequential() {
      return true;
    }

    /**
     * What the monitor knows depends on the order of steps that touch this location.
     *
     * @param location from {@link Machine#newLocation}
     */
    void touched(int location, Touch touch);
  }

  /** What was done beforehand is done, and everybody knows of it: the program's cpus begin. */
  default void cpusBegin() {}

  /** A cpu is about to call the allocator. */
  default void begins(Cpu cpu, Verb verb) {}

  /**
   * A call that has not returned yet was granted memory.
   *
   * @param began where it began
   * @param now where its caller is
   */
  default void granted(Cpu began, Cpu now, long address) {}

  /** The call that began on this cpu has returned, wherever its caller is by now. */
  default void returned(Cpu cpu, Verb verb) {}

  /** A step worth a name; {@code detail} is explained with the event. */
  Optional<Violation> happened(Cpu cpu, Event event, long address, long detail);
}
