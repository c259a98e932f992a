package ripsaw.linearizability.bridge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Afterwards;
import ripsaw.linearizability.program.Permutations;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.tla.Behavior;
import ripsaw.subject.Subject;

/**
 * Makes a counterexample of TLC on the Java: each step of the behaviour by the actor that makes it,
 * and then everything that is still under way to its end. What comes out is a repro, as the
 * explorer writes them.
 */
public final class Counterexample {
  private Counterexample() {}

  /**
   * @param violated what the behaviour violates
   * @return empty if the subject's family {@linkplain FamilyBridge#behaviors reads} no behaviours,
   *     or the subject cannot follow, or does not violate the property where the behaviour does
   */
  public static Optional<Repro> repro(Subject subject, Behavior behavior, Property violated) {
    return FamilyBridge.of(subject.family())
        .flatMap(
            bridge ->
                bridge
                    .behaviors()
                    .flatMap(
                        reader -> repro(subject, bridge.mapping(), reader, behavior, violated)));
  }

  private static Optional<Repro> repro(
      Subject subject,
      Mapping mapping,
      BehaviorReader reader,
      Behavior behavior,
      Property violated) {
    Walk walk = reader.walk(behavior);
    Shape shape = reader.shape(walk);
    Program program = walk.program(mapping, shape);
    Optional<Property> expected = reader.inTheJava(violated);
    Set<Property> sought = expected.map(Set::of).orElseGet(subject::promised);
    for (List<Integer> order : Permutations.of(2 * shape.cpus())) {
      Driver driver = mapping.driver(subject, program, sought, true);
      if (!complete(driver, walk, order)) {
        return Optional.empty();
      }
      if (Afterwards.canFollow(driver.run())) {
        new Afterwards(driver.run().session()).judge();
      }
      Optional<Property> found = driver.run().session().found().map(Violation::property);
      if (found.equals(expected)) {
        return Optional.of(
            new Repro(
                subject.id(), program, MemoryModel.SC, expected, Optional.of(driver.schedule())));
      }
    }
    return Optional.empty();
  }

  /** Follows the walk, and then lets everybody come to an end. */
  private static boolean complete(Driver driver, Walk walk, List<Integer> order) {
    try {
      for (Walk.Step step : walk.steps()) {
        driver.make(step);
      }
      boolean progress = true;
      while (progress) {
        progress = false;
        for (int actor : order) {
          while (driver.canStep(actor)) {
            driver.step(actor);
            progress = true;
          }
        }
      }
      return driver.run().isOver();
    } catch (Driver.Mismatch impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
