package ripsaw.linearizability.bridge.pool;

import java.util.Map;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.netbsd.pool.PoolVerb;
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;

/** {@code PoolCache.tla} and {@code ripsaw.netbsd.pool}, where the depot has a lock. */
final class PoolCacheMapping implements Mapping {
  static final PoolCacheMapping INSTANCE = new PoolCacheMapping();

  private PoolCacheMapping() {}

  @Override
  public PoolCacheState state(Map<String, TlaValue> variables) {
    return PoolCacheState.of(variables);
  }

  @Override
  public PoolCacheState state(Session session) {
    return PoolCacheState.of(session);
  }

  @Override
  public String operation(Walk.Step step, String name, String freed, Shape shape) {
    return switch (step.action()) {
      case "Get" -> name + " = alloc " + PoolCacheConfig.BYTES;
      case "Put" -> "free " + freed;
      case "Invalidate" -> PoolVerb.INVALIDATE.word();
      default -> null;
    };
  }

  @Override
  public Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    return new PoolCacheDriver(subject, program, sought, lenient);
  }

  @Override
  public Follower follower(SpecFollowsCode spec) {
    return new PoolCacheFollower(spec);
  }

  /** One cache; one thread a cpu, which stays there and may wait; and no device. */
  @Override
  public boolean canFollow(Program program) {
    return program.tasks().isEmpty()
        && program.all().stream().noneMatch(task -> task.roams() || task.isInterrupt())
        && program.allOperations().stream().allMatch(PoolCacheMapping::canFollow);
  }

  private static boolean canFollow(Operation one) {
    return one.verb() == CommonVerb.ALLOC
        ? one.bytes() > 0
            && one.bytes() <= PoolCacheConfig.BYTES
            && one.type() == ObjectType.PLAIN
            && !one.flags().contains(Flag.NOWAIT)
        : one.verb() == CommonVerb.FREE
            || one.verb() == CommonVerb.SIGNALS
            || one.verb() == PoolVerb.INVALIDATE;
  }
}
