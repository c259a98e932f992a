package ripsaw.netbsd.pool;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.machine.Machine;
import ripsaw.machine.lock.LockProperty;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.Subject.Kind;

/** The versions of NetBSD's pool caches, oldest first, and the reference. */
public final class PoolSubjects {
  public static final Subject REFERENCE =
      new Subject(
          "netbsd/pool-reference",
          "two groups a cpu, groups of one's own, invalidations that nothing stale survives, and"
              + " no page that nobody needs",
          Optional.empty(),
          new PoolFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(),
          PoolCache::new);

  /** What comes of one grower at a time, and of a depot that is open while one invalidates. */
  private static final Set<Property> SERIAL =
      Set.of(
          PoolProperty.INVALIDATION,
          PoolProperty.NEEDED_PAGES,
          PoolProperty.GROW_WAKEUP,
          PoolProperty.CALLBACKS_UNLOCKED,
          LockProperty.LOCK_ORDER,
          CommonProperty.LINEARIZABLE,
          CommonProperty.TERMINATION);

  /** Its cpus have no groups of their own. */
  private static final Subject FIRST =
      new Subject(
          "netbsd/pool-2001",
          "one list of groups for all cpus, under one lock",
          Optional.of(
              new Origin(
                  "subr_pool.c 1.50.2.3",
                  "2001-09-26",
                  "pool_cache with one list of groups, as of this revision")),
          new PoolFamily(),
          Kind.HISTORICAL,
          Set.of(
              PoolProperty.GROUPS,
              PoolProperty.CALLBACKS_UNLOCKED,
              PoolProperty.NEEDED_PAGES,
              LockProperty.LOCK_ORDER),
          Set.of(PoolProperty.MAGAZINE_BOUND),
          PoolCache2001::new);

  private PoolSubjects() {}

  /** All of them. */
  public static List<Subject> all() {
    return List.of(
        FIRST,
        historical(
            "2007",
            "the first groups for each cpu",
            new Origin(
                "subr_pool.c 1.142",
                "2007-12-20",
                "pool_cache with groups for each cpu, as of this revision"),
            Set.of(
                PoolProperty.MAGAZINE_BOUND,
                PoolProperty.INVALIDATION,
                PoolProperty.OWN_GROUP,
                PoolProperty.NEEDED_PAGES),
            PoolCache2007::new),
        historical(
            "2017",
            "a put keeps its new group to itself, and one caller at a time grows a pool",
            new Origin(
                "subr_pool.c 1.220",
                "2017-12-29",
                "PR_GROWING, and a cross-call that empties the cpus' groups, as of this revision"),
            SERIAL,
            PoolCache2017::new),
        historical(
            "2020-lockfree",
            "a depot without a lock, over the reference's pool",
            new Origin(
                "subr_pool.c 1.284",
                "2022-05-29",
                "lists of groups behind a compare-and-set, as of this revision"),
            Set.of(PoolProperty.INVALIDATION),
            PoolCache2020::new),
        historical(
            "2025",
            "a depot without a lock, over a pool that one caller at a time grows",
            new Origin(
                "subr_pool.c 1.294",
                "2025-05-16",
                "the last revision whose page allocator runs the drain hook"),
            SERIAL,
            PoolCache2025::new),
        REFERENCE);
  }

  private static Subject historical(
      String version,
      String summary,
      Origin origin,
      Set<Property> violates,
      Function<Machine, Allocator> start) {
    return new Subject(
        "netbsd/pool-" + version,
        summary,
        Optional.of(origin),
        new PoolFamily(),
        Kind.HISTORICAL,
        violates,
        Set.of(),
        start);
  }
}
