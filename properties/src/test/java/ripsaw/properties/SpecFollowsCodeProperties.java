package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import ripsaw.dragonfly.kfree.KfreeWorkload;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.bridge.kfree.RemoteFreeConfig;
import ripsaw.machine.Shape;
import ripsaw.subject.Catalogue;

/**
 * Whatever the Java does under jqwik's random programs and schedules is a behaviour of {@code
 * RemoteFree.tla} on a machine of the same shape: up to four cpus, six addresses, four chunks a
 * slab.
 */
class SpecFollowsCodeProperties {
  private static final Map<Shape, SpecFollowsCode> REFERENCE = new HashMap<>();
  private static final Map<Shape, SpecFollowsCode> MUTANT = new HashMap<>();

  @Property(
      tries = 800,
      seed = "2010",
      edgeCases = EdgeCasesMode.NONE,
      generation = GenerationMode.RANDOMIZED,
      shrinking = ShrinkingMode.OFF)
  void everyExecutionOfTheReferenceIsABehaviourOfTheSpecification(@ForAll("plans") Plan plan)
      throws IOException {
    SpecFollowsCode spec = run(plan, "dragonfly/reference", REFERENCE);
    assertThat(spec.difference()).isEmpty();
    Statistics.label("has accesses that are actions")
        .collect(spec.points() > 0)
        .coverage(checker -> checker.check(true).percentage(share -> share > 90));
  }

  @Property(
      tries = 150,
      seed = "2010",
      edgeCases = EdgeCasesMode.NONE,
      generation = GenerationMode.RANDOMIZED,
      shrinking = ShrinkingMode.OFF)
  void aMutantThatNoPropertyTellsFromTheReferenceIsNoBehaviourOfIt(@ForAll("plans") Plan plan)
      throws IOException {
    SpecFollowsCode spec = run(plan, "museum/unpark-forgotten", MUTANT);
    Statistics.label("differs")
        .collect(spec.difference().isPresent())
        .coverage(checker -> checker.check(true).count(times -> times > 0));
  }

  private static SpecFollowsCode run(Plan plan, String subject, Map<Shape, SpecFollowsCode> specs)
      throws IOException {
    SpecFollowsCode spec = specs.get(plan.shape());
    if (spec == null) {
      spec = new SpecFollowsCode(RemoteFreeConfig.of(plan.shape(), RemoteFreeConfig.REFERENCE));
      specs.put(plan.shape(), spec);
    }
    plan.run(Catalogue.load().find(subject).orElseThrow(), Set.of(), spec.follow());
    return spec;
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Plans.plans(KfreeWorkload.plain());
  }
}
