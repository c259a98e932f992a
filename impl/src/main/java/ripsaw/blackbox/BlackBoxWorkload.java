package ripsaw.blackbox;

import static ripsaw.subject.Workload.Weighted.of;

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

/** Few chunks on a small machine, which is full now and then. */
final class BlackBoxWorkload {
  private static final int MOST_ACTIONS = 80;

  private BlackBoxWorkload() {}

  static Workload all() {
    List<Set<Flag>> flags = List.of(Set.of(), EnumSet.of(Flag.ZERO));
    List<Weighted<Action>> plain =
        List.of(
            of(9, new Action.Allocate(false, flags)),
            of(8, new Action.Use(CommonVerb.FREE)),
            of(1, new Action.Use(CommonVerb.FREE_IN_INTERRUPT)),
            of(1, new Action.Call(CommonVerb.TIDY)),
            of(2, new Action.Interrupt()),
            of(2, new Action.GoToEvent()),
            of(3, new Action.Finish()),
            of(3, new Action.Go()));
    List<Weighted<Action>> sizes =
        List.of(of(1, new Action.Mix(plain)), of(1, new Action.AllocateAnySize(flags)));
    return new Workload(
        new Machines(
            List.of(of(1, 1), of(8, 2), of(4, 3), of(2, 4)),
            List.of(of(1, 2)),
            new Range(3, 6),
            new Range(0, 1)),
        List.of(
            new Style(List.of(), 1, false, List.of(new Phase(MOST_ACTIONS, plain))),
            new Style(
                List.of(0L, 8L, 24L, 64L, 100L, 300L),
                1,
                false,
                List.of(new Phase(MOST_ACTIONS, sizes)))));
  }
}
