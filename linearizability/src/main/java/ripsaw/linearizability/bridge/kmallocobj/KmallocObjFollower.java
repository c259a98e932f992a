package ripsaw.linearizability.bridge.kmallocobj;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.dragonfly.kmallocobj.KmallocObjVerb;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.MappedState.Chunk;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Access;
import ripsaw.spec.tlc.Specification.State;
import ripsaw.spec.tlc.Specification.Step;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Verb;

/** An execution that is to be a behaviour of {@code KmallocObj.tla}. */
final class KmallocObjFollower extends Follower {
  /** Where a slab of new pages is made. */
  private static final String MADE = "lock-new";

  private static final Set<Verb> HOLDING =
      Set.of(KmallocObjVerb.READ, KmallocObjVerb.HOLD, KmallocObjVerb.DROP);

  private Operation[] doing;
  private boolean[] refused;

  KmallocObjFollower(SpecFollowsCode spec) {
    super(spec);
  }

  @Override
  public void began(Session execution) {
    super.began(execution);
    doing = new Operation[execution.machine().shape().cpus()];
    refused = new boolean[doing.length];
  }

  @Override
  public void called(int cpu, Operation operation) {
    doing[cpu] = operation;
  }

  /** Whatever the call did, it has done. */
  @Override
  public void returned(int cpu, Operation operation, boolean done) {
    refused[cpu] = operation.verb() == CommonVerb.ALLOC && !done;
    require(cpu, "returns from " + operation, state -> state.at().get(cpu).equals("idle"));
    refused[cpu] = false;
    doing[cpu] = null;
  }

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    if (isAbroad(cpu)) {
      return;
    }
    Optional<KmallocObjPoint> point = KmallocObjWords.point(access, word);
    if (point.isPresent() && point.get() == KmallocObjPoint.READ_OBJECT) {
      Chunk object = KmallocObjWords.object(word);
      require(cpu, access + " " + word, state -> hasSeen(state, cpu, object));
    } else if (point.isPresent()) {
      see(cpu, access + " " + word, point.get());
    } else if (!KmallocObjWords.isMerged(access, word, cpu)) {
      differ(cpu, access + " " + word, "which belongs to no action");
    }
  }

  private static boolean hasSeen(MappedState state, int cpu, Chunk object) {
    return ((KmallocObjState) state).seen().get(cpu).equals(object);
  }

  @Override
  public void locked(int cpu, String word) {
    if (!isAbroad(cpu)) {
      see(cpu, "lock " + word, KmallocObjWords.lock(word).orElseThrow());
    }
  }

  /** Whether a cpu is at work on another zone, or nothing has begun yet. */
  private boolean isAbroad(int cpu) {
    return doing[cpu] != null && doing[cpu].verb() == CommonVerb.DESTROY_TYPE
        || doing[cpu] == null && !session().machine().cpu(cpu).isInInterrupt();
  }

  private void see(int cpu, String what, KmallocObjPoint point) {
    if (begins(cpu, what)) {
      keepAgreeing(cpu, what, point.actions(), closed().flatMap(state -> after(state, cpu, point)));
    }
  }

  private Stream<State> after(State state, int cpu, KmallocObjPoint point) {
    return point.isMergedAt(shown(state).at().get(cpu))
        ? Stream.of(state)
        : next(state, cpu, point.actions());
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    if (event == MachineEvent.SLAB_CREATED) {
      String what = "makes a slab";
      if (begins(cpu, what)) {
        keepAgreeing(cpu, what, List.of("New"), closed().flatMap(state -> made(state, cpu)));
      }
    } else if (event == MachineEvent.PAGES_FREED) {
      // The pages go as soon as this is said.
      seeWithoutTrace(cpu, "gives pages back", List.of("Unmap"));
    } // else an access shows it
  }

  /** A slab that came from the cache is made by the access that took it out. */
  private Stream<State> made(State state, int cpu) {
    return shown(state).at().get(cpu).equals(MADE)
        ? Stream.of(state)
        : next(state, cpu, List.of("New"));
  }

  /** What a hold changes it changes in more than one access. */
  @Override
  protected boolean isOpen(int cpu) {
    return super.isOpen(cpu) && (doing[cpu] == null || !HOLDING.contains(doing[cpu].verb()));
  }

  /** Whether there was a slab to look at: that would have been seen. */
  private boolean hasActive(Step step, int cpu) {
    KmallocObjState after = (KmallocObjState) shown(step.next());
    return after.own().get(cpu).get(0) != Numbers.NONE;
  }

  @Override
  protected boolean isSilent(Step step) {
    int cpu = Numbers.of(step.cpu());
    if (doing[cpu] == null) {
      return false;
    }
    return switch (step.action()) {
      case "Unlock", "UnlockTypes" -> true;
      case "NoPage" -> refused[cpu];
      case "Allocate" -> doing[cpu].verb() == CommonVerb.ALLOC && !hasActive(step, cpu);
      case "Hold" -> HOLDING.contains(doing[cpu].verb());
      case "See" -> doing[cpu].verb() == KmallocObjVerb.READ;
      default -> false;
    };
  }
}
