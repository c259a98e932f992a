package ripsaw.properties;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import ripsaw.linearizability.Coverage;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Subject;

/** Runs jqwik on a subject, from a seed: the same seed gives the same plans and the same result. */
public final class RandomChecker {
  /**
   * What came out.
   *
   * @param executions plans that were run, up to the first that failed
   * @param coverage of all of them
   * @param violation the first, in its shrunk plan
   * @param repro the program and the events of that plan; empty without a violation
   */
  public record Result(
      long executions, Coverage coverage, Optional<Violation> violation, String repro) {}

  private final long seed;

  public RandomChecker(long seed) {
    this.seed = seed;
  }

  /**
   * Looks for a violation of one of these properties.
   *
   * @param tries plans to run at most
   * @param budget after which no further plan is run
   * @param readable whether a failing plan is shrunk
   * @throws IllegalStateException if jqwik could not run, or the subject crashed
   */
  public Result check(
      Subject subject, Set<Property> sought, int tries, Duration budget, boolean readable) {
    Campaign campaign = new Campaign(subject, sought, seed, System.nanoTime() + budget.toNanos());
    PlanProperty.serve(campaign);
    Optional<Throwable> failure = launch(readable ? "readable" : "found", tries);
    Optional<Violation> violation = campaign.violation();
    boolean asExpected =
        violation.isPresent()
            ? failure.orElse(null) instanceof ViolationFound
            : failure.isEmpty() && campaign.executions() > 0;
    if (!asExpected) {
      throw new IllegalStateException(
          "jqwik did not finish on " + subject + ": " + failure.orElse(null), failure.orElse(null));
    }
    return new Result(
        campaign.executions(),
        campaign.coverage(),
        violation,
        violation.isPresent() ? campaign.repro() : "");
  }

  private Optional<Throwable> launch(String method, int tries) {
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(PlanProperty.class, method, Plan.class))
            .filters(EngineFilter.includeEngines("jqwik"))
            .configurationParameter("jqwik.tries.default", Integer.toString(tries))
            .configurationParameter("jqwik.seeds.whenfixed", "ALLOW")
            .configurationParameter("jqwik.database", "")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true") // not on stdout
            .build();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    launcher.execute(
        request,
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failure::set);
          }
        });
    return Optional.ofNullable(failure.get());
  }
}
