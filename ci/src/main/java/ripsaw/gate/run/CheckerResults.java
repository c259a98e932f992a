package ripsaw.gate.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ripsaw.gate.worker.Answer;

/**
 * All that one checker said in a run.
 *
 * @param faults by the fault's id: whether it was found
 * @param subjects by the subject's id: each violation, one after another, and last a run for what
 *     was still sought; none of a subject that it was not to look at
 * @param planted by the subject's id: of the subject with a fault planted in it; none of whoever
 *     does not run the subject
 */
public record CheckerResults(
    Map<String, Answer> faults, Map<String, List<Answer>> subjects, Map<String, Planted> planted) {
  public CheckerResults() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }
}
