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

  /** A cpu is about to call the allocator. */
  default void begins(Cpu cpu, Verb verb) {}

  /** The call has returned. */
  default void returned(Cpu cpu, Verb verb) {}

  /** A step worth a name; {@code detail} is explained with the event. */
  Optional<Violation> happened(Cpu cpu, Event event, long address, long detail);
}
