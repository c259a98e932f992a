package ripsaw.linearizability.bridge;

import java.util.Optional;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Behavior;

/** Reads a behaviour that TLC found as a walk that the Java can be taken along. */
public interface BehaviorReader {
  /**
   * The id of the subject that a configuration stands for.
   *
   * @param config the text of the configuration
   */
  String subject(String config);

  /** The steps of a behaviour. */
  Walk walk(Behavior behavior);

  /** The machine for a walk. */
  Shape shape(Walk walk);

  /**
   * The property by which the Java's checkers see it, in an execution that ends; empty if they have
   * none.
   */
  default Optional<Property> inTheJava(Property violated) {
    return Optional.of(violated);
  }
}
