package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.jetbrains.lincheck.util.LoggingLevel;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Lincheck's model checking of one part of the machine or of an allocator, on raw memory, against a
 * sequential specification. Lincheck does not say whether it came to the end of a scenario, so the
 * interleavings are counted here: with as many as were allowed, the exploration was cut short.
 *
 * <p>What is explored is sequentially consistent: a memory order that is too weak is not found.
 *
 * <p>A part under test builds its machine in its constructor, which Lincheck calls for each
 * interleaving: it does not switch at memory that it has not seen being built, and a check of such
 * memory passes whatever it holds. Hence each suite has a canary, too: a broken part that must
 * fail.
 */
final class PartCheck {
  /** Interleavings of each scenario, at most. */
  static final int MOST = 1_000;

  /** Fewer interleavings than this, and the accesses were no switch points. */
  private static final int FEWEST = 5;

  /** Counts of the check that runs now; Lincheck runs one at a time. */
  private static Map<ExecutionScenario, Integer> counts = new IdentityHashMap<>();

  private PartCheck() {}

  /**
   * A small program. An operation is the name of a method and its arguments; they are separated by
   * semicolons.
   *
   * @param name what it is about
   * @param before what is done in order, before
   * @param after what is done in order, after
   * @param threads what each thread does concurrently
   */
  record Program(String name, String before, String after, List<String> threads) {
    static Program of(String name, String before, String after, String... threads) {
      return new Program(name, before, after, List.of(threads));
    }

    private ExecutionScenario on(Class<?> part) {
      List<List<Actor>> parallel = threads.stream().map(text -> actors(part, text)).toList();
      return new ExecutionScenario(actors(part, before), parallel, actors(part, after), null);
    }

    private static List<Actor> actors(Class<?> part, String text) {
      return Arrays.stream(text.split(";"))
          .map(String::trim)
          .filter(operation -> !operation.isEmpty())
          .map(operation -> actor(part, operation.split(" ")))
          .toList();
    }

    private static Actor actor(Class<?> part, String[] words) {
      List<Object> arguments = new ArrayList<>();
      for (String word : Arrays.asList(words).subList(1, words.length)) {
        arguments.add(Integer.valueOf(word));
      }
      return new Actor(method(part, words[0]), arguments);
    }

    private static Method method(Class<?> part, String name) {
      return Arrays.stream(part.getMethods())
          .filter(method -> method.getName().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * How far a program was explored.
   *
   * @param interleavings up to and including the one that failed
   */
  private record Explored(String program, int interleavings) {
    boolean wasCut() {
      return interleavings >= MOST;
    }

    @Override
    public String toString() {
      return "%s: %d interleavings, %s"
          .formatted(program, interleavings, wasCut() ? "cut short" : "ended by itself");
    }
  }

  /** What a check came to: programs in order, none after the one that failed. */
  record Outcome(String part, List<Explored> explored, Optional<String> failure) {
    /** All programs passed, and the exploration ended by itself in all but those named. */
    void holdsAndIsCutOnlyIn(String... programs) {
      assertThat(failure).isEmpty();
      assertThat(explored)
          .as(report())
          .allMatch(one -> one.interleavings >= FEWEST)
          .filteredOn(Explored::wasCut)
          .extracting(Explored::program)
          .containsExactly(programs);
    }

    /** Some interleaving has no explanation by the sequential specification. */
    void isNotLinearizable() {
      assertThat(failure)
          .as(report())
          .hasValueSatisfying(text -> assertThat(text).startsWith("= Invalid execution results"));
    }

    private String report() {
      StringBuilder report = new StringBuilder();
      for (Explored one : explored) {
        boolean failed = failure.isPresent() && one == explored.getLast();
        report.append(part).append(", ").append(failed ? one.program : one);
        report.append(failed ? ": failed in interleaving " + one.interleavings : "").append('\n');
      }
      return report.toString();
    }
  }

  /** All programs go to one check, so that Lincheck transforms the classes only once. */
  static Outcome run(Class<?> part, Class<?> specification, List<Program> programs) {
    List<ExecutionScenario> scenarios = programs.stream().map(one -> one.on(part)).toList();
    counts = new IdentityHashMap<>();
    Optional<String> failure = check(part, specification, scenarios);
    List<Explored> explored = new ArrayList<>();
    for (int i = 0; i < programs.size() && counts.containsKey(scenarios.get(i)); i++) {
      explored.add(new Explored(programs.get(i).name, counts.get(scenarios.get(i))));
    }
    Outcome outcome = new Outcome(part.getSimpleName(), explored, failure);
    System.out.print(outcome.report());
    return outcome;
  }

  private static Optional<String> check(
      Class<?> part, Class<?> specification, List<ExecutionScenario> scenarios) {
    try {
      ModelCheckingOptions options =
          new ModelCheckingOptions()
              .iterations(0)
              .invocationsPerIteration(MOST)
              .minimizeFailedScenario(false)
              .checkObstructionFreedom(false)
              .logLevel(LoggingLevel.ERROR)
              .sequentialSpecification(specification)
              .verifier(Counting.class);
      // Cpus do not race for these: which cpu has a number, and a cpu's own state.
      options.addGuarantee(
          forClasses(Machine.class.getName(), Cpu.class.getName())
              .methods("cpu", "enterCritical", "leaveCritical")
              .ignore());
      scenarios.forEach(options::addCustomScenario);
      options.check(part);
      return Optional.empty();
    } catch (LincheckAssertionError failure) {
      return Optional.of(failure.getMessage().strip());
    }
  }

  /** Lincheck asks it once for each interleaving that came to its end. */
  public static final class Counting implements Verifier {
    private final Verifier verifier;

    public Counting(Class<?> specification) {
      verifier = new LinearizabilityVerifier(specification);
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      counts.merge(scenario, 1, Integer::sum);
      return verifier.verifyResults(scenario, results);
    }
  }
}
