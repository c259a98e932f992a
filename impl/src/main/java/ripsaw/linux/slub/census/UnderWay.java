package ripsaw.linux.slub.census;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;

/** Calls about a cache that are under way, and what each still has to come to. */
final class UnderWay<T> {
  /**
   * @param cache its address
   */
  private record Call(int cpu, long cache) {}

  /** The threads of a cpu may make several at a time. */
  private final Map<Call, List<Set<T>>> left = new HashMap<>();

  void begin(Cpu cpu, long cache, Set<T> all) {
    left.computeIfAbsent(new Call(cpu.id(), cache), any -> new ArrayList<>())
        .add(new HashSet<>(all));
  }

  /** Calls this with the cache and what is left, once for each call. */
  void each(BiConsumer<Long, Set<T>> look) {
    left.forEach((call, several) -> several.forEach(one -> look.accept(call.cache, one)));
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /**
   * What is left of a call that ends. Which of several it is nobody tells: the one that has the
   * least left.
   */
  Set<T> end(Cpu cpu, long cache) {
    List<Set<T>> several = left.get(new Call(cpu.id(), cache));
    Set<T> ended = Collections.min(several, Comparator.comparingInt(Set::size));
    several.remove(ended);
    left.values().removeIf(List::isEmpty);
    return ended;
  }
}
