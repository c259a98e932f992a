package ripsaw.linearizability.oracle;

import java.util.List;
import java.util.StringJoiner;

/**
 * What an execution came to.
 *
 * @param registers what each cpu loaded, in order, as {@code 1,0 0(1)}; handlers in brackets
 * @param memory what each word holds at the end, in the order of {@link Script#WORDS}
 * @param race whether two accesses raced
 */
public record Outcome(String registers, List<Long> memory, boolean race)
    implements Comparable<Outcome> {
  /** The same, but nothing raced. */
  public Outcome withoutRace() {
    return new Outcome(registers, memory, false);
  }

  /** The registers of all cpus as a text. */
  public static String registers(List<List<Long>> programs, List<List<Long>> handlers) {
    StringJoiner all = new StringJoiner(" ");
    for (int cpu = 0; cpu < programs.size(); cpu++) {
      if (!programs.get(cpu).isEmpty() || !handlers.get(cpu).isEmpty()) {
        String handled = handlers.get(cpu).isEmpty() ? "" : "(" + list(handlers.get(cpu)) + ")";
        all.add(list(programs.get(cpu)) + handled);
      }
    }
    return all.toString();
  }

  private static String list(List<Long> values) {
    return String.join(",", values.stream().map(String::valueOf).toList());
  }

  /**
   * Whether it is what a table's cell asks for, as {@code 1,0 0} or {@code 1 y=2}: these registers,
   * and these words at the end. A cell without registers asks only for words.
   */
  public boolean is(String cell) {
    StringJoiner asked = new StringJoiner(" ");
    for (String part : cell.split(" ")) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        asked.add(part);
      } else {
        int word = Script.WORDS.indexOf(part.substring(0, equals));
        if (memory.get(word) != Long.parseLong(part.substring(equals + 1))) {
          return false;
        }
      }
    }
    return asked.length() == 0 || registers.equals(asked.toString());
  }

  @Override
  public int compareTo(Outcome other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ");
    text.add(registers);
    for (int word = 0; word < memory.size(); word++) {
      if (memory.get(word) != 0) {
        text.add(Script.WORDS.charAt(word) + "=" + memory.get(word));
      }
    }
    return text + (race ? " race" : "");
  }
}
