package ripsaw.gate.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * The lines between the gate and a worker. A line is a mark and a JSON object: what else a JVM or a
 * library writes to the same pipe has no mark. Questions are numbered, and an answer names the
 * number: so it cannot be taken for the answer to another question.
 */
final class Protocol {
  private static final String MARK = "@ripsaw ";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Protocol() {}

  /** A line that is not what it should be. */
  static final class Garbled extends Exception {
    private static final long serialVersionUID = 1;

    Garbled(String message) {
      super(message);
    }
  }

  /** A question, as the worker sees it. */
  record Numbered(int number, Question question) {}

  private record QuestionLine(
      int number,
      String subject,
      List<String> sought,
      long executions,
      long budgetMillis,
      boolean readable) {}

  private record AnswerLine(int number, String trouble, FindingLine finding) {}

  private record FindingLine(
      long executions,
      String bound,
      boolean cutByBudget,
      String property,
      String detail,
      String repro,
      List<String> exceeded,
      List<String> notCovered,
      int kept) {}

  static boolean isMarked(String line) {
    return line.startsWith(MARK);
  }

  static String write(int number, Question question) {
    return line(
        new QuestionLine(
            number,
            question.subject(),
            ids(question.sought()),
            question.effort().executions(),
            question.effort().budget().toMillis(),
            question.effort().readable()));
  }

  static Numbered readQuestion(String line) throws Garbled {
    QuestionLine read = parse(line, QuestionLine.class);
    SubjectChecker.Effort effort =
        new SubjectChecker.Effort(
            read.executions, Duration.ofMillis(read.budgetMillis), read.readable);
    return new Numbered(read.number, new Question(read.subject, byId(read.sought), effort));
  }

  static String write(int number, Answer answer) {
    return line(
        new AnswerLine(
            number, answer.trouble(), answer.finding().map(Protocol::flat).orElse(null)));
  }

  /**
   * @param number of the question that this must be the answer to
   */
  static Answer readAnswer(String line, int number) throws Garbled {
    AnswerLine read = parse(line, AnswerLine.class);
    if (read.number != number) {
      throw new Garbled("an answer to question " + read.number + " instead of " + number);
    }
    if (read.finding == null) {
      return Answer.none(required(read.trouble));
    }
    return Answer.of(
        new Finding(
            read.finding.executions,
            required(read.finding.bound),
            read.finding.cutByBudget,
            violation(read.finding),
            required(read.finding.repro),
            byId(read.finding.exceeded),
            new TreeSet<>(required(read.finding.notCovered)),
            read.finding.kept));
  }

  private static FindingLine flat(Finding finding) {
    return new FindingLine(
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

  private static Optional<Violation> violation(FindingLine finding) throws Garbled {
    if (finding.property == null) {
      return Optional.empty();
    }
    return Optional.of(new Violation(property(finding.property), required(finding.detail)));
  }

  private static List<String> ids(Collection<Property> properties) {
    return properties.stream().map(Property::id).sorted().toList();
  }

  private static Set<Property> byId(List<String> ids) throws Garbled {
    Set<Property> properties = new LinkedHashSet<>();
    for (String id : required(ids)) {
      properties.add(property(id));
    }
    return properties;
  }

  private static Property property(String id) throws Garbled {
    return Property.byId(id).orElseThrow(() -> new Garbled("no such property: " + id));
  }

  private static <T> T required(T value) throws Garbled {
    if (value == null) {
      throw new Garbled("a field is missing");
    }
    return value;
  }

  private static String line(Object object) {
    try {
      return MARK + JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a record of strings and numbers
    }
  }

  private static <T> T parse(String line, Class<T> type) throws Garbled {
    try {
      return required(JSON.readValue(line.substring(MARK.length()), type));
    } catch (JsonProcessingException e) {
      throw new Garbled("not a line of the protocol: " + e.getOriginalMessage());
    }
  }
}
