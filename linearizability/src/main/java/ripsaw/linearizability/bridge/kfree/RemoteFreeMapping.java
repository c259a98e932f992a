package ripsaw.linearizability.bridge.kfree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.bridge.kfree.RemoteFreeState.Slab;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;
import ripsaw.subject.Verb;

/** {@code RemoteFree.tla} and {@code ripsaw.dragonfly}. */
final class RemoteFreeMapping implements Mapping {
  static final RemoteFreeMapping INSTANCE = new RemoteFreeMapping();

  private static final Set<String> CALLS =
      Set.of("Allocate", "Exhaust", "Grow", "Reuse", "GiveBack", "FreeLocal", "FreeRemote", "Tidy");

  private static final Set<Verb> PLAIN =
      Set.of(CommonVerb.FREE, CommonVerb.FREE_IN_INTERRUPT, CommonVerb.SIGNALS, CommonVerb.TIDY);

  /** Bytes of a chunk: the one size class. */
  private static final int BYTES = 64;

  private RemoteFreeMapping() {}

  /** Whether a call begins with this action. */
  static boolean startsCall(String action) {
    return CALLS.contains(action);
  }

  @Override
  public RemoteFreeState state(Map<String, TlaValue> variables) {
    return RemoteFreeState.of(variables);
  }

  @Override
  public RemoteFreeState state(Session session) {
    return RemoteFreeState.of(session);
  }

  @Override
  public String operation(Walk.Step step, String name, String freed, Shape shape) {
    return switch (step.action()) {
      // kmalloc that may sleep gives free slabs back first; the specification leaves that to
      // another.
      case "Allocate", "Exhaust", "Reuse" ->
          name + " = alloc " + BYTES + (hasCached(step) ? " nowait" : "");
      case "Grow" -> name + " = alloc " + BYTES;
      // More than there is: the call gives a slab back, and is refused.
      case "GiveBack" -> name + " = alloc " + (shape.pages() + 1) * shape.pageBytes();
      case "FreeLocal", "FreeRemote" -> "free " + freed;
      case "Tidy" -> "tidy";
      default -> null;
    };
  }

  /** Whether the cpu has a slab in its cache. */
  private static boolean hasCached(Walk.Step step) {
    return ((RemoteFreeState) step.before())
        .slabs().stream()
            .anyMatch(slab -> slab.place().equals(Slab.CACHED) && slab.owner() == step.cpu());
  }

  @Override
  public Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    return new RemoteFreeDriver(subject, program, sought, lenient);
  }

  @Override
  public Follower follower(SpecFollowsCode spec) {
    return new RemoteFreeFollower(spec);
  }

  /** Chunks of a slab: what the machine allows, and what a slab has room for. */
  static int capacity(Shape machine) {
    return Math.min(machine.chunksPerSlab(), (machine.slabBytes() - SlabHeader.BYTES) / BYTES);
  }

  /** One size class, types without limit, no block that is larger than a slab, slabs of a page. */
  @Override
  public boolean canFollow(Program program) {
    return program.shape().slabPages() == 1
        && Stream.concat(
                program.before().stream().map(Program.Step::operation),
                program.cpus().stream().flatMap(List::stream))
            .allMatch(RemoteFreeMapping::canFollow);
  }

  private static boolean canFollow(Operation one) {
    return one.verb() == CommonVerb.ALLOC
        ? one.bytes() == BYTES && one.type() == ObjectType.PLAIN && !one.flags().contains(Flag.ZERO)
        : PLAIN.contains(one.verb());
  }
}
