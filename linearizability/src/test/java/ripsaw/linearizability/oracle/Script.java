package ripsaw.linearizability.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one cpu, or one signal handler, does: words with a blank in between, such as {@code O.x=1}.
 * This is their grammar only. What they mean is written twice and independently: for the explorer
 * in {@code LitmusSubject}, for the oracle here.
 */
public record Script(List<Op> ops) {
  /** The words of memory by name. */
  public static final String WORDS = "xyza";

  /**
   * One word of a script.
   *
   * @param verb what is done, as {@code O}
   * @param object to which word or cpu, as {@code x}; may be empty
   * @param value with which value, as {@code 1}; may be empty
   */
  public record Op(String verb, String object, String value) {
    static Op parse(String text) {
      int equals = text.indexOf('=');
      String what = equals < 0 ? text : text.substring(0, equals);
      int dot = what.indexOf('.');
      return new Op(
          dot < 0 ? what : what.substring(0, dot),
          dot < 0 ? "" : what.substring(dot + 1),
          equals < 0 ? "" : text.substring(equals + 1));
    }

    /** The number of the word that it touches; -1 if it touches none. */
    public int word() {
      return object.isEmpty() ? -1 : WORDS.indexOf(object);
    }

    /** The number behind the equals sign. */
    public int number() {
      return Integer.parseInt(value);
    }

    /** Of a compare-and-set: what it expects. */
    public int expected() {
      return number() / 10;
    }

    /** Of a compare-and-set: what it sets. */
    public int desired() {
      return number() % 10;
    }

    /** Whether it sends a signal. */
    public boolean isSignal() {
      return verb.equals("S");
    }

    Op toLowerCpu() {
      return new Op(verb, String.valueOf(receiver() - 1), value);
    }

    /** The cpu that a signal is sent to. */
    public int receiver() {
      return Integer.parseInt(object);
    }

    @Override
    public String toString() {
      return verb + (object.isEmpty() ? "" : "." + object) + (value.isEmpty() ? "" : "=" + value);
    }
  }

  public static Script parse(String text) {
    return new Script(
        Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).map(Op::parse).toList());
  }

  /** Every script that is this one without an access, or without a pair of braces. */
  List<Script> smaller() {
    List<Script> smaller = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      List<Op> left = new ArrayList<>(ops);
      Op removed = left.remove(i);
      if (removed.verb().equals("{")) {
        left.remove(
            IntStream.range(i, left.size())
                .filter(at -> left.get(at).verb().equals("}"))
                .findFirst()
                .orElseThrow());
      }
      if (!removed.verb().equals("}")) {
        smaller.add(new Script(left));
      }
    }
    return smaller;
  }

  @Override
  public String toString() {
    return ops.stream().map(Op::toString).collect(Collectors.joining(" "));
  }
}
