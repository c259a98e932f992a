package ripsaw.gate.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import ripsaw.gate.text.Json;
import ripsaw.linearizability.checker.SubjectChecker;

/**
 * The lines between the gate and a worker. A line is a mark and a JSON object: what else a JVM or a
 * library writes to the same pipe has no mark. Questions are numbered, and an answer names the
 * number: so it cannot be taken for the answer to another question.
 */
final class Protocol {
  private static final String MARK = "@ripsaw ";

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

  private record AnswerLine(int number, String trouble, FlatAnswer.FlatFinding finding) {}

  static boolean isMarked(String line) {
    return line.startsWith(MARK);
  }

  static String write(int number, Question question) {
    return line(
        new QuestionLine(
            number,
            question.subject(),
            FlatAnswer.ids(question.sought()),
            question.effort().executions(),
            question.effort().budget().toMillis(),
            question.effort().readable()));
  }

  static Numbered readQuestion(String line) throws Garbled {
    QuestionLine read = parse(line, QuestionLine.class);
    SubjectChecker.Effort effort =
        new SubjectChecker.Effort(
            read.executions, Duration.ofMillis(read.budgetMillis), read.readable);
    return whole(
        () ->
            new Numbered(
                read.number, new Question(read.subject, FlatAnswer.byId(read.sought), effort)));
  }

  static String write(int number, Answer answer) {
    FlatAnswer flat = FlatAnswer.of(answer);
    return line(new AnswerLine(number, flat.trouble(), flat.finding()));
  }

  /**
   * @param number of the question that this must be the answer to
   */
  static Answer readAnswer(String line, int number) throws Garbled {
    AnswerLine read = parse(line, AnswerLine.class);
    if (read.number != number) {
      throw new Garbled("an answer to question " + read.number + " instead of " + number);
    }
    return whole(new FlatAnswer(read.trouble, read.finding)::answer);
  }

  private static <T> T whole(Supplier<T> read) throws Garbled {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new Garbled(e.getMessage());
    }
  }

  private static String line(Object object) {
    try {
      return MARK + Json.STRICT.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a record of strings and numbers
    }
  }

  private static <T> T parse(String line, Class<T> type) throws Garbled {
    try {
      T read = Json.STRICT.readValue(line.substring(MARK.length()), type);
      if (read == null) {
        throw new Garbled("a line without anything");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new Garbled("not a line of the protocol: " + e.getOriginalMessage());
    }
  }
}
