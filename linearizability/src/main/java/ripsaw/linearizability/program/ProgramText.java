package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Shape;

/** Reads the lines of a program: {@code machine:}, {@code before:}, {@code cpu0:} … */
public final class ProgramText {
  /** More would not be explored in a lifetime. */
  private static final int MOST_OPERATIONS = 32;

  /** Beforehand, in all lines: each execution does them once more. */
  private static final int MOST_BEFORE = 256;

  private static final int MOST_CPUS = 8;
  private static final int MOST_PAGES = 256;
  private static final int LARGEST_PAGE = 4096;
  private static final Pattern CPU = Pattern.compile("cpu([0-9]{1,2})");
  private static final Pattern SETTING = Pattern.compile("([a-z-]+) *: *([0-9]{1,6})");

  private static final String PAGES = "pages";

  /** The same, of a heap whose blocks are pages. */
  private static final String BLOCKS = "blocks";

  /** What {@code machine:} may say, and what is so if it does not. */
  private static final SequencedMap<String, Integer> DEFAULTS = defaults();

  private final List<Step> before = new ArrayList<>();
  private final List<List<Operation>> cpus = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private Shape machine;

  private static SequencedMap<String, Integer> defaults() {
    SequencedMap<String, Integer> defaults = new LinkedHashMap<>();
    defaults.put("cpus", 2);
    defaults.put("chunks-per-slab", 2);
    defaults.put(PAGES, 4);
    defaults.put("cached-slabs", 0);
    defaults.put("slab-pages", 1);
    defaults.put("signals", IpiQueue.CAPACITY);
    defaults.put("page-bytes", Shape.SMALL_PAGE);
    defaults.put("nodes", 1);
    return defaults;
  }

  /** Whether a line with this key belongs to the program. */
  public static boolean isKey(String key) {
    return key.equals("machine") || key.equals("before") || Task.isKey(key);
  }

  /** Reads a whole program, a part a line; or all in one line, between bars. */
  public static Program parse(String line) throws Malformed {
    ProgramText text = new ProgramText();
    for (String part : line.strip().split("\\||\n")) {
      int colon = part.indexOf(':');
      String key = colon < 0 ? part.trim() : part.substring(0, colon).trim();
      if (colon < 0 || !isKey(key)) {
        throw new Malformed(
            "'" + part.trim() + "': expected 'before: …', 'cpu0: …' or 'machine: …'");
      }
      text.add(key, part.substring(colon + 1).trim());
    }
    return text.program();
  }

  /** Reads the value of a {@code before:}. */
  static List<Step> steps(String value) throws Malformed {
    ProgramText text = new ProgramText();
    text.addBefore(value);
    return List.copyOf(text.before);
  }

  /**
   * @param key one of those that {@link #isKey} knows
   */
  public void add(String key, String value) throws Malformed {
    if (key.equals("machine")) {
      if (machine != null) {
        throw new Malformed("a second 'machine:': leave one out");
      }
      machine = shape(value);
    } else if (key.equals("before")) {
      addBefore(value);
    } else {
      List<Operation> operations = new ArrayList<>();
      for (String operation : operations(value)) {
        operations.add(operation(operation));
      }
      add(Task.of(key, operations), key);
    }
  }

  private void add(Task task, String key) throws Malformed {
    checkCpu(task.cpu(), key);
    if (task.thread() > Task.LAST_THREAD) {
      throw new Malformed(
          "'%s': at most %s threads of a cpu, cpu%s and cpu%s.t1 to cpu%s.t%s"
              .formatted(
                  key, Task.LAST_THREAD + 1, task.cpu(), task.cpu(), task.cpu(), Task.LAST_THREAD));
    }
    while (cpus.size() <= task.cpu()) {
      cpus.add(new ArrayList<>());
    }
    if (!task.isPlain()) {
      tasks.add(task);
      return;
    }
    if (!cpus.get(task.cpu()).isEmpty()) {
      throw new Malformed("a second '" + key + ":': put all its operations into one line");
    }
    cpus.get(task.cpu()).addAll(task.operations());
  }

  private void addBefore(String value) throws Malformed {
    int cpu = 0;
    for (String text : operations(value)) {
      String operation = text;
      int colon = text.indexOf(':');
      if (colon >= 0) {
        cpu = cpu(text.substring(0, colon).trim());
        operation = text.substring(colon + 1);
      }
      before.add(new Step(cpu, operation(operation)));
      if (before.size() > MOST_BEFORE) {
        throw new Malformed("more than " + MOST_BEFORE + " operations beforehand: leave some out");
      }
    }
  }

  private static List<String> operations(String value) throws Malformed {
    List<String> operations = new ArrayList<>();
    for (String operation : value.split(";")) {
      if (!operation.isBlank()) {
        operations.add(operation.trim());
      }
    }
    if (operations.size() > MOST_OPERATIONS) {
      throw new Malformed("more than " + MOST_OPERATIONS + " operations: leave some out");
    }
    return operations;
  }

  private static Operation operation(String text) throws Malformed {
    try {
      return Operation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage());
    }
  }

  private static int cpu(String word) throws Malformed {
    Matcher matcher = CPU.matcher(word);
    if (!matcher.matches()) {
      throw new Malformed("'" + word + "': expected a cpu, as cpu0");
    }
    int cpu = Integer.parseInt(matcher.group(1));
    checkCpu(cpu, word);
    return cpu;
  }

  private static void checkCpu(int cpu, String word) throws Malformed {
    if (cpu >= MOST_CPUS) {
      throw new Malformed("'" + word + "': at most " + MOST_CPUS + " cpus, cpu0 to cpu7");
    }
  }

  /** The program that the lines so far make. */
  public Program program() throws Malformed {
    if (cpus.stream().allMatch(List::isEmpty) && tasks.isEmpty()) {
      throw new Malformed("no cpu does anything: add a line such as 'cpu0: a = alloc 64'");
    }
    return Program.of(machine == null ? fitting() : machine, before, cpus, tasks);
  }

  /** Two chunks a slab, so that every edge is near, and pages enough for every chunk. */
  private Shape fitting() {
    int most = cpus.size();
    for (Step step : before) {
      most = Math.max(most, step.cpu() + 1);
    }
    int allocations = 1;
    for (Step step : before) {
      allocations += step.operation().bytes() > 0 ? pages(step.operation()) : 0;
    }
    for (List<Operation> operations : cpus) {
      allocations += pages(operations);
    }
    for (Task task : tasks) {
      allocations += pages(task.operations());
    }
    return Shape.small(Math.max(most, 2), 2, Math.clamp(allocations, 4, MOST_PAGES));
  }

  private static int pages(List<Operation> operations) {
    return operations.stream().mapToInt(one -> one.bytes() > 0 ? pages(one) : 0).sum();
  }

  private static int pages(Operation operation) {
    return (int) Math.min((operation.bytes() + 511) / 512, 64);
  }

  /** Reads the value of a {@code machine:}. */
  static Shape shape(String text) throws Malformed {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw new Malformed(
          "'" + text + "': expected 'machine: {cpus: 2, chunks-per-slab: 2, pages: 4}'");
    }
    Map<String, Integer> given = new HashMap<>();
    for (String setting : text.substring(1, text.length() - 1).split(",")) {
      Matcher matcher = SETTING.matcher(setting.trim());
      if (!matcher.matches()) {
        throw new Malformed("'" + setting.trim() + "': expected a setting, as pages: 4");
      }
      String key = matcher.group(1).equals(BLOCKS) ? PAGES : matcher.group(1);
      if (!DEFAULTS.containsKey(key)) {
        throw new Malformed("'%s': expected %s".formatted(key, keys()));
      }
      if (given.put(key, Integer.valueOf(matcher.group(2))) != null) {
        throw new Malformed("a second '" + matcher.group(1) + "': leave one out");
      }
    }
    Map<String, Integer> settings = new HashMap<>(DEFAULTS);
    settings.putAll(given);
    return shape(settings);
  }

  private static Shape shape(Map<String, Integer> settings) throws Malformed {
    int cpus = settings.get("cpus");
    int pages = settings.get(PAGES);
    int pageBytes = settings.get("page-bytes");
    if (cpus > MOST_CPUS || pages > MOST_PAGES || pageBytes > LARGEST_PAGE) {
      throw new Malformed(
          "too large to explore: at most %s cpus and %s pages of %s bytes"
              .formatted(MOST_CPUS, MOST_PAGES, LARGEST_PAGE));
    }
    try {
      return Shape.small(cpus, settings.get("chunks-per-slab"), pages)
          .withCachedSlabs(settings.get("cached-slabs"))
          .withSlabPages(settings.get("slab-pages"))
          .withSignals(settings.get("signals"))
          .withPageBytes(pageBytes)
          .withNodes(settings.get("nodes"));
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage() + ": change it in 'machine:'");
    }
  }

  /** As in {@code cpus, pages or signals}. */
  private static String keys() {
    List<String> keys = List.copyOf(DEFAULTS.keySet());
    return String.join(", ", keys.subList(0, keys.size() - 1)) + " or " + keys.getLast();
  }
}
