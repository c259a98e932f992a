package ripsaw.netbsd.vmem;

import static ripsaw.subject.Workload.Weighted.of;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.machine.IpiQueue;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Action;
import ripsaw.subject.Workload.Machines;
import ripsaw.subject.Workload.Phase;
import ripsaw.subject.Workload.Range;
import ripsaw.subject.Workload.Style;
import ripsaw.subject.Workload.Weighted;

/** Ranges of several sizes on a machine that is full now and then, so that callers sleep. */
final class VmemWorkload {
  private static final int MOST_OF_A_PHASE = 30;

  private VmemWorkload() {}

  static Workload all() {
    return new Workload(
        new Machines(
                List.of(of(1, 1), of(8, 2), of(4, 3)),
                List.of(of(1, 2)),
                new Range(1, 4),
                new Range(0, 0),
                List.of(of(1, 1)),
                List.of(of(1, IpiQueue.CAPACITY)))
            .withThreads(List.of(of(2, 1), of(1, 2))),
        List.of(
            new Style(
                List.of(24L, 64L, 128L, 200L, 512L, 600L, 1024L),
                2,
                false,
                List.of(
                    new Phase(MOST_OF_A_PHASE, actions(8, 4)),
                    new Phase(MOST_OF_A_PHASE, actions(4, 8))))));
  }

  private static List<Weighted<Action>> actions(int allocate, int free) {
    return List.of(
        of(
            allocate,
            new Action.AllocateAnySize(
                List.of(Set.of(), EnumSet.of(Flag.ZERO), EnumSet.of(Flag.NOWAIT)))),
        of(free, new Action.Use(CommonVerb.FREE)),
        of(1, new Action.Call(VmemVerb.FIXED)),
        of(1, new Action.Call(VmemVerb.ALIGNED)),
        of(1, new Action.Roam()),
        of(3, new Action.GoToEvent()),
        of(3, new Action.Finish()),
        of(4, new Action.Go()));
  }
}
