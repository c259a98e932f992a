package ripsaw.netbsd.pool.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Counts what a cpu takes out of its groups and puts there between two full groups that it moves to
 * the depot or from it. A cpu that was told to give up its groups begins anew.
 */
public final class MagazineBound implements Monitor {
  /** One cpu's dealings with one cache. */
  private record Own(int cpu, long cache) {}

  private final Map<Own, Integer> since = new HashMap<>();

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == PoolEvent.TAKEN || event == PoolEvent.CACHED) {
      since.replaceAll((own, count) -> own.cpu == cpu.id() ? count + 1 : count);
    } else if (event == PoolEvent.TRANSFERRED) {
      since.keySet().removeIf(own -> own.cpu == cpu.id());
    } else if (event == PoolEvent.EXCHANGED) {
      Integer count = since.put(new Own(cpu.id(), detail), 0);
      if (count != null && count < PoolWords.GROUP_OBJECTS) {
        return Optional.of(
            new Violation(
                PoolProperty.MAGAZINE_BOUND,
                "%s moves two full groups in %s operations, and a group has %s objects"
                    .formatted(cpu, count, PoolWords.GROUP_OBJECTS)));
      }
    }
    return Optional.empty();
  }
}
