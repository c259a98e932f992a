package ripsaw.linearizability.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import ripsaw.dragonfly.kfree.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.dragonfly.kfree.KfreeEvent;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Event;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/** Follows every signal from the moment it is owed to the moment it is taken. */
final class SignalLedger {
  private final int cpus;
  private final List<Queue<Long>> underway = new ArrayList<>();
  private final Map<Long, Integer> owedInSpell = new HashMap<>();

  SignalLedger(int cpus) {
    this.cpus = cpus;
    for (int pair = 0; pair < cpus * cpus; pair++) {
      underway.add(new ArrayDeque<>());
    }
  }

  Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    return switch (event) {
      case MachineEvent.SIGNAL_SENT -> {
        underway.get(cpu.id() * cpus + (int) detail).add(address);
        yield Optional.empty();
      }
      case MachineEvent.SIGNAL_TAKEN -> {
        Long sent = underway.get((int) detail * cpus + cpu.id()).poll();
        yield sent != null && sent == address
            ? Optional.empty()
            : Optional.of(
                new Violation(
                    CommonProperty.SIGNAL_DELIVERY,
                    "%s takes %#x from cpu%d, which sent %s"
                        .formatted(cpu, address, detail, sent)));
      }
      case MachineEvent.SLAB_CREATED, KfreeEvent.PARKED -> {
        owedInSpell.put(address, 0);
        yield Optional.empty();
      }
      case KfreeEvent.SIGNAL_OWED -> {
        int owed = owedInSpell.merge(address, 1, Integer::sum);
        yield owed <= 1
            ? Optional.empty()
            : Optional.of(
                new Violation(
                    KfreeProperty.ONE_SIGNAL_PER_SPELL,
                    "%d signals owed for slab %#x since it was parked".formatted(owed, address)));
      }
      default -> Optional.empty();
    };
  }
}
