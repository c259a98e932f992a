package ripsaw.netbsd.pool.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.machine.lock.LockProperty;
import ripsaw.netbsd.pool.PoolSubjects;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** The wing for NetBSD's pool caches. */
public final class PoolMutants {
  private PoolMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            versions(),
            LandedMutants.mutants(),
            GrowthMutants.mutants(),
            GroupMutants.mutants(),
            DepotMutants.mutants(),
            PageMutants.mutants(),
            LockMutants.mutants(),
            CallerMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> versions() {
    return Mutant.landed(
        PoolSubjects.all(),
        List.of(
            entry(PoolProperty.MAGAZINE_BOUND, RUNNING),
            entry(PoolProperty.INVALIDATION, RUNNING),
            entry(PoolProperty.GROW_WAKEUP, RUNNING),
            entry(CommonProperty.TERMINATION, RUNNING),
            entry(CommonProperty.LINEARIZABLE, JAVA),
            entry(PoolProperty.CALLBACKS_UNLOCKED, RUNNING),
            entry(LockProperty.LOCK_ORDER, RUNNING),
            entry(PoolProperty.GROUPS, RUNNING),
            entry(PoolProperty.OWN_GROUP, JAVA),
            entry(PoolProperty.NEEDED_PAGES, JAVA)));
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(PoolSubjects.REFERENCE, "pool-" + name);
  }
}
