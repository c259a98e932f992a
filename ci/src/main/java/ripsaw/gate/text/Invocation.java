package ripsaw.gate.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ripsaw.subject.UserClasses;

/** A command of this program, as it can be typed where the user stands. */
public final class Invocation {
  /** Names what the user typed to start the script. */
  private static final String PROPERTY = "ripsaw.command";

  private Invocation() {}

  /** With the classes of the user's own, if there are any. */
  public static String of(String... words) {
    List<String> all = new ArrayList<>(List.of(System.getProperty(PROPERTY, "ci/ripsaw")));
    all.addAll(List.of(words));
    String classes = System.getProperty(UserClasses.PROPERTY, "");
    if (!classes.isEmpty()) {
      all.addAll(2, List.of("-cp", classes));
    }
    return all.stream().map(Invocation::quoted).collect(Collectors.joining(" "));
  }

  /** For a shell. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
