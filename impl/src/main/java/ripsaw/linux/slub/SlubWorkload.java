package ripsaw.linux.slub;

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

/** Few objects a slab, so that slabs go round all their places: a program grows, then shrinks. */
final class SlubWorkload {
  private static final int MOST_OF_A_PHASE = 30;

  private SlubWorkload() {}

  static Workload all() {
    return new Workload(
        new Machines(
                List.of(of(1, 1), of(8, 2), of(4, 3), of(1, 4)),
                List.of(of(6, 2), of(4, 3), of(1, 5)),
                new Range(3, 9),
                new Range(0, 2),
                List.of(of(12, 1), of(1, 2)),
                List.of(of(1, IpiQueue.CAPACITY)))
            .withThreads(List.of(of(1, 1), of(1, 2)))
            .withNodes(List.of(of(2, 1), of(1, 2))),
        List.of(
            new Style(
                List.of(),
                2,
                false,
                List.of(
                    new Phase(MOST_OF_A_PHASE, actions(9, 3)),
                    new Phase(MOST_OF_A_PHASE, actions(4, 8))))));
  }

  private static List<Weighted<Action>> actions(int allocate, int free) {
    return List.of(
        of(
            allocate,
            new Action.Allocate(
                true, List.of(Set.of(), EnumSet.of(Flag.ZERO), EnumSet.of(Flag.NOWAIT)))),
        of(free, new Action.Use(CommonVerb.FREE)),
        of(1, new Action.Use(CommonVerb.FREE_IN_INTERRUPT)),
        of(2, new Action.Call(SlubVerb.SHRINK)),
        of(2, new Action.Call(SlubVerb.SHOW)),
        of(1, new Action.Call(SlubVerb.DEBUG_ON)),
        of(1, new Action.Call(SlubVerb.DEBUG_OFF)),
        of(1, new Action.Call(SlubVerb.NODE_0)),
        of(1, new Action.Call(SlubVerb.NODE_1)),
        of(1, new Action.Call(SlubVerb.ANY_NODE)),
        of(1, new Action.Call(SlubVerb.FREE_AGAIN)),
        of(1, new Action.Call(SlubVerb.FREE_FOREIGN)),
        of(1, new Action.ToggleType()),
        of(4, new Action.Interrupt()),
        of(6, new Action.Device()),
        of(1, new Action.Roam()),
        of(2, new Action.Unplug()),
        of(3, new Action.GoToEvent()),
        of(3, new Action.Finish()),
        of(4, new Action.Go()));
  }
}
