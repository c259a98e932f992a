package ripsaw.netbsd.kmem.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Follows from which cache each chunk came, and to which it goes. */
public final class Routes implements Monitor {
  private final Map<Long, Integer> granted = new HashMap<>();

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == KmemEvent.GRANTED) {
      granted.put(address, KmemEvent.cache(detail));
    } else if (event == KmemEvent.GIVEN_BACK) {
      Integer from = granted.remove(address);
      int to = KmemEvent.cache(detail);
      if (from != null && from != to) {
        return Optional.of(
            new Violation(
                KmemProperty.ROUTE,
                "%s frees %#x to %s, and it is of %s"
                    .formatted(cpu, address, name(to), name(from))));
      }
    }
    return Optional.empty();
  }

  private static String name(int cache) {
    return cache < 0 ? "the arena" : "cache" + cache;
  }
}
