package ripsaw.spec.tla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of TLA+, as TLC prints it:
 *
 * <pre>
 *   TRUE   -1   "text"   None
 *   &lt;&lt;1, 2&gt;&gt;   {1, 2}   [at |-&gt; "idle", slab |-&gt; None]   (0 :&gt; 1 @@ 1 :&gt; 2)
 * </pre>
 *
 * <p>TLC prints a function of 1 … n as a sequence, and of strings as a record; so it is here.
 */
public sealed interface TlaValue {
  /** TRUE or FALSE. */
  record Bool(boolean value) implements TlaValue {
    @Override
    public String toString() {
      return value ? "TRUE" : "FALSE";
    }
  }

  /** A number. */
  record Int(int value) implements TlaValue {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** A string. */
  record Text(String value) implements TlaValue {
    @Override
    public String toString() {
      return '"' + value + '"';
    }
  }

  /** A model value: a name that is equal to itself alone. */
  record Name(String value) implements TlaValue {
    @Override
    public String toString() {
      return value;
    }
  }

  /** A sequence or tuple. */
  record Seq(List<TlaValue> items) implements TlaValue {
    @Override
    public String toString() {
      return "<<" + join(items) + ">>";
    }
  }

  /** A finite set; equal whatever the order. */
  record Items(Set<TlaValue> items) implements TlaValue {
    @Override
    public String toString() {
      return "{" + join(items) + "}";
    }
  }

  /** A function, a record being one of strings. */
  record Function(Map<TlaValue, TlaValue> values) implements TlaValue {
    @Override
    public String toString() {
      List<String> pairs = new ArrayList<>();
      values.forEach((key, value) -> pairs.add(key + " :> " + value));
      return "(" + String.join(" @@ ", pairs) + ")";
    }
  }

  private static String join(Iterable<TlaValue> items) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.toString()));
    return String.join(", ", texts);
  }

  /** The value of a record's field or of a function at this argument. */
  default TlaValue at(TlaValue argument) {
    TlaValue value = this instanceof Function function ? function.values.get(argument) : null;
    if (value == null) {
      throw new IllegalArgumentException("no value at " + argument + " in " + this);
    }
    return value;
  }

  /** A record's field. */
  default TlaValue field(String name) {
    return at(new Text(name));
  }

  /** The items of a sequence or of a set. */
  default List<TlaValue> list() {
    if (this instanceof Seq seq) {
      return seq.items;
    }
    if (this instanceof Items set) {
      return List.copyOf(set.items);
    }
    throw new IllegalArgumentException("no sequence: " + this);
  }

  default String text() {
    return ((Text) this).value();
  }

  default int number() {
    return ((Int) this).value();
  }

  default boolean isTrue() {
    return ((Bool) this).value();
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with the place, if it is none
   */
  static TlaValue parse(String text) {
    Parser parser = new Parser(text);
    TlaValue value = parser.value();
    parser.end();
    return value;
  }

  /** Recursive descent; every call consumes something. */
  final class Parser {
    private final String text;
    private int at;

    private Parser(String text) {
      this.text = text;
    }

    private TlaValue value() {
      if (takes("<<")) {
        return new Seq(List.copyOf(items(">>")));
      }
      if (takes("{")) {
        return new Items(new LinkedHashSet<>(items("}")));
      }
      if (takes("[")) {
        return pairs("|->", ",", "]", true);
      }
      if (takes("(")) {
        return pairs(":>", "@@", ")", false);
      }
      if (takes("\"")) {
        int end = text.indexOf('"', at);
        Text value = new Text(text.substring(at, end < 0 ? text.length() : end));
        at += value.value().length();
        expect("\"");
        return value;
      }
      return word(word());
    }

    private static TlaValue word(String word) {
      return switch (word) {
        case "TRUE" -> new Bool(true);
        case "FALSE" -> new Bool(false);
        default -> word.matches("-?[0-9]+") ? new Int(Integer.parseInt(word)) : new Name(word);
      };
    }

    private List<TlaValue> items(String end) {
      List<TlaValue> items = new ArrayList<>();
      while (!takes(end)) {
        if (!items.isEmpty()) {
          expect(",");
        }
        items.add(value());
      }
      return items;
    }

    private Function pairs(String arrow, String comma, String end, boolean isRecord) {
      Map<TlaValue, TlaValue> values = new LinkedHashMap<>();
      while (!takes(end)) {
        if (!values.isEmpty()) {
          expect(comma);
        }
        TlaValue key = isRecord ? new Text(word()) : value();
        expect(arrow);
        values.put(key, value());
      }
      return new Function(values);
    }

    private String word() {
      skip();
      int begin = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at))
              || text.charAt(at) == '_'
              || text.charAt(at) == '-' && at == begin)) {
        at++;
      }
      if (at == begin) {
        throw wrong("a value");
      }
      return text.substring(begin, at);
    }

    private void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private boolean takes(String token) {
      skip();
      if (!text.startsWith(token, at)) {
        return false;
      }
      at += token.length();
      return true;
    }

    private void expect(String token) {
      if (!takes(token)) {
        throw wrong("'" + token + "'");
      }
    }

    private void end() {
      skip();
      if (at < text.length()) {
        throw wrong("the end");
      }
    }

    private IllegalArgumentException wrong(String expected) {
      return new IllegalArgumentException(
          "expected %s at character %s of: %s".formatted(expected, at + 1, text));
    }
  }
}
