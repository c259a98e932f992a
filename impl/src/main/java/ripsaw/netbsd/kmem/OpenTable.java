package ripsaw.netbsd.kmem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.SizeTable.SizeClass;
import ripsaw.netbsd.pool.PoolWords;

/**
 * A table whose caches are there. If it has more of them than a machine has words for, only those
 * caches are opened which the objects of a type need: nothing else may be asked for then.
 */
final class OpenTable {
  private final SizeTable whole;
  private final SizeTable[] open;

  OpenTable(Machine machine, SizeTable table) {
    boolean isSmall = table.classes().size() <= PoolWords.caches(machine);
    this.whole = table;
    this.open = new SizeTable[] {isSmall ? table : new SizeTable(List.of(), table.largeUnit())};
  }

  SizeTable now() {
    return open[0];
  }

  /**
   * From here on it has the cache, too, that serves this size.
   *
   * @return that, behind all others; empty if it was there, or the arena serves the size
   */
  Optional<SizeClass> open(long size) {
    Optional<SizeClass> served = whole.classOf(size).filter(one -> !now().classes().contains(one));
    if (served.isPresent()) {
      List<SizeClass> classes = new ArrayList<>(now().classes());
      classes.add(served.get());
      open[0] = new SizeTable(classes, whole.largeUnit());
    }
    return served;
  }
}
