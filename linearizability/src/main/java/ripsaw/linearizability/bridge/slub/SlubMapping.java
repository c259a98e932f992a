package ripsaw.linearizability.bridge.slub;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Task;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;
import ripsaw.subject.Verb;

/** {@code Slub.tla} and {@code ripsaw.linux.slub}. */
final class SlubMapping implements Mapping {
  static final SlubMapping INSTANCE = new SlubMapping();

  /** What a cpu may do at any time. */
  private static final Set<Verb> PLAIN =
      Set.of(
          CommonVerb.FREE,
          CommonVerb.FREE_IN_INTERRUPT,
          CommonVerb.SIGNALS,
          SlubVerb.SHRINK,
          SlubVerb.NODE_0,
          SlubVerb.NODE_1,
          SlubVerb.ANY_NODE);

  private SlubMapping() {}

  @Override
  public SlubState state(Map<String, TlaValue> variables) {
    return SlubState.of(variables);
  }

  @Override
  public SlubState state(Session session) {
    return SlubState.of(session);
  }

  @Override
  public String operation(Walk.Step step, String name, String freed, Shape shape) {
    return switch (step.action()) {
      case "SlabAlloc" -> name + " = alloc " + SlubConfig.BYTES;
      case "SlabFree" -> "free " + freed;
      case "FlushAll" -> "shrink";
      default -> null;
    };
  }

  @Override
  public int thread(Walk.Step step) {
    return SlubState.actor(step).kind().equals(SlubState.THREAD) ? 1 : 0;
  }

  @Override
  public Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    return new SlubDriver(subject, program, sought, lenient);
  }

  @Override
  public Follower follower(SpecFollowsCode spec) {
    return new SlubFollower(spec);
  }

  /**
   * One cache, which has checks from the beginning or never; one call at a time that flushes all
   * cpus, by a first thread; one more thread a cpu, which stays there, and one device; two nodes.
   */
  @Override
  public boolean canFollow(Program program) {
    return program.shape().nodes() <= 2
        && program.all().stream().filter(SlubMapping::shrinks).count() <= 1
        && program.tasks().stream().allMatch(task -> canFollow(task, program.tasks()))
        && hasChecksFirst(program.before())
        && Stream.concat(
                program.before().stream()
                    .map(Program.Step::operation)
                    .filter(one -> one.verb() != SlubVerb.DEBUG_ON),
                program.concurrent().stream())
            .allMatch(SlubMapping::canFollow);
  }

  private static boolean shrinks(Task task) {
    return task.operations().stream().anyMatch(one -> one.verb() == SlubVerb.SHRINK);
  }

  private static boolean canFollow(Task task, List<Task> all) {
    Predicate<Task> like =
        other -> other.cpu() == task.cpu() && other.isInterrupt() == task.isInterrupt();
    boolean isFirst = task.thread() == 0;
    return isFirst && !(task.roams() && shrinks(task))
        || !isFirst
            && !task.roams()
            && !shrinks(task)
            && all.stream().filter(like).filter(other -> other.thread() != 0).count() == 1;
  }

  /** Whether no slab is older than the checks. */
  private static boolean hasChecksFirst(List<Program.Step> before) {
    return before.stream()
        .dropWhile(step -> !step.operation().isAllocation())
        .noneMatch(step -> step.operation().verb() == SlubVerb.DEBUG_ON);
  }

  private static boolean canFollow(Operation one) {
    boolean allocates =
        one.verb() == CommonVerb.ALLOC || one.verb() == CommonVerb.ALLOC_IN_INTERRUPT;
    return allocates
        ? one.bytes() > 0 && one.bytes() <= SlubConfig.BYTES && one.type() == ObjectType.PLAIN
        : PLAIN.contains(one.verb());
  }
}
