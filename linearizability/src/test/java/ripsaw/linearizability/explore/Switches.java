package ripsaw.linearizability.explore;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Every execution of the lines of a {@link TaskSubject} under sequential consistency, by a few
 * rules of its own: it knows no machine, no coroutine and no explorer. An operation is one step. On
 * a cpu, whoever is in a critical section, has interrupts off, or is a device at work, keeps all
 * others from it.
 */
final class Switches {
  private static final int CPUS = 2;

  private final List<String> keys;
  private final List<List<String>> scripts;
  private final boolean excludes;
  private final Set<String> outcomes = new TreeSet<>();
  private final Set<String> known = new HashSet<>();

  private static final class State {
    private int[] next;
    private int[] cpu;
    private int[] critical;
    private boolean[] off;
    private int[] words = new int[TaskSubject.WORDS.length()];
    private int[] own = new int[CPUS];
    private String[] registers;

    State copy() {
      State copy = new State();
      copy.next = next.clone();
      copy.cpu = cpu.clone();
      copy.critical = critical.clone();
      copy.off = off.clone();
      copy.words = words.clone();
      copy.own = own.clone();
      copy.registers = registers.clone();
      return copy;
    }

    @Override
    public String toString() {
      return Arrays.toString(next)
          + Arrays.toString(cpu)
          + Arrays.toString(critical)
          + Arrays.toString(off)
          + outcome();
    }

    String outcome() {
      StringJoiner text = new StringJoiner(" ");
      for (String one : registers) {
        text.add("r" + one);
      }
      for (int word = 0; word < words.length; word++) {
        text.add(TaskSubject.WORDS.charAt(word) + "=" + words[word]);
      }
      for (int one : own) {
        text.add("L=" + one);
      }
      return text.toString();
    }
  }

  private Switches(Map<String, List<String>> lines, boolean excludes) {
    this.keys = List.copyOf(lines.keySet());
    this.scripts = List.copyOf(lines.values());
    this.excludes = excludes;
    State first = new State();
    int count = keys.size();
    first.next = new int[count];
    first.cpu = keys.stream().mapToInt(key -> key.charAt(3) - '0').toArray();
    first.critical = new int[count];
    first.off = new boolean[count];
    first.registers = new String[count];
    Arrays.fill(first.registers, "");
    goOn(first);
  }

  /** What the executions come to: see {@link TaskSubject.Explored}. */
  static Set<String> outcomes(Map<String, List<String>> lines) {
    return new Switches(lines, true).outcomes;
  }

  /** The same if nothing kept a cpu from switching. */
  static Set<String> withoutExclusion(Map<String, List<String>> lines) {
    return new Switches(lines, false).outcomes;
  }

  private void goOn(State state) {
    if (!known.add(state.toString())) {
      return;
    }
    boolean isOver = true;
    for (int line = 0; line < keys.size(); line++) {
      if (state.next[line] < scripts.get(line).size()) {
        isOver = false;
        if (mayStep(state, line)) {
          step(state, line);
        }
      }
    }
    if (isOver) {
      outcomes.add(state.outcome());
    }
  }

  private boolean mayStep(State state, int line) {
    for (int other = 0; excludes && other < keys.size(); other++) {
      if (other != line && state.cpu[other] == state.cpu[line] && keeps(state, other)) {
        return false;
      }
    }
    return true;
  }

  private boolean keeps(State state, int line) {
    boolean atWork =
        keys.get(line).endsWith(".irq")
            && state.next[line] > 0
            && state.next[line] < scripts.get(line).size();
    return atWork || state.critical[line] > 0 || state.off[line];
  }

  private void step(State before, int line) {
    String op = scripts.get(line).get(before.next[line]).replace("P.", "");
    int cpus = op.equals("sleep") && keys.get(line).endsWith(" roams") ? CPUS : 1;
    for (int i = 0; i < cpus; i++) {
      State state = before.copy();
      state.next[line]++;
      int here = state.cpu[line];
      switch (op) {
        case "{" -> state.critical[line]++;
        case "}" -> state.critical[line]--;
        case "off" -> state.off[line] = true;
        case "on" -> state.off[line] = false;
        case "sleep" -> state.cpu[line] = (here + i) % CPUS;
        case "L=1" -> state.own[here] = 1;
        case "L" -> state.registers[line] += state.own[here];
        default -> {
          int word = TaskSubject.WORDS.indexOf(op.charAt(0));
          if (op.length() == 1) {
            state.registers[line] += state.words[word];
          } else {
            state.words[word] = op.charAt(2) - '0';
          }
        }
      }
      goOn(state);
    }
  }
}
