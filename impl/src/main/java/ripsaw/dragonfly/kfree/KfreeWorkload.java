package ripsaw.dragonfly.kfree;

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
 * Half of the programs are plain: few chunks of one size, so that slabs fill, park and are ripped
 * all the time. The others use everything the allocator has: sizes, zeroing, oversized blocks,
 * types, limits, interrupts.
 */
public final class KfreeWorkload {
  private static final int MOST_ACTIONS = 80;
  private static final List<Weighted<Integer>> CPUS =
      List.of(of(1, 1), of(8, 2), of(4, 3), of(2, 4));
  private static final Range PAGES = new Range(3, 6);

  private KfreeWorkload() {}

  static Workload all() {
    Machines machines =
        new Machines(
            CPUS,
            List.of(of(8, 2), of(3, 3), of(1, 4)),
            PAGES,
            new Range(0, 2),
            List.of(of(8, 1), of(1, 2), of(1, 4)),
            List.of(of(8, IpiQueue.CAPACITY), of(1, 2), of(1, 1)));
    return new Workload(machines, List.of(plainStyle(), richStyle()));
  }

  /**
   * The plain ones only, on few machines with slabs of one page: for each of them a specification
   * is read and kept.
   */
  public static Workload plain() {
    Machines machines =
        new Machines(
            CPUS,
            List.of(of(3, 2), of(1, 3)),
            PAGES,
            new Range(0, 1),
            List.of(of(1, 1)),
            List.of(of(1, IpiQueue.CAPACITY)));
    return new Workload(machines, List.of(plainStyle()));
  }

  private static Style plainStyle() {
    return new Style(List.of(), 1, false, List.of(new Phase(MOST_ACTIONS, plain(false))));
  }

  private static Style richStyle() {
    return new Style(
        List.of(0L, 8L, 24L, 48L, 64L, 100L, 300L, 600L, 1536L),
        1,
        false,
        List.of(
            new Phase(
                MOST_ACTIONS,
                List.of(of(1, new Action.Mix(plain(true))), of(1, new Action.Mix(other()))))));
  }

  private static List<Weighted<Action>> plain(boolean limited) {
    return List.of(
        of(9, new Action.Allocate(limited, List.of(Set.of()))),
        of(9, new Action.Use(CommonVerb.FREE)),
        of(3, new Action.Interrupt()),
        of(2, new Action.GoToEvent()),
        of(3, new Action.Finish()),
        of(3, new Action.Go()));
  }

  private static List<Weighted<Action>> other() {
    List<Set<Flag>> flags =
        List.of(
            Set.of(), EnumSet.of(Flag.ZERO), EnumSet.of(Flag.NOWAIT), EnumSet.allOf(Flag.class));
    return List.of(
        of(8, new Action.AllocateAnySize(flags)),
        of(3, new Action.Use(CommonVerb.FREE_IN_INTERRUPT)),
        of(1, new Action.Resize()),
        of(2, new Action.Call(CommonVerb.TIDY)),
        of(2, new Action.ToggleType()));
  }
}
