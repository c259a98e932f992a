package ripsaw.linux.slub;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Machine;
import ripsaw.machine.lock.LockProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.Subject.Kind;

/** The versions of SLUB, oldest first, and the reference. */
public final class SlubSubjects {
  public static final Subject REFERENCE =
      new Subject(
          "linux/slub-reference",
          "SLUB of 2.6.24, with no page given back under a node's lock, and debug slabs that are"
              + " used up",
          Optional.empty(),
          new SlubFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(),
          Slub::new);

  private SlubSubjects() {}

  /** All of them. */
  public static List<Subject> all() {
    return List.of(
        historical(
            "2.6.23",
            "before the seed: the cpu's own list in the slab's struct page",
            new Origin("bbf25010f1a6", "2007-10-09", "Linux 2.6.23"),
            Set.of(
                CommonProperty.CONSERVATION,
                LockProperty.LOCK_ORDER,
                SlubProperty.RECYCLING,
                SlubProperty.OLDEST_FIRST),
            Linux2623::new),
        historical(
            "dfb4f096",
            "the seed: the cpu's own list in a line of its own",
            new Origin(
                "dfb4f0960982",
                "2007-10-16",
                "SLUB: Avoid page struct cacheline bouncing due to remote frees to cpu slab"),
            Set.of(
                CommonProperty.CONSERVATION,
                LockProperty.LOCK_ORDER,
                SlubProperty.CPU_NODE,
                SlubProperty.NODE_CHOICE,
                SlubProperty.RECYCLING,
                SlubProperty.OLDEST_FIRST),
            Dfb4f096::new),
        historical(
            "2.6.24",
            "what followed: nothing of a struct page is touched on the fast paths",
            new Origin("49914084e797", "2008-01-24", "Linux 2.6.24"),
            Set.of(LockProperty.LOCK_ORDER, SlubProperty.RECYCLING),
            Linux2624::new),
        historical(
            "2.6.25-cmpxchg-local",
            "the fast paths of 2.6.25-rc1: a compare-and-set, and interrupts on",
            new Origin(
                "1f84260c8ce3", "2008-02-07", "SLUB: Alternate fast paths using cmpxchg_local"),
            Set.of(
                CommonProperty.CONSERVATION,
                CommonProperty.NO_DOUBLE_GRANT,
                LockProperty.LOCK_ORDER,
                SlubProperty.CPU_SLAB,
                SlubProperty.RECYCLING),
            CmpxchgLocal::new),
        REFERENCE);
  }

  private static Subject historical(
      String version,
      String summary,
      Origin origin,
      Set<Property> violates,
      Function<Machine, Allocator> start) {
    return new Subject(
        "linux/" + version,
        summary,
        Optional.of(origin),
        new SlubFamily(),
        Kind.HISTORICAL,
        violates,
        Set.of(),
        start);
  }
}
