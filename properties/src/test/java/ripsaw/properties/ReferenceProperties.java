package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.machine.MachineEvent;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * The references under long random programs, as jqwik runs them by itself. The statistics say how
 * often a program comes to the delicate places, and the property fails if it never does.
 */
class ReferenceProperties {
  private static final Subject REFERENCE = subject("dragonfly/reference");
  private static final Subject REPAIR = subject("dragonfly/pin-link-read");

  @Property(
      tries = 8_000,
      seed = "2010",
      edgeCases = EdgeCasesMode.NONE,
      generation = GenerationMode.RANDOMIZED)
  void theReferenceKeepsEveryPropertyItPromises(@ForAll("plans") Plan plan) {
    Coverage coverage = run(plan, REFERENCE);
    mustOccur("a slab is ripped", coverage.of(MachineEvent.SLAB_RIPPED));
    mustOccur(
        "another cpu makes a slab where one was ripped",
        coverage.elsewhere(MachineEvent.SLAB_CREATED));
    mustOccur("a stale signal is dropped", coverage.of(KfreeEvent.SIGNAL_STALE));
    mustOccur("a slab is parked", coverage.of(KfreeEvent.PARKED));
    mustOccur("a chunk is freed remotely", coverage.of(KfreeEvent.LINKED));
  }

  @Property(
      tries = 8_000,
      seed = "2010",
      edgeCases = EdgeCasesMode.NONE,
      generation = GenerationMode.RANDOMIZED)
  void theRepairKeepsEveryPropertyItPromises(@ForAll("plans") Plan plan) {
    Coverage coverage = run(plan, REPAIR);
    mustOccur("a slab is ripped", coverage.of(MachineEvent.SLAB_RIPPED));
    mustOccur("a signal is taken", coverage.of(MachineEvent.SIGNAL_TAKEN));
  }

  private static Coverage run(Plan plan, Subject subject) {
    ManualRun execution = plan.run(subject, subject.promised());
    assertThat(execution.session().found()).isEmpty();
    assertThat(execution.wasCut()).isFalse();
    return execution.session().coverage();
  }

  private static void mustOccur(String place, long times) {
    Statistics.label(place)
        .collect(times > 0)
        .coverage(checker -> checker.check(true).count(count -> count > 0));
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Plans.plans(new KfreeFamily().workload());
  }

  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }
}
