package ripsaw.linearizability.bridge.vmem;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.MappedState.Chunk;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Access;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.spec.tlc.Specification.Step;
import ripsaw.subject.CommonVerb;

/**
 * An execution that is to be a behaviour of {@code Vmem.tla}. Before each point both are compared,
 * if nobody has the arena's lock: under it the specification is done at once, and the Java is not.
 */
final class VmemFollower extends Follower {
  private static final int QUANTUM = (int) VmemCensus.QUANTUM;

  /** What each cpu's program is doing; null between two calls. */
  private Operation[] doing;

  /** What it is still to free; null if it is to free nothing. */
  private Chunk[] freed;

  VmemFollower(SpecFollowsCode spec) {
    super(spec);
  }

  @Override
  public void began(Session execution) {
    super.began(execution);
    doing = new Operation[execution.machine().shape().cpus()];
    freed = new Chunk[doing.length];
  }

  // ------------------------------------------------------------------- calls

  @Override
  public void called(int cpu, Operation operation) {
    doing[cpu] = operation;
    freed[cpu] = holder(operation.name()).orElse(null);
    if (operation.verb() == CommonVerb.ALLOC) {
      int size = (int) Math.ceilDiv(operation.bytes(), QUANTUM);
      see(
          cpu,
          operation.toString(),
          VmemPoint.BEGIN_ALLOC.actions(),
          state -> state.sizes().get(cpu) == size);
    }
  }

  /** The range that callers have under this name. */
  private Optional<Chunk> holder(String name) {
    return session().holders().entrySet().stream()
        .filter(one -> one.getValue().equals(name))
        .map(one -> VmemState.place(session().machine(), one.getKey(), QUANTUM))
        .findFirst();
  }

  /** Whatever the call did, it has done, and its caller has what it was granted. */
  @Override
  public void returned(int cpu, Operation operation, boolean done) {
    Optional<Chunk> granted =
        done && operation.verb() == CommonVerb.ALLOC ? holder(operation.name()) : Optional.empty();
    String what = "returns from " + operation;
    compare(cpu, what);
    require(
        cpu,
        what,
        state ->
            state.at().get(cpu).equals(VmemState.IDLE)
                && state.held().containsAll(granted.stream().toList()));
    doing[cpu] = null;
  }

  // ------------------------------------------------------------------ points

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    if (doing[cpu] != null && !VmemPoint.isMerged(access)) {
      differ(cpu, access + " " + word, "which belongs to no action");
    }
  }

  @Override
  public void locked(int cpu, String word) {
    if (word.equals(VmemPoint.LOCK)) {
      Chunk range = freed[cpu];
      freed[cpu] = null; // its address may be another's as soon as the lock is let go
      see(
          cpu,
          "lock " + word,
          VmemPoint.LOCK_ARENA.actions(),
          state -> range == null || !state.held().contains(range));
    }
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    if (event == MachineEvent.PAGES_FREED) {
      see(cpu, "gives a page back", List.of("Release"), any -> true);
    } else if (event == MachineEvent.SLEPT) {
      require(cpu, "sleeps", state -> state.at().get(cpu).equals("asleep"));
    } // else a lock or a page shows it
  }

  private void see(int cpu, String what, List<String> actions, Predicate<VmemState> to) {
    compare(cpu, what);
    seeWithoutTrace(cpu, what, actions);
    require(cpu, what, state -> to.test((VmemState) state));
  }

  private void compare(int cpu, String what) {
    if (!session().machine().isAnyMutexHeld()) {
      keepAgreeing(cpu, what, List.of(), closed());
    }
  }

  /** That a page is given out is seen by the page; and who is refused returns. */
  @Override
  protected boolean isSilent(Step step) {
    return step.action().equals("Import") || step.action().equals("Refused");
  }
}
