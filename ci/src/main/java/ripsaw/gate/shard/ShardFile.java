package ripsaw.gate.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import ripsaw.gate.text.Json;
import ripsaw.spec.kept.Digest;

/**
 * What a shard leaves: a file that says which run it is a share of, and what was answered.
 *
 * @param answers by the names of their tasks, in that order
 */
public record ShardFile(Head head, List<Answered> answers) {
  /** In the directory that is the shard's own. */
  public static final String NAME = "shard.json";

  private static final int FORMAT = 1;

  /**
   * The run, which all its shards agree on, and which share of it this is.
   *
   * @param build digest of the code, the specification and what else judges
   * @param command its words: the command, options by name, and what it is about
   * @param tasks digest of the names of all tasks
   * @param cut why tasks of this shard have no answer; empty if all have that need one
   */
  public record Head(
      String build, List<String> command, int shard, int of, String tasks, String cut) {
    /** As somebody would type it. */
    public String inWords() {
      return "ripsaw %s --shard %s/%s".formatted(String.join(" ", command), shard, of);
    }
  }

  /**
   * A task and its answer.
   *
   * @param took milliseconds, which are no part of any report
   */
  public record Answered(String task, JsonNode answer, long took) {}

  /** Not a file of a shard, or not all of it. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * @param digest of the shard's text
   */
  private record Document(int format, String digest, ShardFile shard) {}

  public ShardFile {
    Objects.requireNonNull(head);
    Objects.requireNonNull(answers);
  }

  String text() {
    return Json.text(new Document(FORMAT, digest(), this));
  }

  private String digest() {
    return Digest.of(Json.STRICT.valueToTree(this).toString());
  }

  static ShardFile read(String text) throws Unreadable {
    try {
      Document document = Json.STRICT.readValue(text, Document.class);
      if (document == null || document.shard == null) {
        throw new Unreadable("it holds no shard");
      }
      if (document.format != FORMAT) {
        throw new Unreadable("it is of format %s instead of %s".formatted(document.format, FORMAT));
      }
      if (!document.shard.digest().equals(document.digest)) {
        throw new Unreadable("it is not as it was written");
      }
      return document.shard;
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is cut, or no shard's at all");
    }
  }

  static JsonNode tree(Object answer) {
    return Json.STRICT.valueToTree(answer);
  }

  /**
   * @throws Unreadable if it is no answer of this type
   */
  static <A> A answer(JsonNode tree, Class<A> type) throws Unreadable {
    try {
      A answer = Json.STRICT.treeToValue(tree, type);
      if (answer != null) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      // As below.
    }
    throw new Unreadable("an answer is none");
  }
}
