package ripsaw.netbsd.pool.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.machine.lock.LockProperty;
import ripsaw.netbsd.pool.PoolSubjects;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;
import ripsaw.subject.Subject;

/** The wing for NetBSD's pool caches. */
public final class PoolMutants {
  /** Versions that {@code PoolCache.tla} speaks of in all that they violate. */
  private static final Set<String> MODELLED =
      Set.of("netbsd/pool-2007", "netbsd/pool-2020-lockfree");

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
    Map<Boolean, List<Subject>> versions =
        PoolSubjects.all().stream()
            .collect(Collectors.partitioningBy(version -> MODELLED.contains(version.id())));
    return Stream.concat(
            Mutant.landed(
                versions.get(true),
                List.of(
                    entry(PoolProperty.MAGAZINE_BOUND, NOT_LINCHECK),
                    entry(PoolProperty.INVALIDATION, NOT_LINCHECK),
                    entry(PoolProperty.OWN_GROUP, ALL),
                    entry(PoolProperty.NEEDED_PAGES, ALL)))
                .stream(),
            Mutant.landed(
                versions.get(false),
                List.of(
                    entry(PoolProperty.INVALIDATION, RUNNING),
                    entry(PoolProperty.GROW_WAKEUP, NOT_LINCHECK),
                    entry(CommonProperty.TERMINATION, RUNNING),
                    entry(CommonProperty.LINEARIZABLE, JAVA),
                    entry(PoolProperty.CALLBACKS_UNLOCKED, RUNNING),
                    entry(LockProperty.LOCK_ORDER, RUNNING),
                    entry(PoolProperty.GROUPS, RUNNING),
                    entry(PoolProperty.NEEDED_PAGES, JAVA)))
                .stream())
        .toList();
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(PoolSubjects.REFERENCE, "pool-" + name);
  }
}
