package ripsaw.linearizability.bridge;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.spec.tlc.Specification;
import ripsaw.subject.Subject;

/**
 * Drives the Java along every edge of the specification's state graph, and compares the states
 * after each.
 *
 * @param states of the graph
 * @param edges of the graph
 * @param covered edges that the Java followed
 * @param walks in which it did
 * @param steps of them, repetitions included
 * @param merged accesses of the Java that belong to the action around them
 * @param unmapped accesses of the Java that no action accounts for
 * @param difference the first one found, and the steps that led there
 */
public record CodeFollowsSpec(
    int states,
    int edges,
    int covered,
    int walks,
    long steps,
    Set<String> merged,
    Set<String> unmapped,
    Optional<String> difference) {

  /** True if the Java followed everywhere, and did nothing else. */
  public boolean holds() {
    return covered == edges && edges > 0 && unmapped.isEmpty() && difference.isEmpty();
  }

  /**
   * @param shape of the machine; cpus and addresses as in the configuration
   */
  static CodeFollowsSpec check(
      Specification specification, Mapping mapping, Subject subject, Shape shape) {
    return check(StateGraph.of(specification, mapping), mapping, subject, shape);
  }

  static CodeFollowsSpec check(StateGraph graph, Mapping mapping, Subject subject, Shape shape) {
    StateGraph.Tour tour = graph.new Tour();
    Set<String> merged = new TreeSet<>();
    Set<String> unmapped = new TreeSet<>();
    Optional<String> difference = Optional.empty();
    int walks = 0;
    long steps = 0;
    for (Walk walk = tour.next(); walk != null && difference.isEmpty(); walk = tour.next()) {
      walks++;
      steps += walk.steps().size();
      Program program = walk.program(mapping, shape);
      // A historical subject goes wrong where its specification does, and is followed beyond.
      Driver driver = mapping.driver(subject, program, subject.kept(), false);
      difference = follow(mapping, driver, walk);
      merged.addAll(driver.merged());
      unmapped.addAll(driver.unmapped());
    }
    return new CodeFollowsSpec(
        graph.states(),
        graph.edges(),
        difference.isPresent() ? 0 : tour.covered(),
        walks,
        steps,
        merged,
        unmapped,
        difference);
  }

  private static Optional<String> follow(Mapping mapping, Driver driver, Walk walk) {
    int number = 0;
    try {
      for (Walk.Step step : walk.steps()) {
        number++;
        driver.make(step);
        Set<String> differences =
            step.after().differences(mapping.state(driver.run().session()), driver::isOpen);
        if (!differences.isEmpty()) {
          throw new Driver.Mismatch(String.join("; ", differences));
        }
      }
      return Optional.empty();
    } catch (Driver.Mismatch mismatch) {
      return Optional.of(told(walk, number, mismatch.getMessage()));
    }
  }

  private static String told(Walk walk, int number, String what) {
    StringBuilder text = new StringBuilder();
    for (Walk.Step step : walk.steps().subList(0, number)) {
      text.append(text.length() == 0 ? "" : ", ").append(step.action()).append(" cpu");
      text.append(step.cpu());
    }
    return "after step %s: %s. The steps: %s".formatted(number, what, text);
  }
}
