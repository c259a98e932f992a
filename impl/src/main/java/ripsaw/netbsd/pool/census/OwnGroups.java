package ripsaw.netbsd.pool.census;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Follows the puts that have got a new group, each until its object is in a group. */
public final class OwnGroups implements Monitor {
  /** The objects that they put. */
  private final Set<Long> waiting = new HashSet<>();

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == PoolEvent.GROUP_MADE && !waiting.add(detail)) {
      return Optional.of(
          new Violation(
              PoolProperty.OWN_GROUP,
              "%s gets a second new group for %#x, as somebody took the first"
                  .formatted(cpu, detail)));
    } else if (event == PoolEvent.GROUP_RETURNED) {
      waiting.remove(detail);
    } else if (event == PoolEvent.CACHED || event == PoolEvent.DESTRUCTED) {
      waiting.remove(address);
    }
    return Optional.empty();
  }
}
