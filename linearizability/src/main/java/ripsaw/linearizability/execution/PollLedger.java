package ripsaw.linearizability.execution;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Census;
import ripsaw.spec.KmallocObjCensus;
import ripsaw.spec.Violation;

/** Counts what each pass of the poller retires. */
final class PollLedger {
  private final Map<Integer, Integer> retired = new HashMap<>();

  /**
   * @param census where everything is now
   */
  Optional<Violation> happened(Cpu cpu, Event event, int zone, Supplier<Census> census) {
    return switch (event) {
      case POLLS -> {
        retired.put(cpu.id(), 0);
        yield judge(census, zone, 0);
      }
      case SLAB_RIPPED -> {
        retired.computeIfPresent(cpu.id(), (any, count) -> count + 1);
        yield Optional.empty();
      }
      case POLLED -> judge(census, zone, retired.remove(cpu.id()));
      default -> Optional.empty();
    };
  }

  private static Optional<Violation> judge(Supplier<Census> census, int zone, int retired) {
    return ((KmallocObjCensus) census.get()).judgePoll(zone, retired);
  }
}
