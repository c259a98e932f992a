package ripsaw.properties;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Runs jqwik on a subject, from a seed: the same seed gives the same plans and the same finding.
 * Several threads may ask; they wait for each other.
 */
public final class RandomChecker implements SubjectChecker {
  /** Held, or the level would be collected with the logger. jqwik remarks on its database. */
  private static final Logger JQWIK = Logger.getLogger("net.jqwik");

  static {
    JQWIK.setLevel(Level.SEVERE);
  }

  /**
   * jqwik keeps what a run needs in static fields, and is not made for two runs at once. No
   * monitor: {@link ripsaw.linearizability.execution.step.Coroutines} would carry it away.
   */
  private static final Lock ONE_AT_A_TIME = new ReentrantLock();

  private final long seed;

  public RandomChecker(long seed) {
    this.seed = seed;
  }

  @Override
  public Checker id() {
    return Checker.JQWIK;
  }

  @Override
  public Finding check(Subject subject, Set<Property> sought, Effort effort) {
    SubjectCode.check(subject);
    long deadline = System.nanoTime() + effort.budget().toNanos();
    Campaign campaign = new Campaign(subject, sought, seed, deadline);
    Optional<Throwable> failure =
        launch(
            campaign,
            effort.readable() ? "readable" : "found",
            Math.toIntExact(effort.executions()));
    campaign.rethrowUnwatched();
    // jqwik may call a violation flaky when the time runs out while it is made smaller; it was
    // seen.
    if (failure.isPresent() && campaign.violation().isEmpty()) {
      throw new IllegalStateException(
          "jqwik did not finish on " + subject + ": " + failure.orElse(null), failure.orElse(null));
    }
    if (campaign.violation().isEmpty()
        && !campaign.wasCut()
        && campaign.executions() < effort.executions()) {
      throw new IllegalStateException(
          "jqwik ran %s of %s programs, though nothing stopped it"
              .formatted(campaign.executions(), effort.executions()));
    }
    boolean cut = campaign.wasCut() && campaign.violation().isEmpty();
    return new Finding(
        campaign.executions(),
        cut
            ? "time: %s of %s random programs".formatted(campaign.executions(), effort.executions())
            : "random",
        cut,
        campaign.violation(),
        campaign.repro(),
        campaign.coverage().exceeded(),
        campaign.coverage().missing(subject, id()));
  }

  private static Optional<Throwable> launch(Campaign campaign, String method, int tries) {
    ONE_AT_A_TIME.lock();
    try {
      PlanProperty.serve(campaign);
      return launch(method, tries);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private static Optional<Throwable> launch(String method, int tries) {
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
