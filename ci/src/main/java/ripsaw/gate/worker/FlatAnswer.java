package ripsaw.gate.worker;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * An {@link Answer} of numbers and texts, as it is written between processes and into files.
 *
 * @param finding null if there is none
 */
public record FlatAnswer(String trouble, FlatFinding finding) {
  /**
   * A {@link Finding}.
   *
   * @param property that is violated, and how; both null if none is
   */
  record FlatFinding(
      long executions,
      String bound,
      boolean cutByBudget,
      String property,
      String detail,
      String repro,
      List<String> exceeded,
      List<String> notCovered,
      int kept) {
    static FlatFinding of(Finding finding) {
      return new FlatFinding(
          finding.executions(),
          finding.bound(),
          finding.cutByBudget(),
          finding.violation().map(violation -> violation.property().id()).orElse(null),
          finding.violation().map(Violation::detail).orElse(null),
          finding.repro(),
          ids(finding.exceeded()),
          finding.notCovered().stream().sorted().toList(),
          finding.kept());
    }

    Finding finding() {
      return new Finding(
          executions,
          required(bound),
          cutByBudget,
          violation(),
          required(repro),
          byId(exceeded),
          new TreeSet<>(required(notCovered)),
          kept);
    }

    private Optional<Violation> violation() {
      return property == null
          ? Optional.empty()
          : Optional.of(new Violation(byId(property), required(detail)));
    }
  }

  public static FlatAnswer of(Answer answer) {
    return new FlatAnswer(answer.trouble(), answer.finding().map(FlatFinding::of).orElse(null));
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  public Answer answer() {
    return finding == null ? Answer.none(required(trouble)) : Answer.of(finding.finding());
  }

  /** Sorted. */
  static List<String> ids(Collection<Property> properties) {
    return properties.stream().map(Property::id).sorted().toList();
  }

  /**
   * @throws IllegalArgumentException if there is no such property
   */
  static Set<Property> byId(List<String> ids) {
    Set<Property> properties = new LinkedHashSet<>();
    required(ids).forEach(id -> properties.add(byId(id)));
    return properties;
  }

  private static Property byId(String id) {
    return Property.byId(id)
        .orElseThrow(() -> new IllegalArgumentException("no such property: " + id));
  }

  private static <T> T required(T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
