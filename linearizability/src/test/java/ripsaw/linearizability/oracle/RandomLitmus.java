package ripsaw.linearizability.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes small programs by lot. The same seed makes the same ones. */
public final class RandomLitmus {
  private static final String[] LOADS = {"O", "O", "A", "A", "V", "V", "P"};
  private static final String[] STORES = {"O", "O", "R", "R", "V", "V", "P"};
  private static final String[] UPDATES = {
    "cas", "casA", "casR", "wcas", "wcasA", "wcasR", "add", "addA", "addR", "swap", "swapA", "swapR"
  };
  private static final String[] FENCES = {"F", "FA", "FR"};
  private static final String[] CONDITIONS = {"go", "goO", "goV"};

  private final Random random;
  private final int most;

  /**
   * @param most accesses of all cpus together
   */
  public RandomLitmus(long seed, int most) {
    this.random = new Random(seed);
    this.most = most;
  }

  /** Two to four cpus without signals. */
  public Litmus next() {
    int cpus = 2 + random.nextInt(3);
    int words = 1 + random.nextInt(3);
    List<Script> scripts = new ArrayList<>();
    int left = most - cpus;
    for (int cpu = 0; cpu < cpus; cpu++) {
      int more = random.nextInt(Math.min(3, left) + 1);
      left -= more;
      scripts.add(Script.parse(accesses(1 + more, words)));
    }
    return new Litmus(List.of(), scripts);
  }

  /** Two or three cpus that send signals, at most one from one to another. */
  public Litmus nextWithSignals() {
    int cpus = 2 + random.nextInt(2);
    int words = 1 + random.nextInt(3);
    int left = most - cpus - 1;
    int signals = 1 + random.nextInt(2);
    List<List<String>> scripts = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      int accesses = random.nextInt(Math.min(3, left) + 1);
      left -= accesses;
      scripts.add(new ArrayList<>(List.of(accesses(1 + accesses, words).split(" "))));
    }
    List<Script> handlers = new ArrayList<>();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < signals; i++) {
      int sender = random.nextInt(cpus);
      int receiver = (sender + 1 + random.nextInt(cpus - 1)) % cpus;
      if (!pairs.contains(sender + " " + receiver)) {
        pairs.add(sender + " " + receiver);
        List<String> script = scripts.get(sender);
        script.add(random.nextInt(script.size() + 1), "S." + receiver + "=" + handlers.size());
        handlers.add(Script.parse(accesses(1 + random.nextInt(2), words)));
      }
    }
    if (random.nextInt(3) == 0) {
      List<String> script = scripts.get(random.nextInt(cpus));
      int from = random.nextInt(script.size());
      script.add(from + 1 + random.nextInt(script.size() - from), "}");
      script.add(from, "{");
    }
    return new Litmus(
        handlers, scripts.stream().map(words1 -> Script.parse(String.join(" ", words1))).toList());
  }

  private String accesses(int count, int words) {
    List<String> accesses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accesses.add(access(Script.WORDS.charAt(random.nextInt(words))));
    }
    return String.join(" ", accesses);
  }

  private String access(char word) {
    int value = 1 + random.nextInt(2);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> one(STORES) + "." + word + "=" + value;
      case 4, 5, 6 -> one(LOADS) + "." + word;
      case 7 -> one(CONDITIONS) + "." + word + "=" + value;
      case 8 -> one(FENCES);
      default -> update(word, value);
    };
  }

  private String update(char word, int value) {
    String verb = one(UPDATES);
    String operand =
        verb.contains("cas")
            ? "=" + random.nextInt(3) + (value + 1)
            : verb.startsWith("swap") ? "=" + value : "";
    return verb + "." + word + operand;
  }

  private String one(String[] verbs) {
    return verbs[random.nextInt(verbs.length)];
  }
}
