package ripsaw.netbsd.pool.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.machine.lock.LockProperty;
import ripsaw.netbsd.pool.PoolSubjects;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;
import ripsaw.subject.Subject;

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
    return PoolSubjects.all().stream()
        .flatMap(version -> Mutant.landed(List.of(version), killers(version)).stream())
        .toList();
  }

  /** Who finds what a version violates. {@code PoolCache.tla} has no 2001, and no interrupts. */
  private static List<Map.Entry<Property, Set<Checker>>> killers(Subject version) {
    return switch (version.id()) {
      case "netbsd/pool-2001" ->
          List.of(
              entry(PoolProperty.CALLBACKS_UNLOCKED, RUNNING),
              entry(LockProperty.LOCK_ORDER, RUNNING),
              entry(PoolProperty.GROUPS, RUNNING),
              entry(PoolProperty.NEEDED_PAGES, JAVA));
      case "netbsd/pool-2017", "netbsd/pool-2025" ->
          List.of(
              entry(PoolProperty.INVALIDATION, RUNNING),
              entry(PoolProperty.NEEDED_PAGES, SYSTEMATIC),
              entry(PoolProperty.GROW_WAKEUP, NOT_LINCHECK),
              entry(CommonProperty.TERMINATION, RUNNING),
              entry(CommonProperty.LINEARIZABLE, JAVA),
              entry(PoolProperty.CALLBACKS_UNLOCKED, RUNNING),
              entry(LockProperty.LOCK_ORDER, RUNNING));
      default ->
          List.of(
              entry(PoolProperty.MAGAZINE_BOUND, NOT_LINCHECK),
              entry(PoolProperty.INVALIDATION, NOT_LINCHECK),
              entry(PoolProperty.OWN_GROUP, ALL),
              entry(PoolProperty.NEEDED_PAGES, ALL));
    };
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(PoolSubjects.REFERENCE, "pool-" + name);
  }
}
