package ripsaw.netbsd.kmem;

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

/** Sizes of all routes on a machine that is full now and then, and callers who make mistakes. */
final class KmemWorkload {
  private static final int MOST_OF_A_PHASE = 30;

  private KmemWorkload() {}

  static Workload all() {
    return new Workload(
        new Machines(
            List.of(of(1, 1), of(4, 2)),
            List.of(of(1, 2), of(1, 4)),
            new Range(1, 6),
            new Range(0, 3)),
        List.of(
            new Style(
                List.of(24L, 40L, 56L, 100L, 180L, 256L, 400L, 600L),
                2,
                false,
                List.of(
                    new Phase(MOST_OF_A_PHASE, actions(8, 4)),
                    new Phase(MOST_OF_A_PHASE, actions(4, 8))))));
  }

  private static List<Weighted<Action>> actions(int allocate, int free) {
    List<Weighted<Action>> actions =
        new ArrayList<>(
            List.of(
                of(
                    2 * allocate,
                    new Action.AllocateAnySize(
                        List.of(
                            Set.of(),
                            EnumSet.of(Flag.ZERO),
                            EnumSet.of(Flag.NOWAIT),
                            EnumSet.of(Flag.NOWAIT)))),
                of(2 * free, new Action.Use(CommonVerb.FREE)),
                of(1, new Action.Interrupt()),
                of(3, new Action.GoToEvent()),
                of(8, new Action.Finish()),
                of(6, new Action.Go())));
    for (KmemVerb verb : KmemVerb.values()) {
      actions.add(of(1, new Action.Call(verb)));
    }
    return List.copyOf(actions);
  }
}
