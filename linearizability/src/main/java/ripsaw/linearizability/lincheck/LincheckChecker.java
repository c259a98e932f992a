package ripsaw.linearizability.lincheck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.jetbrains.lincheck.util.LoggingLevel;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.NamedProgram.Use;
import ripsaw.subject.Subject;

/**
 * Lincheck's model checking of the compiled allocator, on the {@linkplain Suite scenarios} that
 * start near an edge. It explores by the number of switches, fewest first, and says nothing about
 * how far it came; so the interleavings are counted here, and a scenario that used up its share was
 * cut.
 */
public final class LincheckChecker implements SubjectChecker {
  /** Interleavings of each scenario. */
  private static final int SHARE = 300;

  /**
   * In a round before: most faults show in the first few of the scenario that was made for them,
   * and that may be the last one. The other round makes these again.
   */
  private static final int FIRST_SHARE = 20;

  /** Turns of a loop that does not spin: a chunk is zeroed word by word. Behind them others run. */
  private static final int LONGEST_LOOP = 1_000;

  /**
   * Turns that are a livelock: more than those, as a cpu that spins has to see what the others did
   * when they ran. If it may make no more, each wait for another is taken for one without end.
   */
  private static final int LIVELOCK = 3 * LONGEST_LOOP;

  private static final Method OPEN = method("open", int.class);
  private static final Method RUN = method("run", int.class, String.class);
  private static final Method SETTLE = method("settle", int.class);

  private final boolean alone;

  /** Shares its JVM, in which Lincheck leaves no trace: each check begins from nothing. */
  public LincheckChecker() {
    this(false);
  }

  private LincheckChecker(boolean alone) {
    this.alone = alone;
  }

  /**
   * Several times as fast: it has a JVM to itself, which was started with {@link
   * LincheckAgent#flags}. The findings are the same.
   */
  public static LincheckChecker alone() {
    return new LincheckChecker(true);
  }

  @Override
  public Checker id() {
    return Checker.LINCHECK;
  }

  /** Its executions end where their last operation does. */
  @Override
  public boolean sees(Subject subject, Property property) {
    return property.watch() != Property.Watch.AT_REST
        && SubjectChecker.super.sees(subject, property);
  }

  @Override
  public Finding check(Subject subject, Set<Property> sought, Effort effort) {
    SubjectCode.check(subject);
    if (alone) {
      LincheckAgent.install();
    }
    List<Suite> scenarios = Suite.of(subject.family(), Use.LINCHECK);
    scenarios.forEach(LincheckChecker::requireOneThreadEach);
    long deadline = System.nanoTime() + effort.budget().toNanos();
    long most = effort.executions();
    long executions = 0;
    Finding finding = null;
    for (int share : shares(subject, sought)) {
      Investigation investigation =
          new Investigation(subject, scenarios.size(), sought, deadline, executions);
      finding = round(subject, scenarios, investigation, (int) Math.min(share, most));
      executions = finding.executions();
      boolean settled = finding.violation().isPresent() || finding.cutByBudget();
      if (settled || finding.bound().isEmpty() || share >= most) {
        break;
      }
    }
    LincheckAgent.verify();
    return finding;
  }

  /**
   * Its threads are cpus: it cannot keep one from running while another of the same cpu does.
   *
   * @throws IllegalArgumentException if that is needed
   */
  static void requireOneThreadEach(Suite scenario) {
    if (scenario.program().hasTasks()) {
      throw new IllegalArgumentException(
          "'%s': Lincheck runs one thread a cpu, and it has %s: use it to explore only"
              .formatted(scenario.name(), scenario.program().tasks().getFirst().name()));
    }
  }

  /** One round for who is expected to hold: all that a first one makes would be made twice. */
  private static List<Integer> shares(Subject subject, Set<Property> sought) {
    boolean holds =
        subject.kind() == Subject.Kind.REFERENCE
            && Collections.disjoint(subject.violates(), sought);
    return holds ? List.of(SHARE) : List.of(FIRST_SHARE, SHARE);
  }

  private static Finding round(
      Subject subject, List<Suite> scenarios, Investigation investigation, int share) {
    HeapUnderTest.serve(investigation);
    Optional<String> failure = Optional.empty();
    for (Shape shape :
        scenarios.stream().map(scenario -> scenario.program().shape()).distinct().toList()) {
      investigation.use(shape);
      if (failure.isEmpty()) {
        failure = run(scenarios, shape, share, investigation);
      }
    }
    if (failure.isPresent() && investigation.isClean()) {
      Violation violation = violation(subject, failure.get());
      if (!investigation.seeks(violation.property())) {
        throw new IllegalStateException(subject + ": " + violation + ", which is not asked about");
      }
      investigation.add(violation);
    }
    return new Finding(
        investigation.executions(),
        bound(investigation, scenarios.size(), share),
        investigation.wasCutByBudget(),
        investigation.found(),
        investigation.found().isPresent() ? failure.orElseThrow() : "",
        investigation.coverage().exceeded(),
        investigation.missing());
  }

  private static String bound(Investigation investigation, int scenarios, int share) {
    if (investigation.wasCutByBudget()) {
      return "time: %s of %s scenarios done, at most %s interleavings of each"
          .formatted(investigation.done(), scenarios, share);
    }
    long cut = investigation.cut(share);
    return cut == 0
        ? ""
        : "interleavings: %s of %s scenarios cut at %s".formatted(cut, scenarios, share);
  }

  /** What Lincheck itself found, by the first words of its report. */
  private static Violation violation(Subject subject, String report) {
    if (report.startsWith("= Invalid execution results")) {
      return new Violation(
          CommonProperty.LINEARIZABLE, "no order of the operations gives these results");
    }
    if (report.startsWith("= The execution has hung")) {
      return new Violation(CommonProperty.TERMINATION, "an interleaving does not end");
    }
    throw new IllegalStateException("Lincheck failed on " + subject + ": " + report);
  }

  /**
   * Runs the scenarios for this machine: it is made before Lincheck says which of them it is for.
   *
   * @return what Lincheck wrote about the interleaving that failed, if one did
   */
  private static Optional<String> run(
      List<Suite> scenarios, Shape shape, int share, Investigation investigation) {
    try {
      ModelCheckingOptions options =
          new ModelCheckingOptions()
              .iterations(0)
              .invocationsPerIteration(share)
              .minimizeFailedScenario(false)
              .checkObstructionFreedom(false)
              .loopBound(LIVELOCK)
              .loopIterationsBeforeThreadSwitch(LONGEST_LOOP)
              .logLevel(LoggingLevel.ERROR)
              .sequentialSpecification(SequentialHeap.class);
      if (!investigation.seeks(CommonProperty.LINEARIZABLE)) {
        options.verifier(AnyResult.class);
      }
      for (int i = 0; i < scenarios.size(); i++) {
        if (scenarios.get(i).program().shape().equals(shape)) {
          options.addCustomScenario(lincheck(i, scenarios.get(i)));
        }
      }
      LincheckInstrumentation.all().forEach(options::addGuarantee);
      options.check(HeapUnderTest.class);
      return Optional.empty();
    } catch (LincheckAssertionError failure) {
      return Optional.of(failure.getMessage().split("Detailed trace:")[0].strip());
    } catch (IllegalArgumentException unwritten) {
      // Lincheck 3.7 cannot write about a loop that it cut; but what was found before then stands.
      if (investigation.isClean()) {
        throw unwritten;
      }
      return Optional.of("Lincheck could not write about the interleaving: " + unwritten);
    }
  }

  private static ExecutionScenario lincheck(int number, Suite scenario) {
    List<Actor> before = new ArrayList<>(List.of(new Actor(OPEN, List.of(number))));
    scenario
        .program()
        .before()
        .forEach(step -> before.add(run(step.cpu(), step.operation().toString())));
    List<List<Actor>> parallel = new ArrayList<>();
    List<Actor> after = new ArrayList<>();
    for (int cpu = 0; cpu < scenario.program().cpus().size(); cpu++) {
      int here = cpu;
      parallel.add(
          scenario.program().cpus().get(cpu).stream()
              .map(operation -> run(here, operation.toString()))
              .toList());
      after.add(new Actor(SETTLE, List.of(cpu)));
    }
    return new ExecutionScenario(before, parallel, after, null);
  }

  private static Actor run(int cpu, String operation) {
    return new Actor(RUN, List.of(cpu, operation));
  }

  private static Method method(String name, Class<?>... parameters) {
    try {
      return HeapUnderTest.class.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** For a subject that is judged by other properties, and may answer what it likes. */
  public static final class AnyResult implements Verifier {
    /** Lincheck asks for this parameter. */
    public AnyResult(Class<?> sequentialSpecification) {}

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      return true;
    }
  }
}
