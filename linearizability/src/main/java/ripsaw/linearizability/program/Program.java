package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Verb;

/**
 * What each cpu does: a short list of operations a cpu, after some that are done beforehand, one
 * after another. As a person writes it:
 *
 * <pre>
 *   machine: {cpus: 2, chunks-per-slab: 2, pages: 4}
 *   before:  cpu0: a = alloc 64; b = alloc 64
 *   cpu0:    free a; c = alloc 64
 *   cpu1:    free b
 * </pre>
 *
 * <p>A machine has slabs of a page and mailboxes for 16 signals, unless it says {@code slab-pages},
 * a power of two, or {@code signals}; its pages have 512 bytes, unless it says {@code page-bytes},
 * and lie on one node, unless it says {@code nodes}, which share out pages and cpus in order.
 *
 * <p>A cpu may have more to do than that:
 *
 * <pre>
 *   cpu0.t1:       a = alloc 64      another thread of the cpu: t1 to t7
 *   cpu0.t1 roams: a = alloc 64      one that may go on on another cpu, wherever it may sleep
 *   cpu0 roams:    a = alloc 64      the same of the first thread
 *   cpu0.irq:      b = alloc 64; free b
 * </pre>
 *
 * <p>Threads of one cpu are switched where interrupts are on and no critical section keeps the cpu.
 * A device interrupts the cpu once, at any such place, when all names that it uses were given. It
 * allocates and frees in one go, as with {@code in-interrupt}.
 *
 * <p>One line may take other cpus offline, and bring them back: {@code cpu0: offline cpu1; online
 * cpu1}. A cpu goes between two of its operations, when it has taken its signals, and goes on with
 * the next when it is back. In such a program each cpu has one thread.
 *
 * <p>A name is given once, to what one allocation returns. A cpu that uses a name of another cpu
 * waits until it was given, as if it had been handed the memory; if the allocation was refused, the
 * use does nothing. All uses of a name are on one cpu, so that no program frees twice; but any cpu
 * may read what another frees, and finds it or does not. Signals need no operation: a cpu may take
 * them wherever it may be interrupted, and has taken all in the end.
 *
 * <p>Over 400 lines, because what a program may not be is checked where it is made.
 *
 * @param shape of the machine
 * @param before in order
 * @param cpus for each cpu its operations, those of {@code tasks} apart
 * @param tasks other threads, and devices; a first thread that roams is one of them
 */
public record Program(
    Shape shape, List<Step> before, List<List<Operation>> cpus, List<Task> tasks) {
  /** More threads, and devices, than one thread a cpu: what a set of actors has room for. */
  private static final int MOST_TASKS = 12;

  /** An operation on a cpu. */
  public record Step(int cpu, Operation operation) {}

  /** A program that is none: the message is one line that says what is wrong, and the mend. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    public Malformed(String message) {
      super(message);
    }
  }

  /** One thread a cpu. */
  public Program(Shape shape, List<Step> before, List<List<Operation>> cpus) {
    this(shape, before, cpus, List.of());
  }

  /**
   * Checks that the program, of one thread a cpu, means something.
   *
   * @throws Malformed if it does not
   */
  public static Program of(Shape shape, List<Step> before, List<List<Operation>> cpus)
      throws Malformed {
    return of(shape, before, cpus, List.of());
  }

  /**
   * Checks that the program means something.
   *
   * @throws Malformed if it does not
   */
  public static Program of(
      Shape shape, List<Step> before, List<List<Operation>> cpus, List<Task> tasks)
      throws Malformed {
    List<List<Operation>> all = new ArrayList<>(cpus);
    while (all.size() < shape.cpus()) {
      all.add(List.of());
    }
    List<Task> sorted = new ArrayList<>(tasks);
    sorted.sort(ORDER);
    Program program =
        new Program(shape, List.copyOf(before), List.copyOf(all), List.copyOf(sorted));
    program.check();
    return program;
  }

  /** Threads of a cpu by their number, and then its devices. */
  private static final Comparator<Task> ORDER =
      Comparator.comparingInt(Task::cpu)
          .thenComparing(Task::isInterrupt)
          .thenComparingInt(Task::thread);

  /**
   * All that run at the same time: the first thread of each cpu, with or without anything to do,
   * and then the others.
   */
  public List<Task> all() {
    List<Task> all = new ArrayList<>();
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      all.add(first(cpu));
    }
    tasks.stream().filter(task -> task.thread() != 0).forEach(all::add);
    return all;
  }

  private Task first(int cpu) {
    return tasks.stream()
        .filter(task -> task.cpu() == cpu && task.thread() == 0)
        .findFirst()
        .orElseGet(() -> new Task(cpu, 0, false, cpus.get(cpu)));
  }

  /** What runs at the same time, operation by operation, cpu by cpu. */
  public List<Operation> concurrent() {
    return all().stream().flatMap(task -> task.operations().stream()).toList();
  }

  /** All that is done, beforehand first. */
  public List<Operation> allOperations() {
    return allSteps().stream().map(Step::operation).toList();
  }

  /** Cpus whose first thread does this, beforehand or later. */
  public Set<Integer> cpusThat(Predicate<Operation> does) {
    Set<Integer> found = new TreeSet<>();
    before.stream().filter(step -> does.test(step.operation)).forEach(step -> found.add(step.cpu));
    all().stream()
        .filter(task -> task.thread() == 0 && task.operations().stream().anyMatch(does))
        .forEach(task -> found.add(task.cpu()));
    return found;
  }

  /** Whether a cpu has more than one thread, a device, or a thread that may leave it. */
  public boolean hasTasks() {
    return !tasks.isEmpty();
  }

  /**
   * Reads a program, a part a line, or in one line as {@link #toString}, its parts between bars.
   */
  public static Program parse(String line) throws Malformed {
    return ProgramText.parse(line);
  }

  /** Reads what stands behind {@code before:}; its names are checked with the program only. */
  public static List<Step> parseBefore(String steps) throws Malformed {
    return ProgramText.steps(steps);
  }

  /** Reads what stands behind {@code machine:}. */
  public static Shape parseMachine(String settings) throws Malformed {
    return ProgramText.shape(settings.trim());
  }

  /**
   * Checks that allocators of this family know what to do with it.
   *
   * @throws Malformed if they do not
   */
  public void requireFor(Family family) throws Malformed {
    if (hasTasks() && !family.hasThreads()) {
      throw new Malformed(
          "'%s': what %s does is followed one thread a cpu: leave this one out"
              .formatted(tasks().getFirst().name(), one(family)));
    }
    for (Step step : allSteps()) {
      Operation operation = step.operation;
      Verb verb = operation.verb();
      if (operation.isHotplug()) {
        if (!family.hasHotplug()) {
          throw new Malformed(
              "'%s': %s knows no cpus that go offline: leave it out"
                  .formatted(operation, one(family)));
        }
        continue;
      }
      Optional<String> objection =
          verb instanceof FamilyVerb its
              ? family.objection(its, step.cpu)
              : family.commonVerbs().contains(verb)
                  ? Optional.empty()
                  : Optional.of("no " + what(verb));
      if (objection.isPresent()) {
        throw new Malformed("'%s': %s has %s".formatted(operation, one(family), objection.get()));
      }
      if (operation.about() != ObjectType.PLAIN && family.limit().isEmpty()) {
        throw new Malformed("'%s': %s has one type only".formatted(operation, one(family)));
      }
      long most = operation.about().objectBytes();
      if (family.hasObjects() && operation.bytes() > most) {
        throw new Malformed(
            "'%s': the objects of this type have %s bytes, ask for no more"
                .formatted(operation, most));
      }
    }
  }

  private static String what(Verb verb) {
    boolean inInterrupt =
        verb == CommonVerb.ALLOC_IN_INTERRUPT || verb == CommonVerb.FREE_IN_INTERRUPT;
    return verb.word() + (inInterrupt ? " in an interrupt" : "");
  }

  /** As in {@code an object allocator}. */
  private static String one(Family family) {
    String name = family.toString();
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  private List<Step> allSteps() {
    List<Step> all = new ArrayList<>(before);
    for (Task task : all()) {
      for (int i = 0; i < task.operations().size(); i++) {
        all.add(new Step(task.cpu(), task.operation(i)));
      }
    }
    return all;
  }

  private void check() throws Malformed {
    Set<String> named = new HashSet<>();
    Set<String> gone = new HashSet<>();
    Map<ObjectType, Set<String>> out = new EnumMap<>(ObjectType.class);
    Set<ObjectType> exist = EnumSet.of(ObjectType.PLAIN, ObjectType.LIMITED);
    for (Step step : before) {
      checkCpu(step.cpu);
      Operation operation = step.operation;
      checkExistence(operation, exist);
      if (operation.verb() == CommonVerb.NEW_TYPE) {
        exist.add(operation.about());
      } else if (operation.verb() == CommonVerb.DESTROY_TYPE) {
        exist.remove(operation.about());
      }
      checkDestruction(operation, out);
      if (operation.isUse() && !named.contains(operation.name())) {
        throw new Malformed("'" + operation + "': nothing before it is called " + operation.name());
      }
      name(operation, named, gone);
    }
    checkCpu(cpus.size() - 1);
    checkTasks();
    for (Operation operation : concurrent()) {
      checkExistence(operation, exist);
      if (operation.isAllocation()) {
        name(operation, named, gone);
      }
    }
    checkUses(named, gone);
    checkEnds();
    checkTypes(out);
    checkWaits();
    HotplugRules.check(this);
  }

  /** The cpus that others take offline, or bring back, while they run. */
  public Set<Integer> hotplugged() {
    Set<Integer> cpus = new TreeSet<>();
    concurrent().stream().filter(Operation::isHotplug).forEach(one -> cpus.add(one.cpu()));
    return cpus;
  }

  private void checkTasks() throws Malformed {
    if (tasks.size() > MOST_TASKS) {
      throw new Malformed("more than " + MOST_TASKS + " threads and devices: leave some out");
    }
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      checkCpu(task.cpu());
      if (i > 0 && ORDER.compare(tasks.get(i - 1), task) == 0
          || task.thread() == 0 && !cpus.get(task.cpu()).isEmpty()) {
        throw new Malformed(
            "a second '" + task.name() + ":': put all its operations into one line");
      }
      if (task.operations().isEmpty()) {
        throw new Malformed("'" + task.name() + ":': it does nothing, leave it out");
      }
      if (task.isInterrupt() && task.roams()) {
        throw new Malformed("'" + task.name() + " roams': an interrupt does not, leave that out");
      }
      for (Operation operation : task.operations()) {
        if (task.isInterrupt() && !operation.isAllocation() && !operation.isFree()) {
          throw new Malformed(
              "'%s': %s can allocate and free, and nothing else".formatted(operation, task.name()));
        }
      }
    }
  }

  /**
   * A program in which all wait for one another's names is wrong of itself: no allocator could end
   * it.
   */
  private void checkWaits() throws Malformed {
    List<Task> all = all();
    Set<String> given = new HashSet<>();
    before.forEach(step -> given.add(step.operation.name()));
    int[] next = new int[all.size()];
    boolean progress = true;
    while (progress) {
      progress = false;
      for (int one = 0; one < all.size(); one++) {
        Task task = all.get(one);
        while (next[one] < task.operations().size() && waitsFor(task, next[one], given).isEmpty()) {
          given.add(task.operations().get(next[one]++).name());
          progress = true;
        }
      }
    }
    for (int one = 0; one < all.size(); one++) {
      if (next[one] < all.get(one).operations().size()) {
        throw new Malformed(circle(one, next, given));
      }
    }
  }

  /** The use whose name was not given yet; a device waits for all of them at once. */
  private static Optional<Operation> waitsFor(Task task, int number, Set<String> given) {
    if (task.isInterrupt() && number == 0) {
      return task.foreignUses().stream().filter(one -> !given.contains(one.name())).findFirst();
    }
    Operation operation = task.operations().get(number);
    return operation.isUse() && !given.contains(operation.name())
        ? Optional.of(operation)
        : Optional.empty();
  }

  /**
   * @param first one that waits for ever
   * @param next the operation that each comes no further than
   */
  private String circle(int first, int[] next, Set<String> given) {
    List<Task> all = all();
    int one = first;
    for (int i = 0; i < all.size(); i++) {
      one = giver(awaited(one, next, given).name()); // in the end, one of the circle
    }
    Operation waiting = awaited(one, next, given);
    String who = all.get(one).name();
    int giver = giver(waiting.name());
    if (giver == one) {
      return "'%s': %s allocates %s only after it: put it behind"
          .formatted(waiting, who, waiting.name());
    }
    return "'%s': %s waits for %s, and %s, which is to allocate it, for %s: change the order"
        .formatted(
            waiting,
            who,
            waiting.name(),
            all.get(giver).name(),
            awaited(giver, next, given).name());
  }

  private Operation awaited(int one, int[] next, Set<String> given) {
    return waitsFor(all().get(one), next[one], given).orElseThrow();
  }

  private int giver(String name) {
    List<Task> all = all();
    int one = 0;
    while (all.get(one).operations().stream()
        .noneMatch(operation -> operation.isAllocation() && operation.name().equals(name))) {
      one++;
    }
    return one;
  }

  /** What is destroyed beforehand is used by nobody until it is made anew. */
  private static void checkExistence(Operation operation, Set<ObjectType> exist) throws Malformed {
    boolean exists = exist.contains(operation.about());
    boolean isOther = operation.about() == ObjectType.OTHER;
    if (operation.verb() == CommonVerb.NEW_TYPE) {
      if (isOther && exists) {
        throw new Malformed(
            "'" + operation + "': there is one, put a 'destroy-type other' before it");
      }
    } else if (!exists) {
      throw new Malformed(
          "'%s': %s before it"
              .formatted(
                  operation,
                  isOther
                      ? "there is no such type, put a 'new-type other'"
                      : "the type is destroyed, put a 'new-type'"));
    }
  }

  /** Each verb that ends another has one of those before it, on its cpu. */
  private void checkEnds() throws Malformed {
    List<Map<Verb, Integer>> begun = new ArrayList<>();
    cpus.forEach(cpu -> begun.add(new HashMap<>()));
    for (Step step : before) {
      count(step.operation, step.cpu, begun);
    }
    for (Task task : all()) {
      for (Operation operation : task.operations()) {
        count(operation, task.cpu(), begun);
        if (!task.isPlain() && operation.verb() instanceof FamilyVerb verb && isHold(verb)) {
          throw new Malformed(
              "'%s': such a hold is its cpu's, put it on a line of 'cpu%s:'"
                  .formatted(operation, task.cpu()));
        }
      }
    }
  }

  private static boolean isHold(FamilyVerb verb) {
    return verb.ends().isPresent();
  }

  private static void count(Operation operation, int cpu, List<Map<Verb, Integer>> begun)
      throws Malformed {
    if (!(operation.verb() instanceof FamilyVerb verb)) {
      return;
    }
    begun.get(cpu).merge(verb, 1, Integer::sum);
    if (verb.ends().isPresent() && begun.get(cpu).merge(verb.ends().get(), -1, Integer::sum) < 0) {
      String begins = verb.ends().get().word();
      throw new Malformed(
          "'%s': cpu%s has no %s to %s, put a '%s' before it"
              .formatted(operation, cpu, begins, verb.word(), begins));
    }
  }

  /**
   * A type that is destroyed while cpus run is used by none of them.
   *
   * @param out names of each type that are still out when they begin
   */
  private void checkTypes(Map<ObjectType, Set<String>> out) throws Malformed {
    List<Operation> concurrent = concurrent();
    for (Operation operation : concurrent) {
      if (operation.verb() == CommonVerb.NEW_TYPE) {
        throw new Malformed("'" + operation + "': only beforehand, put it into 'before:'");
      }
    }
    for (Operation operation : concurrent) {
      if (operation.verb() == CommonVerb.DESTROY_TYPE) {
        ObjectType type = operation.about();
        boolean isOut = !out.getOrDefault(type, Set.of()).isEmpty();
        if (isOut || concurrent.stream().filter(one -> one.about() == type).count() > 1) {
          throw new Malformed(
              "'%s': the type is in use, free all of it in 'before:' and destroy it once"
                  .formatted(operation));
        }
      }
    }
  }

  /**
   * To destroy a type whose memory is out is the caller's fault.
   *
   * @param out names of each type that were given and are not freed yet
   */
  private static void checkDestruction(Operation operation, Map<ObjectType, Set<String>> out)
      throws Malformed {
    Set<String> ofType = out.computeIfAbsent(operation.about(), any -> new TreeSet<>());
    if (operation.verb() == CommonVerb.DESTROY_TYPE && !ofType.isEmpty()) {
      throw new Malformed(
          "'%s': %s is still out, free it first".formatted(operation, ofType.iterator().next()));
    }
    if (operation.isAllocation()) {
      ofType.add(operation.name());
    } else if (operation.isFree()) {
      out.values().forEach(names -> names.remove(operation.name()));
    }
  }

  private void checkUses(Set<String> named, Set<String> gone) throws Malformed {
    Map<String, String> usedOn = new HashMap<>();
    for (Task task : all()) {
      for (Operation operation : task.operations()) {
        if (operation.isUse()) {
          if (!named.contains(operation.name())) {
            throw new Malformed("'" + operation + "': nothing is called " + operation.name());
          }
          if (operation.isLook()) {
            continue;
          }
          String other = usedOn.putIfAbsent(operation.name(), task.name());
          if (other != null && !other.equals(task.name())) {
            throw new Malformed(
                "'%s': %s uses %s as well, only one %s may"
                    .formatted(operation, other, operation.name(), hasTasks() ? "task" : "cpu"));
          }
          name(operation, named, gone);
        }
      }
    }
  }

  private void checkCpu(int cpu) throws Malformed {
    if (cpu >= shape.cpus()) {
      throw new Malformed("cpu%s: the machine has %s cpus".formatted(cpu, shape.cpus()));
    }
  }

  private static void name(Operation operation, Set<String> named, Set<String> gone)
      throws Malformed {
    if (operation.isAllocation() && !named.add(operation.name())) {
      throw new Malformed("'" + operation + "': the name is taken, use another");
    }
    if (operation.isUse() && !operation.isLook() && gone.contains(operation.name())) {
      throw new Malformed("'" + operation + "': " + operation.name() + " is freed already");
    }
    if (operation.isFree()) {
      gone.add(operation.name());
    }
  }

  /** Operations that the cpus do, those beforehand not counted. */
  public int operations() {
    return concurrent().size();
  }

  /** The names of all lines that there may be something to show of, cpu by cpu. */
  public List<String> lineNames() {
    List<Task> all = new ArrayList<>(all());
    all.sort(ORDER);
    return all.stream().map(Task::name).toList();
  }

  /** The lines of a program file. */
  public List<String> lines() {
    return lines(shape.toString(), Operation::toString);
  }

  /** The same in the words of this family's programs: see {@link Operation#inWords}. */
  public List<String> lines(Family family) {
    return lines(family.inWords(shape), operation -> operation.inWords(family));
  }

  private List<String> lines(String machine, Function<Operation, String> words) {
    List<String> lines = new ArrayList<>();
    lines.add("machine: " + machine);
    if (!before.isEmpty()) {
      lines.add("before:  " + steps(words));
    }
    List<Task> all = new ArrayList<>(all());
    all.sort(ORDER);
    all.stream()
        .filter(task -> !task.operations().isEmpty())
        .forEach(task -> lines.add(task.text(words)));
    return lines;
  }

  private String steps(Function<Operation, String> words) {
    StringJoiner steps = new StringJoiner("; ");
    int cpu = -1;
    for (Step step : before) {
      steps.add((step.cpu == cpu ? "" : "cpu" + step.cpu + ": ") + words.apply(step.operation));
      cpu = step.cpu;
    }
    return steps.toString();
  }

  /** In one line, as on the command line. */
  @Override
  public String toString() {
    return line(lines());
  }

  /** The same in the words of this family's programs. */
  public String toString(Family family) {
    return line(lines(family));
  }

  private static String line(List<String> lines) {
    StringJoiner line = new StringJoiner(" | ");
    lines.forEach(one -> line.add(one.replaceFirst(": +", ": ")));
    return line.toString();
  }
}
