package ripsaw.spec.tla;

import java.util.List;
import java.util.Map;

/**
 * Steps of a specification from an initial state on.
 *
 * @param states at least one
 * @param backTo for a behaviour without end: the index of the state that follows on the last one,
 *     which is the last one itself if nothing happens any more; else {@link #ENDS}
 */
public record Behavior(List<State> states, int backTo) {
  /** Of a behaviour that shows all it is to show in its last state. */
  public static final int ENDS = -1;

  /**
   * A state, and the step that led to it.
   *
   * @param action the name of its definition; empty for the initial state
   * @param variables by name
   */
  public record State(String action, Map<String, TlaValue> variables) {}
}
