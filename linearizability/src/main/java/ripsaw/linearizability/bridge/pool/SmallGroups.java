package ripsaw.linearizability.bridge.pool;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.PoolFamily;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * Pool caches whose groups have room for one object: three objects move a full group to the depot,
 * for which groups of three take seven. What is judged by a group's size is left out.
 */
final class SmallGroups {
  private SmallGroups() {}

  /** The reference. */
  static Subject reference() {
    return of("reference", One::new);
  }

  static Subject of(String name, Function<Machine, Allocator> start) {
    return new Subject(
        "small-groups/" + name,
        "groups of one object",
        Optional.empty(),
        new PoolFamily(),
        Subject.Kind.REFERENCE,
        Set.of(PoolProperty.GROUP_FILL, PoolProperty.OWN_MAGAZINES, PoolProperty.MAGAZINE_BOUND),
        Set.of(),
        start);
  }

  /** A group with an object is full. */
  static class One extends PoolCache {
    One(Machine machine) {
      super(machine);
    }

    @Override
    protected boolean isFull(Cpu cpu, long group) {
      return group == 0 || ofGroup(cpu, group, PoolWords.AVAIL) > 0;
    }
  }
}
