package ripsaw.linearizability.bridge.kfree;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Access;
import ripsaw.spec.tlc.Specification.Step;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Verb;

/** An execution that is to be a behaviour of {@code RemoteFree.tla}. */
final class RemoteFreeFollower extends Follower {
  /** Actions that no access shows, or none that is told from others; what follows on them does. */
  private static final Set<String> SILENT = Set.of("Grow", "NoPage", "Tidy", "Whose");

  private static final Set<CommonVerb> ALLOCATING =
      EnumSet.of(CommonVerb.ALLOC, CommonVerb.REALLOC);
  private static final Set<CommonVerb> FREEING =
      EnumSet.of(CommonVerb.FREE, CommonVerb.FREE_IN_INTERRUPT, CommonVerb.REALLOC);

  /** The points at which the owner's free of a chunk lists the slab again, in the reference. */
  private static final Set<RemoteFreePoint> TOUCHING_LIST =
      EnumSet.of(RemoteFreePoint.COMPARE_AND_SET_LIST, RemoteFreePoint.WRITE_LIST);

  private boolean[] handling;
  private boolean[] unseen;

  RemoteFreeFollower(SpecFollowsCode spec) {
    super(spec);
  }

  @Override
  public void began(Session execution) {
    super.began(execution);
    handling = new boolean[execution.machine().shape().cpus()];
    unseen = new boolean[handling.length];
  }

  /** What memory did not show of the call before has been done by now, and the cpu is at rest. */
  @Override
  public void called(int cpu, Operation operation) {
    if (unseen[cpu]) {
      settle(cpu);
      if (begins(cpu, "has put a chunk back")) {
        keepAgreeing(cpu, "has put a chunk back", List.of("FreeLocal"), closed());
      }
    }
    super.called(cpu, operation);
  }

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    handling[cpu] &= session().machine().cpu(cpu).isInInterrupt();
    Optional<RemoteFreePoint> point = RemoteFreeWords.point(access, word, handling[cpu]);
    if (point.isPresent() && RemoteFreePoint.SHARED.contains(point.get())) {
      boolean lists = unseen[cpu] && TOUCHING_LIST.contains(point.get());
      String what = access + " " + word;
      if (lists) {
        unseen[cpu] = false;
        see(cpu, what, List.of("FreeLocal"));
      } else {
        see(cpu, what, point.get().actions());
      }
    } else if (word.endsWith(".free") && access == Access.SET_PLAIN && !handling[cpu]) {
      count(cpu, Long.parseLong(before), Long.parseLong(after));
    } else if (!RemoteFreeWords.isMerged(access, word, cpu)) {
      differ(cpu, access + " " + word, "which belongs to no action");
    }
  }

  /** The owner counts its free chunks: one less, one more, where nobody else sees it. */
  private void count(int cpu, long before, long after) {
    if (after == before - 1 && after > 0 && ALLOCATING.contains(verb(cpu))) {
      see(cpu, "takes a chunk", List.of("Allocate"));
    } else if (after == before + 1 && FREEING.contains(verb(cpu))) {
      if (before > 0) {
        see(cpu, "puts a chunk back", List.of("FreeLocal"));
      } else {
        unseen[cpu] = true; // the reference touches the remote list next, and the others nothing
      }
    }
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    if (event == MachineEvent.SIGNAL_TAKEN) {
      handling[cpu] = true;
      see(cpu, "takes a signal", List.of("Interrupt"));
    } else if (event == MachineEvent.SLAB_CREATED) {
      if (closed().anyMatch(state -> next(state, cpu, List.of("New")).findAny().isPresent())) {
        see(cpu, "makes a slab of new pages", List.of("New"));
      } // else of its cache, which shows when it is marked
    } else if (event == MachineEvent.PAGES_FREED) {
      see(cpu, "gives pages back", List.of("GiveBack"));
    } // else an access shows it
  }

  @Override
  protected void see(int cpu, String what, Collection<String> actions) {
    settle(cpu);
    super.see(cpu, what, actions);
  }

  /** A version that touches no shared word when it lists a slab again has done so by now. */
  private void settle(int cpu) {
    for (int other = 0; other < unseen.length; other++) {
      if (unseen[other] && (other == cpu || isOpen(other))) {
        unseen[other] = false;
        assume(other, List.of("FreeLocal"));
      }
    }
  }

  @Override
  protected boolean isSilent(Step step) {
    Verb verb = verb(Numbers.of(step.cpu()));
    return SILENT.contains(step.action())
        && switch (step.action()) {
          case "Tidy" -> verb == CommonVerb.TIDY;
          case "Whose" -> FREEING.contains(verb);
          default -> ALLOCATING.contains(verb);
        };
  }
}
