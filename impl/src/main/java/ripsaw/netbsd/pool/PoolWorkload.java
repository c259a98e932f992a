package ripsaw.netbsd.pool;

import static ripsaw.subject.Workload.Weighted.of;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Action;
import ripsaw.subject.Workload.Machines;
import ripsaw.subject.Workload.Phase;
import ripsaw.subject.Workload.Range;
import ripsaw.subject.Workload.Style;
import ripsaw.subject.Workload.Weighted;

/**
 * A program grows, then shrinks, so that whole groups come to the depot and go again. Half of them
 * use one cache, and one cpu more than others, which fills its groups, and then stands where a
 * group ends; the others meet.
 */
final class PoolWorkload {
  private static final int MOST_OF_A_PHASE = 30;

  private PoolWorkload() {}

  static Workload all() {
    return new Workload(
        new Machines(
                List.of(of(3, 1), of(8, 2), of(3, 3)),
                List.of(of(3, 2), of(4, 4)),
                new Range(3, 9),
                new Range(0, 2))
            .withThreads(List.of(of(4, 1), of(1, 2))),
        List.of(fills(), meets()));
  }

  private static Style fills() {
    return new Style(
        List.of(),
        12,
        false,
        List.of(
            new Phase(MOST_OF_A_PHASE, List.of(of(1, new Action.Grow(false)))),
            new Phase(MOST_OF_A_PHASE, actions(false, 1, 20, 0)),
            new Phase(MOST_OF_A_PHASE, actions(false, 10, 10, 1))));
  }

  private static Style meets() {
    return new Style(
        List.of(),
        2,
        false,
        List.of(
            new Phase(MOST_OF_A_PHASE, actions(true, 12, 3, 1)),
            new Phase(MOST_OF_A_PHASE, actions(true, 3, 12, 1)),
            new Phase(MOST_OF_A_PHASE, actions(true, 8, 6, 1))));
  }

  /**
   * @param limited whether of two caches
   * @param rare the weight of what empties the groups
   */
  private static List<Weighted<Action>> actions(boolean limited, int allocate, int free, int rare) {
    List<Weighted<Action>> actions =
        new ArrayList<>(
            List.of(
                of(
                    allocate,
                    new Action.Allocate(
                        limited,
                        List.of(
                            Set.of(), Set.of(), EnumSet.of(Flag.ZERO), EnumSet.of(Flag.NOWAIT)))),
                of(free, new Action.Use(CommonVerb.FREE)),
                of(1, new Action.Use(CommonVerb.FREE_IN_INTERRUPT)),
                of(1, new Action.Call(PoolVerb.KERNEL_GET)),
                of(1, new Action.Interrupt()),
                of(1, new Action.Device()),
                of(2, new Action.GoToEvent()),
                of(3, new Action.Finish()),
                of(2, new Action.Go())));
    if (rare > 0) {
      actions.add(of(rare, new Action.Call(PoolVerb.INVALIDATE)));
      actions.add(of(rare, new Action.Call(PoolVerb.DRAIN)));
      actions.add(of(rare, new Action.Roam()));
      if (limited) {
        actions.add(of(rare, new Action.ToggleType()));
      }
    }
    return List.copyOf(actions);
  }
}
