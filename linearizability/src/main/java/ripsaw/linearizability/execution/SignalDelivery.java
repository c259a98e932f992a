package ripsaw.linearizability.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Follows every signal from the moment it is sent to the moment it is taken. */
final class SignalDelivery implements Monitor {
  private final int cpus;
  private final List<Queue<Long>> underway = new ArrayList<>();

  SignalDelivery(int cpus) {
    this.cpus = cpus;
    for (int pair = 0; pair < cpus * cpus; pair++) {
      underway.add(new ArrayDeque<>());
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long argument, long detail) {
    int other = (int) detail;
    if (event == MachineEvent.SIGNAL_SENT) {
      underway.get(cpu.id() * cpus + other).add(argument);
    } else if (event == MachineEvent.SIGNAL_TAKEN) {
      Long sent = underway.get(other * cpus + cpu.id()).poll();
      if (sent == null || sent != argument) {
        return Optional.of(
            new Violation(
                CommonProperty.SIGNAL_DELIVERY,
                "%s takes %#x from cpu%s, which sent %s".formatted(cpu, argument, other, sent)));
      }
    }
    return Optional.empty();
  }
}
