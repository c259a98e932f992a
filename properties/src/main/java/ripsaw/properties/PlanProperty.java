package ripsaw.properties;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingMode;

/**
 * What jqwik runs. It makes an instance of this class itself, so the campaign reaches it by a field
 * of the class; campaigns run one at a time.
 *
 * <p>jqwik takes a seed from the annotation only. So that seed is fixed, and the campaign's is
 * mixed into every plan.
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
class PlanProperty {
  private static Campaign campaign;

  static void serve(Campaign next) {
    campaign = next;
  }

  /** For the museum, where it is enough that the fault is found. */
  @Property(shrinking = ShrinkingMode.OFF, seed = "1")
  void found(@ForAll("plans") Plan plan) {
    campaign.run(plan);
  }

  /** For subjects, whose violations somebody will read. */
  @Property(shrinking = ShrinkingMode.FULL, seed = "1")
  void readable(@ForAll("plans") Plan plan) {
    campaign.run(plan);
  }

  @Provide
  Arbitrary<Plan> plans() {
    RandomGenerator<Plan> generator =
        Plans.plans(campaign.workload()).generator(Once.GENERATED_SIZE);
    return Arbitraries.fromGenerator(
        random ->
            campaign.isOver()
                ? Shrinkable.unshrinkable(Plan.NOTHING)
                : generator.next(new Random(random.nextLong() ^ campaign.seed())));
  }
}
