package ripsaw.dragonfly;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.cache.Place;

/**
 * Where the words of {@link Accounting} lie in {@code sys/malloc.h}. Until 2016 the slots of all
 * cpus lay side by side, in an array for the bytes and one for the count; then each cpu got a
 * structure on a line of its own, {@code kmalloc_use} ({@code sys/_malloc.h}).
 */
public final class AccountingPlaces {
  // struct malloc_type of 2010, bytes; SMP_MAXCPU is taken to be 64
  private static final int BYTES_ARRAY = 8;
  private static final int LOOSE = BYTES_ARRAY + 8 * 64;
  private static final int COUNT_ARRAY = LOOSE + 8 * 4;

  private final Map<Long, Place> places = new HashMap<>();

  /**
   * @param padded whether each cpu's slot has a line of its own
   */
  public AccountingPlaces(Machine machine, boolean padded) {
    Accounting accounting = new Accounting(machine);
    for (int type = 0; type < Accounting.TYPES; type++) {
      places.put(accounting.loose(type), new Place("malloc_type", type, padded ? 8 : LOOSE));
      for (Cpu cpu : machine.cpus()) {
        long bytes = accounting.slot(cpu, type, Accounting.BYTES);
        long count = accounting.slot(cpu, type, Accounting.COUNT);
        if (padded) {
          places.put(bytes, use(cpu, type, 0));
          places.put(count, use(cpu, type, 8));
        } else {
          int index = 8 * cpu.id();
          places.put(bytes, new Place("malloc_type", type, BYTES_ARRAY + index));
          places.put(count, new Place("malloc_type", type, COUNT_ARRAY + index));
        }
      }
    }
  }

  /** A place in {@code ks_use[cpu]} of a type. */
  public static Place use(Cpu cpu, int type, int offset) {
    return new Place("kmalloc_use", 64L * type + cpu.id(), offset);
  }

  /** Empty if the word is not the accounting's. */
  public Optional<Place> of(long address) {
    return Optional.ofNullable(places.get(address));
  }
}
