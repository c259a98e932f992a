package ripsaw.linearizability.bridge.slub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.MappedState.Chunk;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.bridge.slub.SlubState.Actor;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Access;
import ripsaw.spec.tlc.Specification.State;
import ripsaw.spec.tlc.Specification.Step;
import ripsaw.subject.CommonVerb;

/**
 * An execution that is to be a behaviour of {@code Slub.tla}. Which actor of the module makes an
 * access the line of the program says that is at work, and whether that is interrupted.
 */
final class SlubFollower extends Follower {
  /** What a line of the program is doing. */
  private static final class Call {
    private final Operation operation;
    private final Chunk freed;
    private boolean begun;

    /** The cpu whose list it may still be about to take from; none once it has gone on. */
    private int quick = Numbers.NONE;

    Call(Operation operation, Chunk freed) {
      this.operation = operation;
      this.freed = freed;
    }

    private boolean isOf(CommonVerb verb, CommonVerb inInterrupt) {
      return operation.verb() == verb || operation.verb() == inInterrupt;
    }

    boolean isAllocation() {
      return isOf(CommonVerb.ALLOC, CommonVerb.ALLOC_IN_INTERRUPT);
    }

    boolean isFree() {
      return isOf(CommonVerb.FREE, CommonVerb.FREE_IN_INTERRUPT);
    }

    boolean isInInterrupt() {
      return isOf(CommonVerb.ALLOC_IN_INTERRUPT, CommonVerb.FREE_IN_INTERRUPT);
    }
  }

  private final Map<String, Call> calls = new HashMap<>();
  private boolean[] handling;
  private boolean[] flushing;
  private boolean[] refused;

  /**
   * The cpus whose actor has a slab's lock to free into it. It counts later than it locks, and a
   * shrink looks at the count without the lock: the specification may take it to be done then.
   */
  private boolean[] freeing;

  SlubFollower(SpecFollowsCode spec) {
    super(spec);
  }

  @Override
  public void began(Session execution) {
    super.began(execution);
    int cpus = execution.machine().shape().cpus();
    handling = new boolean[cpus];
    flushing = new boolean[cpus];
    refused = new boolean[cpus];
    freeing = new boolean[cpus];
  }

  // ------------------------------------------------------------------- calls

  @Override
  public void called(int cpu, Operation operation) {
    calls.put(session().lineOn(cpu), new Call(operation, holder(operation.name()).orElse(null)));
  }

  /** The object that callers have under this name. */
  private Optional<Chunk> holder(String name) {
    return session().holders().entrySet().stream()
        .filter(one -> one.getValue().equals(name))
        .map(one -> SlubState.chunk(session().machine(), one.getKey()))
        .findFirst();
  }

  /** Whatever the call did, it has done, and its caller has what it was granted. */
  @Override
  public void returned(int cpu, Operation operation, boolean done) {
    Call call = calls.get(session().lineOn(cpu));
    Actor who = who(cpu);
    String what = "returns from " + operation;
    if (done && (call.isAllocation() || call.isFree()) && !call.begun) {
      differ(cpu, what, "and has looked at no cpu's slab");
    }
    Optional<Chunk> granted =
        done && call.isAllocation() ? holder(operation.name()) : Optional.empty();
    refused[who.cpu()] = !done && call.isAllocation();
    require(
        cpu,
        what,
        state ->
            ((SlubState) state).at(who).equals(SlubState.IDLE)
                && state.held().containsAll(granted.stream().toList()));
    refused[who.cpu()] = false;
    calls.remove(session().lineOn(cpu));
  }

  private Actor who(int cpu) {
    if (isHandling(cpu)) {
      return new Actor(cpu, SlubState.CALL);
    }
    String line = session().lineOn(cpu);
    Call call = calls.get(line);
    if (call != null && call.isInInterrupt()) {
      return new Actor(cpu, SlubState.IRQ);
    }
    int home = SlubWords.home(line);
    if (line.contains(".t")) {
      return new Actor(home, SlubState.THREAD);
    }
    return new Actor(home, flushing[home] ? SlubState.CALL : SlubState.PROGRAM);
  }

  /** Beforehand nobody says that a handler has returned. */
  private boolean isHandling(int cpu) {
    handling[cpu] &= session().machine().cpu(cpu).isInInterrupt();
    return handling[cpu];
  }

  // ------------------------------------------------------------------ points

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    boolean isHandling = isHandling(cpu);
    Call call = isHandling ? null : calls.get(session().lineOn(cpu));
    if (call == null && !isHandling) {
      return; // a caller's own
    }
    String what = access + " " + word;
    if (call != null && isBegin(call, word)) {
      begin(cpu, call, what);
      return;
    }
    Optional<SlubPoint> point =
        SlubWords.point(access, word)
            .filter(one -> one != SlubPoint.READ_INUSE || isShrinking(call));
    if (point.isPresent()) {
      int home = who(cpu).cpu();
      boolean locks = point.get() == SlubPoint.LOCK_SLAB;
      freeing[home] |= locks && call != null && call.isFree();
      see(cpu, what, point.get(), SlubWords.place(word), (from, to) -> true);
      freeing[home] &= point.get() != SlubPoint.UNLOCK_SLAB;
    } else if (!SlubWords.isMerged(access, word, cpu)) {
      differ(cpu, what, "which belongs to no action");
    }
  }

  private static boolean isShrinking(Call call) {
    return call != null && call.operation.verb() == SlubVerb.SHRINK;
  }

  private static boolean isBegin(Call call, String word) {
    return !call.begun && (call.isAllocation() || call.isFree()) && SlubWords.isCpuSlab(word);
  }

  private void begin(int cpu, Call call, String what) {
    call.begun = true;
    call.quick = cpu;
    SlubPoint point = call.isFree() ? SlubPoint.BEGIN_FREE : SlubPoint.BEGIN_ALLOC;
    see(cpu, what, point, Numbers.NONE, (from, to) -> !call.isFree() || frees(from, to, call));
  }

  private static boolean frees(SlubState from, SlubState to, Call call) {
    return from.held().contains(call.freed) && !to.held().contains(call.freed);
  }

  @Override
  public void locked(int cpu, String word) {
    // That a slab's lock is taken its flags show.
    if (SlubWords.point(Access.LOCK, word).filter(SlubPoint.LOCK_LIST::equals).isPresent()) {
      see(cpu, "lock " + word, SlubPoint.LOCK_LIST, SlubWords.place(word), (from, to) -> true);
    }
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    if (event == SlubEvent.FLUSH_BEGINS) {
      see(cpu, "begins to flush", SlubPoint.BEGIN_FLUSH, Numbers.NONE, (from, to) -> true);
      flushing[who(cpu).cpu()] = true;
    } else if (event == SlubEvent.FLUSH_ENDED) {
      flushing[who(cpu).cpu()] = false;
    } else if (event == MachineEvent.SIGNAL_TAKEN) {
      handling[cpu] = true;
      see(cpu, "takes a signal", SlubPoint.TAKE_SIGNAL, Numbers.NONE, (from, to) -> true);
    } else if (event == MachineEvent.LOCK_MISSED) {
      see(cpu, "finds a slab locked", SlubPoint.MISS_SLAB, Numbers.NONE, (from, to) -> true);
    } else if (event == MachineEvent.PAGES_FREED) {
      // The pages go as soon as this is said.
      seeWithoutTrace(who(cpu).cpu(), "gives pages back", List.of("Discard"));
    } // else an access shows it
  }

  @Override
  public void handled(int cpu) {
    if (handling[cpu]) {
      Actor who = new Actor(cpu, SlubState.CALL);
      require(cpu, "has handled it", state -> ((SlubState) state).at(who).equals(SlubState.IDLE));
      handling[cpu] = false;
    }
  }

  private void see(
      int cpu, String what, SlubPoint point, int place, BiPredicate<SlubState, SlubState> is) {
    Actor who = who(cpu);
    Call call = calls.get(session().lineOn(cpu));
    if (call != null && !isHandling(cpu) && !point.isBegin()) {
      call.quick = Numbers.NONE;
    }
    if (begins(cpu, what)) {
      keepAgreeing(
          cpu,
          what,
          point.actions(),
          closed().flatMap(state -> after(state, who, point, place, is)));
    }
  }

  private Stream<State> after(
      State state, Actor who, SlubPoint point, int place, BiPredicate<SlubState, SlubState> is) {
    SlubState before = (SlubState) shown(state);
    if (point.isMergedAt(before.stand(who), place)) {
      return Stream.of(state);
    }
    return next(state, who.cpu(), point.actions())
        .filter(
            next -> {
              SlubState after = (SlubState) shown(next);
              return before.othersStand(who, after)
                  && point.isMade(before, after, who, place)
                  && is.test(before, after);
            });
  }

  /** What a call has not come to do yet is not to be seen, though the specification has done it. */
  @Override
  protected boolean isOpen(int cpu) {
    return super.isOpen(cpu) && calls.values().stream().noneMatch(call -> call.quick == cpu);
  }

  @Override
  protected boolean isSilent(Step step) {
    int cpu = Numbers.of(step.cpu());
    return switch (step.action()) {
      case "ListUnlock", "ShrinkUnlock", "NewSlab", "SlowPath", "FlushDone" -> true;
      case "RemoteFree" -> freeing[cpu];
      case "NoPage" -> refused[cpu];
      case "FlushCpu" -> flushing[cpu];
      case "Return" -> ((SlubState) shown(step.next())).hasGivenUp(cpu);
      default -> false;
    };
  }
}
