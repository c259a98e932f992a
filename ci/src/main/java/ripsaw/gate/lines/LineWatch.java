package ripsaw.gate.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.cache.Coherence;
import ripsaw.machine.cache.Line;
import ripsaw.machine.cache.Place;
import ripsaw.machine.cache.Places;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;

/**
 * Counts the lines of what runs on one thread. A lock is an atomic update of the word it is known
 * by, and an unlock hits; what keeps signals off, and fences, touch nothing here.
 */
final class LineWatch implements MachineObserver {
  /** A waiting cpu that nobody helps would wait for ever. */
  private static final int PATIENCE = 1000;

  private final int lineBytes;
  private final Coherence coherence;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Integer, Optional<Place>> elsewhere = new HashMap<>();
  private Machine machine;
  private Places places;
  private Runnable others;
  private Footprint current = new Footprint();

  LineWatch(int cpus, int lineBytes) {
    this.lineBytes = lineBytes;
    this.coherence = new Coherence(cpus);
  }

  /**
   * From here on what is touched is counted.
   *
   * @param others what the other cpus do while one waits
   */
  void begin(Machine watched, Places layout, Runnable others) {
    this.machine = watched;
    this.places = layout;
    this.others = others;
  }

  /** What this operation touches; what runs within and is measured itself is not of it. */
  Footprint measure(Runnable operation) {
    Footprint around = current;
    Footprint measured = new Footprint();
    current = measured;
    try {
      operation.run();
    } finally {
      current = around;
    }
    return measured;
  }

  List<Violation> violations() {
    return violations;
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    if (places != null) {
      touch(cpu, places.of(address), !access.isRead());
    }
  }

  @Override
  public void touched(Cpu cpu, int location, Touch touch) {
    if (places != null) {
      elsewhere
          .computeIfAbsent(location, machine::placeOf)
          .ifPresent(place -> touch(cpu, place, touch == Touch.WRITES));
    }
  }

  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    if (places != null) {
      touch(cpu, places.of(word), true);
    }
  }

  private void touch(Cpu cpu, Place place, boolean writes) {
    Line line = place.line(lineBytes);
    current.add(
        line, writes, writes ? coherence.write(cpu.id(), line) : coherence.read(cpu.id(), line));
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    for (int turn = 0; !ready.getAsBoolean(); turn++) {
      if (turn == PATIENCE) {
        throw new IllegalStateException(cpu + " waits for what nobody does");
      }
      others.run();
    }
  }

  @Override
  public void violated(Violation violation) {
    violations.add(violation);
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    // Nobody comes in between.
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    // Lines only.
  }
}
