package ripsaw.dragonfly.kmallocobj.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Census;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Counts what each pass of the poller retires. */
public final class PollPasses implements Monitor {
  private final Supplier<Census> census;
  private final Map<Integer, Integer> retired = new HashMap<>();

  /**
   * @param census where everything is now
   */
  public PollPasses(Supplier<Census> census) {
    this.census = census;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    int zone = (int) detail;
    if (event == KmallocObjEvent.POLLS) {
      retired.put(cpu.id(), 0);
      return judge(zone, 0);
    }
    if (event == KmallocObjEvent.POLLED) {
      return judge(zone, retired.remove(cpu.id()));
    }
    if (event == MachineEvent.SLAB_RIPPED) {
      retired.computeIfPresent(cpu.id(), (any, count) -> count + 1);
    }
    return Optional.empty();
  }

  private Optional<Violation> judge(int zone, int count) {
    return ((KmallocObjCensus) census.get()).judgePoll(zone, count);
  }
}
