package ripsaw.netbsd.kmem.census;

import java.util.Arrays;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.netbsd.vmem.census.VmemEvent;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Looks whether a cpu that has freed a chunk gets one of that size from the arena next. It may if
 * the chunk did not stay with the cpu, as there was no group for it, or the caches were drained.
 */
public final class FastPath implements Monitor {
  private static final long NOTHING = -1;

  private final long page;
  private final long[] freed;
  private final boolean[] asked;

  /**
   * @param page bytes of one
   */
  public FastPath(int cpus, long page) {
    this.page = page;
    this.freed = new long[cpus];
    this.asked = new boolean[cpus];
    Arrays.fill(freed, NOTHING);
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    int id = cpu.id();
    if (event == KmemEvent.GIVEN_BACK) {
      freed[id] = KmemEvent.bytes(detail);
      asked[id] = false;
    } else if (event == PoolEvent.DESTRUCTED || event == PoolEvent.TRANSFERRED) {
      freed[id] = NOTHING;
    } else if (event == VmemEvent.TAKEN) {
      asked[id] = true;
    } else if (event == KmemEvent.GRANTED) {
      long bytes = KmemEvent.bytes(detail);
      boolean isSlow = asked[id] && bytes == freed[id] && bytes <= page;
      freed[id] = NOTHING;
      asked[id] = false;
      if (isSlow) {
        return Optional.of(
            new Violation(
                KmemProperty.FAST_PATH,
                "%s has freed %s bytes, and goes to the arena for %s"
                    .formatted(cpu, bytes, bytes)));
      }
    }
    return Optional.empty();
  }
}
