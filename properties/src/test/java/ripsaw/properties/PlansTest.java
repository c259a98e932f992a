package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.subject.Workload.Weighted.of;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.execution.Move;
import ripsaw.machine.Shape;
import ripsaw.subject.Catalogue;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Action;
import ripsaw.subject.Workload.Machines;
import ripsaw.subject.Workload.Phase;
import ripsaw.subject.Workload.Range;
import ripsaw.subject.Workload.Style;

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
  void aMachineHasNoMoreNodesThanItHasCpusAndRoomForSlabs() {
    List<Shape> shapes =
        plans(MACHINES.withNodes(List.of(of(1, 1), of(1, 3)))).stream().map(Plan::shape).toList();
    assertThat(shapes).extracting(Shape::nodes).contains(1, 2, 3);
    assertThat(shapes)
        .filteredOn(shape -> shape.nodes() == 2)
        .allMatch(shape -> Math.min(shape.cpus(), shape.pages() / shape.slabPages()) == 2);
    assertThat(plans(MACHINES)).allMatch(plan -> plan.shape().nodes() == 1);
  }

  @Example
  void aWorkloadMayHaveThreadsOfOneCpuDevicesAndThreadsThatRoam() {
    Phase phase =
        new Phase(
            20,
            List.of(
                of(2, new Action.Allocate(false, List.of(Set.of()))),
                of(2, new Action.Use(CommonVerb.FREE)),
                of(1, new Action.Device()),
                of(1, new Action.Roam()),
                of(2, new Action.Go())));
    Style style = new Style(List.of(), 1, false, List.of(phase));
    Workload workload = new Workload(MACHINES.withThreads(List.of(of(1, 2))), List.of(style));
    RandomGenerator<Plan> generator = Plans.plans(workload).generator(1000);
    Set<Integer> cpus = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Plan plan = generator.next(new Random(seed)).value();
      ManualRun run =
          plan.run(Catalogue.load().find("dragonfly/reference").orElseThrow(), Set.of());
      assertThat(plan.threads()).isEqualTo(2);
      assertThat(run.cpus()).isEqualTo(2 * plan.shape().cpus());
      plan.moves().stream()
          .filter(Move.Device.class::isInstance)
          .forEach(move -> cpus.add(((Move.Device) move).cpu()));
    }
    assertThat(cpus).as("threads, of up to 4 cpus").hasSize(8);
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
