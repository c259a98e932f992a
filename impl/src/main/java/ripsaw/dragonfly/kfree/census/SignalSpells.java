package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Counts the signals that are owed for a slab from one parking to the next. */
public final class SignalSpells implements Monitor {
  private final Map<Long, Integer> owedInSpell = new HashMap<>();

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long slab, long detail) {
    if (event == MachineEvent.SLAB_CREATED || event == KfreeEvent.PARKED) {
      owedInSpell.put(slab, 0);
    } else if (event == KfreeEvent.SIGNAL_OWED) {
      int owed = owedInSpell.merge(slab, 1, Integer::sum);
      if (owed > 1) {
        return Optional.of(
            new Violation(
                KfreeProperty.ONE_SIGNAL_PER_SPELL,
                "%s signals owed for slab %#x since it was parked".formatted(owed, slab)));
      }
    }
    return Optional.empty();
  }
}
