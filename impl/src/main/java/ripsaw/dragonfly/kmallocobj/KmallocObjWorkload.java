package ripsaw.dragonfly.kmallocobj;

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

/**
 * Few objects a slab, so that slabs go round all their places. A program grows first, for a slab
 * leaves its cpu only behind two others; then it shrinks; then it ages, for a slab leaves its zone
 * only when the clock has gone on. Half of them have one zone only, which has many slabs then, and
 * is polled each time.
 */
final class KmallocObjWorkload {
  private static final int MOST_OF_A_PHASE = 26;

  private KmallocObjWorkload() {}

  static Workload all() {
    return new Workload(
        new Machines(
            List.of(of(1, 1), of(8, 2), of(4, 3), of(1, 4)),
            List.of(of(8, 2), of(2, 3), of(1, 4)),
            new Range(5, 9),
            new Range(0, 2),
            List.of(of(12, 1), of(1, 4)),
            List.of(of(8, IpiQueue.CAPACITY), of(1, 2), of(1, 1))),
        List.of(style(true), style(false)));
  }

  private static Style style(boolean oneZone) {
    List<Weighted<Action>> grow =
        List.of(
            of(4, new Action.Grow(!oneZone)), of(1, new Action.Mix(actions(!oneZone, 8, 2, 1))));
    return new Style(
        List.of(),
        2,
        oneZone,
        List.of(
            new Phase(MOST_OF_A_PHASE, grow),
            new Phase(MOST_OF_A_PHASE, actions(!oneZone, 4, 20, 3)),
            new Phase(MOST_OF_A_PHASE, actions(!oneZone, 3, 3, 9))));
  }

  private static List<Weighted<Action>> actions(boolean limited, int allocate, int free, int age) {
    return List.of(
        of(allocate, new Action.Allocate(limited, List.of(Set.of(), EnumSet.of(Flag.ZERO)))),
        of(free, new Action.Use(CommonVerb.FREE)),
        of(age, new Action.Call(CommonVerb.TIDY)),
        of(age, new Action.CallOthers(KmallocObjVerb.TICK)),
        of(2, new Action.Use(KmallocObjVerb.READ)),
        of(1, new Action.Toggle(KmallocObjVerb.HOLD, KmallocObjVerb.DROP)),
        of(1, new Action.ToggleType()),
        of(3, new Action.Interrupt()),
        of(2, new Action.GoToEvent()),
        of(3, new Action.Finish()),
        of(3, new Action.Go()));
  }
}
