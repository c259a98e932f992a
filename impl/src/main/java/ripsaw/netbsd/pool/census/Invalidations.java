package ripsaw.netbsd.pool.census;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Follows the objects that were cached when an invalidation began, each until somebody gets it, or
 * it is destructed. What others cache meanwhile is theirs to see to. Of several invalidations the
 * last has to have done with all: another may have in its hands what one of them was to destruct.
 */
public final class Invalidations implements Monitor {
  /**
   * One that is under way. A thread that sleeps in it goes on on its cpu.
   *
   * @param stale objects that are to go
   */
  private record Call(int cpu, long cache, Set<Long> stale) {}

  private final Scene scene;
  private final int location;
  private final List<Call> calls = new ArrayList<>();

  public Invalidations(Scene scene) {
    this.scene = scene;
    this.location = scene.machine().newLocation();
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (!scene.isSequential()) {
      return Optional.empty(); // a cpu need not know yet what another has cached
    }
    if (event == PoolEvent.INVALIDATE_BEGINS) {
      scene.touched(location, Touch.WRITES);
      calls.add(new Call(cpu.id(), detail, cached(detail)));
    } else if (event == PoolEvent.TAKEN || event == PoolEvent.DESTRUCTED) {
      scene.touched(location, Touch.READS);
      calls.forEach(call -> call.stale.remove(address));
    } else if (event == PoolEvent.INVALIDATED) {
      scene.touched(location, Touch.WRITES);
      Set<Long> left = end(cpu, detail);
      left.retainAll(cached(detail));
      List<Call> others = calls.stream().filter(call -> call.cache == detail).toList();
      others.forEach(call -> call.stale.addAll(left)); // what one of them has in its hands, too
      if (!left.isEmpty() && others.isEmpty()) {
        return Optional.of(
            new Violation(
                PoolProperty.INVALIDATION,
                "cache%s is invalidated, and still has %s"
                    .formatted(
                        detail,
                        left.stream()
                            .sorted()
                            .map("%#x"::formatted)
                            .collect(Collectors.joining(" ")))));
      }
    }
    return Optional.empty();
  }

  /** Of several on one cpu nobody tells which it is: the one that has the least left. */
  private Set<Long> end(Cpu cpu, long cache) {
    Call ended =
        calls.stream()
            .filter(call -> call.cpu == cpu.id() && call.cache == cache)
            .min(Comparator.comparingInt(call -> call.stale.size()))
            .orElseThrow();
    calls.remove(ended);
    return ended.stale;
  }

  private Set<Long> cached(long cache) {
    return ((PoolCensus) scene.takeCensus())
        .cache(cache)
        .<Set<Long>>map(one -> new HashSet<>(one.cached()))
        .orElseGet(HashSet::new);
  }
}
