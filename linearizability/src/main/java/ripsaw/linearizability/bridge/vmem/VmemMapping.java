package ripsaw.linearizability.bridge.vmem;

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
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;

/**
 * {@code Vmem.tla} and {@code ripsaw.netbsd.vmem}.
 *
 * @param quantum bytes of a quantum of the specification, a multiple of the Java's
 */
record VmemMapping(int quantum) implements Mapping {
  /** A quantum of the specification is one of the Java. */
  static final VmemMapping SAME = new VmemMapping((int) VmemCensus.QUANTUM);

  @Override
  public VmemState state(Map<String, TlaValue> variables) {
    return VmemState.of(variables);
  }

  @Override
  public VmemState state(Session session) {
    return VmemState.of(session, quantum);
  }

  @Override
  public String operation(Walk.Step step, String name, String freed, Shape shape) {
    return switch (step.action()) {
      case "Alloc" ->
          "%s = alloc %s"
              .formatted(name, quantum * ((VmemState) step.after()).sizes().get(step.cpu()));
      case "Free" -> "free " + freed;
      default -> null;
    };
  }

  @Override
  public Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    return new VmemDriver(subject, program, sought, lenient);
  }

  @Override
  public Follower follower(SpecFollowsCode spec) {
    return new VmemFollower(spec);
  }

  /** One thread a cpu, which stays there and may sleep, for ranges of a page at most. */
  @Override
  public boolean canFollow(Program program) {
    return program.tasks().isEmpty()
        && program.all().stream().noneMatch(task -> task.roams() || task.isInterrupt())
        && program.allOperations().stream().allMatch(one -> canFollow(one, program.shape()));
  }

  private static boolean canFollow(Operation one, Shape shape) {
    return one.verb() == CommonVerb.ALLOC
        ? one.bytes() > 0
            && one.bytes() <= shape.pageBytes()
            && one.type() == ObjectType.PLAIN
            && !one.flags().contains(Flag.NOWAIT)
        : one.verb() == CommonVerb.FREE;
  }
}
