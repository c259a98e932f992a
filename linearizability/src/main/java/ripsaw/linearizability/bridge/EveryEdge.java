package ripsaw.linearizability.bridge;

import java.io.IOException;
import ripsaw.machine.Shape;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tlc.Specification;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * A model of the manifest along whose every edge the Java is driven.
 *
 * @param model a small one, that holds
 * @param mapping of its module
 * @param shape of the machine; cpus and addresses as in the model
 * @param java the Java that the model stands for
 */
public record EveryEdge(Model model, Mapping mapping, Shape shape, Subject java) {
  /** The Java is the subject that the manifest names. */
  public static EveryEdge of(String model, Mapping mapping, Shape shape) {
    String subject = model(model).subject();
    return of(model, mapping, shape, Catalogue.load().find(subject).orElseThrow());
  }

  /** The Java is another than the manifest's, such as one that is cut down as the model is. */
  public static EveryEdge of(String model, Mapping mapping, Shape shape, Subject java) {
    return new EveryEdge(model(model), mapping, shape, java);
  }

  private static Model model(String name) {
    return Manifest.load().find(name).orElseThrow();
  }

  /** The model's states and steps, which TLC takes a while to find. */
  public StateGraph graph() throws IOException {
    return StateGraph.of(Specification.of(model), mapping);
  }

  /** Drives this Java along every edge of {@link #graph}. */
  public CodeFollowsSpec drive(Subject other, StateGraph graph) {
    return CodeFollowsSpec.check(graph, mapping, other, shape);
  }

  /** Drives the Java along every edge. */
  public CodeFollowsSpec drive() throws IOException {
    return drive(java, graph());
  }
}
