package ripsaw.netbsd.pool.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Waits for a state that nobody is to come to: see {@link PoolProperty#GROWING_NOWAIT}. */
public record Growers() implements Monitor {
  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    return event == PoolEvent.GROWING_NOWAIT_SEEN
        ? Optional.of(
            new Violation(
                PoolProperty.GROWING_NOWAIT,
                "%s finds the pool of cache%s growing, on behalf of a caller that may not wait"
                    .formatted(cpu, detail)))
        : Optional.empty();
  }
}
