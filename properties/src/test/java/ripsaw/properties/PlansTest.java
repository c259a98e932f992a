package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.subject.Workload.Weighted.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.machine.Shape;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Machines;
import ripsaw.subject.Workload.Range;

class PlansTest {
  private static final Machines MACHINES =
      new Machines(
          List.of(of(1, 2), of(1, 3)),
          List.of(of(1, 2)),
          new Range(2, 4),
          new Range(0, 3),
          List.of(of(2, 1), of(1, 4)),
          List.of(of(1, 1), of(1, 16)));

  private static List<Plan> plans(Machines machines) {
    Workload workload = new Workload(machines, new KfreeFamily().workload().styles());
    RandomGenerator<Plan> generator = Plans.plans(workload).generator(1000);
    List<Plan> plans = new ArrayList<>();
    for (int seed = 0; seed < 100; seed++) {
      plans.add(generator.next(new Random(seed)).value());
    }
    return plans;
  }

  @Example
  void aWorkloadDrawsEveryPartOfTheMachine() {
    List<Shape> shapes = plans(MACHINES).stream().map(Plan::shape).toList();
    assertThat(shapes).extracting(Shape::cachedSlabs).contains(0, 1, 2, 3);
    assertThat(shapes).extracting(Shape::slabPages).containsOnly(1, 4);
    assertThat(shapes).extracting(Shape::signals).containsOnly(1, 16);
    assertThat(shapes).extracting(shape -> shape.pages() / shape.slabPages()).containsOnly(2, 3, 4);
  }

  @Example
  void theReferenceHoldsOnThem() {
    Subject reference = Catalogue.load().find("dragonfly/reference").orElseThrow();
    for (Plan plan : plans(MACHINES)) {
      ManualRun run = plan.run(reference, Set.copyOf(reference.promised()));
      assertThat(run.session().found()).as("%s", plan).isEmpty();
      assertThat(run.session().machine().shape()).isEqualTo(plan.shape());
    }
  }
}
