package ripsaw.linearizability.bridge.kmallocobj;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.dragonfly.kmallocobj.KmallocObjVerb;
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
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;
import ripsaw.subject.Verb;

/** {@code KmallocObj.tla} and {@code ripsaw.dragonfly.kmallocobj}. */
final class KmallocObjMapping implements Mapping {
  static final KmallocObjMapping REFERENCE = new KmallocObjMapping(2);

  private static final Set<Verb> PLAIN =
      Set.of(
          CommonVerb.FREE,
          CommonVerb.SIGNALS,
          CommonVerb.TIDY,
          KmallocObjVerb.TICK,
          KmallocObjVerb.TICK_HERE,
          KmallocObjVerb.READ,
          KmallocObjVerb.HOLD,
          KmallocObjVerb.DROP,
          CommonVerb.DESTROY_TYPE);

  /** Calls that a clock interrupt may come into. */
  private static final Set<Verb> OPEN = Set.of(CommonVerb.ALLOC, CommonVerb.FREE, CommonVerb.TIDY);

  /** Slabs that a pass looks at: the specification has no bound. */
  private static final int SCANNED = 16;

  /** Bytes of an object. */
  private static final int BYTES = 64;

  private final int oldest;

  /**
   * @param oldest the age of a slab from which on the specification counts no further
   */
  KmallocObjMapping(int oldest) {
    this.oldest = oldest;
  }

  @Override
  public KmallocObjState state(Map<String, TlaValue> variables) {
    return KmallocObjState.of(variables);
  }

  @Override
  public KmallocObjState state(Session session) {
    return KmallocObjState.of(session, oldest);
  }

  /** Leaves one zone, that of the specification. */
  @Override
  public List<Operation> before() {
    return List.of(Operation.parse("destroy-type"));
  }

  @Override
  public String operation(Walk.Step step, String name, String freed, Shape shape) {
    return switch (step.action()) {
      case "Allocate" -> name + " = alloc " + BYTES;
      case "Free" -> "free " + freed;
      case "Poll" -> "tidy";
      case "Tick" -> "tick-here";
      case "Arm" -> startsCall(step) ? "tick-here" : null;
      case "Hold" -> "hold";
      case "Drop" -> "drop";
      default -> null;
    };
  }

  /** Whether a call begins with this step. To see an object is no call. */
  static boolean startsCall(Walk.Step step) {
    return step.before().at().get(step.cpu()).equals("idle") && !step.action().equals("See");
  }

  @Override
  public Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    return new KmallocObjDriver(subject, program, sought, lenient);
  }

  @Override
  public Follower follower(SpecFollowsCode spec) {
    return new KmallocObjFollower(spec);
  }

  /**
   * One zone, beside which another may end beforehand; one poller; no hold within a hold; no clock
   * interrupt in a call, as the specification has it between calls; and no more slabs than a pass
   * looks at, nor such that it retires more than one of.
   */
  @Override
  public boolean canFollow(Program program) {
    List<List<Operation>> cpus = program.cpus();
    boolean isInterrupted =
        cpus.stream()
            .filter(KmallocObjMapping::ticks)
            .anyMatch(one -> cpus.stream().anyMatch(other -> other != one && has(other, OPEN)));
    return cpus.stream().filter(cpu -> has(cpu, Set.of(CommonVerb.TIDY))).count() <= 1
        && cpus.stream().noneMatch(cpu -> has(cpu, Set.of(CommonVerb.DESTROY_TYPE)))
        && !isInterrupted
        && !nests(program)
        && program.shape().slabPages() == 1
        && program.shape().pages() <= SCANNED
        && Stream.concat(
                program.before().stream().map(Program.Step::operation),
                cpus.stream().flatMap(List::stream))
            .allMatch(KmallocObjMapping::canFollow);
  }

  /** Whether a cpu holds that holds already, once what is done beforehand is done. */
  private static boolean nests(Program program) {
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      int id = cpu;
      long depth = 0;
      List<Operation> all =
          Stream.concat(
                  program.before().stream()
                      .filter(step -> step.cpu() == id)
                      .map(Program.Step::operation),
                  program.cpus().get(cpu).stream())
              .toList();
      for (Operation one : all) {
        depth += one.verb() == KmallocObjVerb.HOLD ? 1 : 0;
        depth -= one.verb() == KmallocObjVerb.DROP ? 1 : 0;
        if (depth > 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean ticks(List<Operation> cpu) {
    return has(cpu, Set.of(KmallocObjVerb.TICK));
  }

  private static boolean has(List<Operation> cpu, Set<Verb> verbs) {
    return cpu.stream().anyMatch(one -> verbs.contains(one.verb()));
  }

  private static boolean canFollow(Operation one) {
    return one.verb() == CommonVerb.ALLOC
        ? one.bytes() == BYTES && one.type() == ObjectType.PLAIN && !one.flags().contains(Flag.ZERO)
        : PLAIN.contains(one.verb());
  }
}
