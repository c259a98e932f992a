package ripsaw.linearizability.bridge.pool;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.MappedState.Chunk;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Access;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.spec.tlc.Specification.State;
import ripsaw.spec.tlc.Specification.Step;
import ripsaw.subject.CommonVerb;

/** An execution that is to be a behaviour of {@code PoolCache.tla}. */
final class PoolCacheFollower extends Follower {
  private static final String DEPOT = "cache0.pc_lock";

  /** Where a program stands that has found the depot locked. */
  private static final String MISSED = "await";

  /** What each cpu's program is doing; null between two calls. */
  private Operation[] doing;

  /** What it frees; null if it frees nothing. */
  private Chunk[] freed;

  /** Whether the call has looked at the cpu's groups. */
  private boolean[] begun;

  /** Whether the cpu is in the interrupt of a cross-call. */
  private boolean[] handling;

  PoolCacheFollower(SpecFollowsCode spec) {
    super(spec);
  }

  @Override
  public void began(Session execution) {
    super.began(execution);
    int cpus = execution.machine().shape().cpus();
    doing = new Operation[cpus];
    freed = new Chunk[cpus];
    begun = new boolean[cpus];
    handling = new boolean[cpus];
  }

  // ------------------------------------------------------------------- calls

  @Override
  public void called(int cpu, Operation operation) {
    doing[cpu] = operation;
    freed[cpu] = holder(operation.name()).orElse(null);
    begun[cpu] = false;
  }

  /** The object that callers have under this name. */
  private Optional<Chunk> holder(String name) {
    return session().holders().entrySet().stream()
        .filter(one -> one.getValue().equals(name))
        .map(one -> PoolCacheState.chunk(session().machine(), PoolCacheConfig.BYTES, one.getKey()))
        .findFirst();
  }

  /** Whatever the call did, it has done, and its caller has what it was granted. */
  @Override
  public void returned(int cpu, Operation operation, boolean done) {
    String what = "returns from " + operation;
    boolean isAllocation = operation.verb() == CommonVerb.ALLOC;
    if (done && (isAllocation || operation.verb() == CommonVerb.FREE) && !begun[cpu]) {
      differ(cpu, what, "and has looked at no groups");
    }
    Optional<Chunk> granted = done && isAllocation ? holder(operation.name()) : Optional.empty();
    MappedState java = PoolCacheMapping.INSTANCE.state(session());
    require(
        cpu,
        what,
        state ->
            state.at().get(cpu).equals(PoolCacheState.IDLE)
                && state.held().containsAll(granted.stream().toList())
                && state.differences(java, this::isOpen).isEmpty());
    doing[cpu] = null;
  }

  // ------------------------------------------------------------------ points

  /** Beforehand nobody says that a handler has returned. */
  private boolean isHandling(int cpu) {
    handling[cpu] &= session().machine().cpu(cpu).isInInterrupt();
    return handling[cpu];
  }

  private boolean isCallers(int cpu) {
    return !isHandling(cpu) && doing[cpu] == null;
  }

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    if (isCallers(cpu)) {
      return;
    }
    String what = access + " " + word;
    if (!isHandling(cpu) && !begun[cpu] && PoolCachePoint.isOwn(word)) {
      begin(cpu, what);
      return;
    }
    Optional<PoolCachePoint> point = PoolCachePoint.of(access, word);
    if (point.filter(PoolCachePoint.READ_EMPTY::equals).isPresent()) {
      look(cpu, what);
    } else if (point.filter(PoolCachePoint.WRITE_EMPTY::equals).isPresent()) {
      see(cpu, what, point.get(), any -> true);
    } else if (point.isEmpty() && !PoolCachePoint.isMerged(access, word, cpu)) {
      differ(cpu, what, "which belongs to no action");
    } // else a lock, which is told of when it is taken
  }

  private void begin(int cpu, String what) {
    begun[cpu] = true;
    boolean puts = freed[cpu] != null;
    see(
        cpu,
        what,
        puts ? PoolCachePoint.BEGIN_PUT : PoolCachePoint.BEGIN_GET,
        state -> !puts || !state.held().contains(freed[cpu]));
  }

  /** Without the depot's lock it is an action. */
  private void look(int cpu, String what) {
    if (begins(cpu, what)) {
      List<String> actions = PoolCachePoint.READ_EMPTY.actions();
      keepAgreeing(
          cpu,
          what,
          actions,
          closed()
              .flatMap(
                  state ->
                      shown(state).at().get(cpu).equals("look") && !isHandling(cpu)
                          ? next(state, cpu, actions)
                          : Stream.of(state)));
    }
  }

  @Override
  public void locked(int cpu, String word) {
    if (!isCallers(cpu)) {
      PoolCachePoint point = PoolCachePoint.of(Access.LOCK, word).orElseThrow();
      see(
          cpu,
          "lock " + word,
          point,
          state -> isHandling(cpu) || !state.at().get(cpu).equals(MISSED));
    }
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    if (event == MachineEvent.LOCK_MISSED && about.equals(DEPOT)) {
      see(
          cpu,
          "finds the depot locked",
          PoolCachePoint.MISS_DEPOT,
          state -> state.at().get(cpu).equals(MISSED));
    } else if (event == PoolEvent.INVALIDATE_BEGINS) {
      begun[cpu] = true;
      see(cpu, "invalidates", PoolCachePoint.BEGIN_INVALIDATE, any -> true);
    } else if (event == MachineEvent.SIGNAL_TAKEN) {
      handling[cpu] = true;
      see(cpu, "takes a signal", PoolCachePoint.TAKE_SIGNAL, any -> true);
    } else if (event == MachineEvent.PAGES_FREED) {
      // The pages go as soon as this is said.
      seeWithoutTrace(cpu, "gives pages back", List.of("Give"));
    } // else an access shows it
  }

  @Override
  public void handled(int cpu) {
    if (handling[cpu]) {
      require(
          cpu,
          "has handled it",
          state -> ((PoolCacheState) state).calls().get(cpu).equals(PoolCacheState.IDLE));
      handling[cpu] = false;
    }
  }

  private void see(int cpu, String what, PoolCachePoint point, Predicate<PoolCacheState> to) {
    Collection<String> actions = point.actions();
    if (begins(cpu, what)) {
      keepAgreeing(
          cpu,
          what,
          actions,
          closed()
              .flatMap(
                  state ->
                      next(state, cpu, actions)
                          .filter(next -> isOf(cpu, state, next))
                          .filter(next -> to.test((PoolCacheState) shown(next)))));
    }
  }

  /**
   * Whether it is made by who is at work on the cpu: its program, or the cross-call's interrupt.
   */
  private boolean isOf(int cpu, State from, State to) {
    PoolCacheState before = (PoolCacheState) shown(from);
    PoolCacheState after = (PoolCacheState) shown(to);
    return isHandling(cpu)
        ? before.at().get(cpu).equals(after.at().get(cpu))
        : before.calls().get(cpu).equals(after.calls().get(cpu));
  }

  @Override
  protected boolean isSilent(Step step) {
    return switch (step.action()) {
      case "DepotUnlock", "NewPage", "NoPage", "CallAll", "CallDone", "InvalidateDone" -> true;
      default -> false;
    };
  }
}
