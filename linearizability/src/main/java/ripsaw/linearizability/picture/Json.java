package ripsaw.linearizability.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import ripsaw.linearizability.repro.Recording;
import ripsaw.spec.Violation;

/** A recording as JSON: its fields in the order of their declaration, under their own names. */
public final class Json {
  /** Raised whenever a reader of the old one would be misled. */
  static final String FORMAT = "ripsaw-recording-1";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().addMixIn(Recording.Row.class, OwnLane.class).build();

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private Json() {}

  /**
   * @return with a line feed at the end
   */
  public static String text(Recording recording) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    return write(recording, MAPPER.writer(printer)) + "\n";
  }

  /**
   * The same on one line, for the inside of a script element: no text in it can end the element.
   */
  static String inHtml(Recording recording) {
    // These stand in strings only, where a backslash may be used for any character.
    return write(recording, MAPPER.writer())
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }

  private static String write(Recording recording, ObjectWriter writer) {
    try {
      return writer.writeValueAsString(Document.of(recording));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param violation null if the execution was clean
   * @param loop left out if it ends
   * @param lanes left out if each cpu has one
   * @param rest left out if nothing is wrong when nobody calls any more
   */
  @JsonPropertyOrder({
    "format",
    "subject",
    "memory",
    "program",
    "cpus",
    "lanes",
    "violation",
    "loop",
    "rest",
    "rows"
  })
  private record Document(
      String format,
      String subject,
      String memory,
      List<String> program,
      int cpus,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> lanes,
      Broken violation,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer loop,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer rest,
      List<Recording.Row> rows) {
    static Document of(Recording recording) {
      return new Document(
          FORMAT,
          recording.subject(),
          recording.memory(),
          recording.program(),
          recording.cpus(),
          recording.lanes(),
          recording.violation().map(Broken::of).orElse(null),
          recording.loop().orElse(null),
          recording.rest().orElse(null),
          recording.rows());
    }
  }

  /** Of a row: its lane is left out if that is its cpu's. */
  private interface OwnLane {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    Integer lane();
  }

  private record Broken(String property, String sentence, String detail) {
    static Broken of(Violation violation) {
      return new Broken(
          violation.property().id(), violation.property().sentence(), violation.detail());
    }
  }
}
