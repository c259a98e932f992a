package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CpuVerb;
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
 * <p>A name is given once, to what one allocation returns. A cpu that uses a name of another cpu
 * waits until it was given, as if it had been handed the memory; if the allocation was refused, the
 * use does nothing. All uses of a name are on one cpu, so that no program frees twice; but any cpu
 * may read what another frees, and finds it or does not. Signals need no operation: a cpu may take
 * them wherever it may be interrupted, and has taken all in the end.
 *
 * @param shape of the machine
 * @param before in order
 * @param cpus for each cpu its operations
 */
public record Program(Shape shape, List<Step> before, List<List<Operation>> cpus) {
  /** An operation on a cpu. */
  public record Step(int cpu, Operation operation) {}

  /** A program that is none: the message is one line that says what is wrong, and the mend. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    public Malformed(String message) {
      super(message);
    }
  }

  /**
   * Checks that the program means something.
   *
   * @throws Malformed if it does not
   */
  public static Program of(Shape shape, List<Step> before, List<List<Operation>> cpus)
      throws Malformed {
    List<List<Operation>> all = new ArrayList<>(cpus);
    while (all.size() < shape.cpus()) {
      all.add(List.of());
    }
    Program program = new Program(shape, List.copyOf(before), List.copyOf(all));
    program.check();
    return program;
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
    for (Operation operation : allOperations()) {
      Verb verb = operation.verb();
      boolean knows =
          switch (verb) {
            case CommonVerb common -> family.commonVerbs().contains(common);
            case CpuVerb ofCpus -> family.cpuVerbs().contains(ofCpus);
            case FamilyVerb own -> family.verbs().contains(own);
          };
      if (!knows) {
        throw new Malformed("'%s': %s has no %s".formatted(operation, one(family), what(verb)));
      }
      if (operation.about() != ObjectType.PLAIN && family.limit().isEmpty()) {
        throw new Malformed("'%s': %s has one type only".formatted(operation, one(family)));
      }
      long most = operation.about().objectBytes();
      if (family.hasObjects() && operation.bytes() > most) {
        throw new Malformed(
            "'%s': the objects of this type have %d bytes, ask for no more"
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

  private List<Operation> allOperations() {
    List<Operation> all = new ArrayList<>();
    before.forEach(step -> all.add(step.operation));
    cpus.forEach(all::addAll);
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
    for (List<Operation> operations : cpus) {
      for (Operation operation : operations) {
        checkExistence(operation, exist);
        if (operation.isAllocation()) {
          name(operation, named, gone);
        }
      }
    }
    checkUses(named, gone);
    checkEnds();
    checkTypes(out);
    checkWaits();
    CpuRules.check(this);
  }

  /** The cpus that others take offline, or back, while they run. */
  public Set<Integer> takenOffline() {
    Set<Integer> taken = new TreeSet<>();
    for (List<Operation> operations : cpus) {
      operations.stream().filter(Operation::isAboutCpu).forEach(one -> taken.add(one.cpu()));
    }
    return taken;
  }

  /**
   * A program whose cpus wait for one another's names is wrong of itself: no allocator could end
   * it.
   */
  private void checkWaits() throws Malformed {
    Set<String> given = new HashSet<>();
    before.forEach(step -> given.add(step.operation.name()));
    int[] next = new int[cpus.size()];
    boolean progress = true;
    while (progress) {
      progress = false;
      for (int cpu = 0; cpu < cpus.size(); cpu++) {
        while (next[cpu] < cpus.get(cpu).size() && !waits(cpu, next[cpu], given)) {
          given.add(cpus.get(cpu).get(next[cpu]++).name());
          progress = true;
        }
      }
    }
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      if (next[cpu] < cpus.get(cpu).size()) {
        throw new Malformed(circle(cpu, next));
      }
    }
  }

  private boolean waits(int cpu, int number, Set<String> given) {
    Operation operation = cpus.get(cpu).get(number);
    return operation.isUse() && !given.contains(operation.name());
  }

  /**
   * @param first a cpu that waits for ever
   * @param next the operation that each cpu comes no further than
   */
  private String circle(int first, int[] next) {
    int cpu = first;
    for (int i = 0; i < cpus.size(); i++) {
      cpu = giver(cpus.get(cpu).get(next[cpu]).name()); // in the end, one of the circle
    }
    Operation waiting = cpus.get(cpu).get(next[cpu]);
    int giver = giver(waiting.name());
    if (giver == cpu) {
      return "'%s': cpu%d allocates %s only after it: put it behind"
          .formatted(waiting, cpu, waiting.name());
    }
    return "'%s': cpu%d waits for %s, and cpu%d, which is to allocate it, for %s: change the order"
        .formatted(waiting, cpu, waiting.name(), giver, cpus.get(giver).get(next[giver]).name());
  }

  private int giver(String name) {
    int cpu = 0;
    while (cpus.get(cpu).stream().noneMatch(one -> one.isAllocation() && one.name().equals(name))) {
      cpu++;
    }
    return cpu;
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
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      for (Operation operation : cpus.get(cpu)) {
        count(operation, cpu, begun);
      }
    }
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
          "'%s': cpu%d has no %s to %s, put a '%s' before it"
              .formatted(operation, cpu, begins, verb.word(), begins));
    }
  }

  /**
   * A type that is destroyed while cpus run is used by none of them.
   *
   * @param out names of each type that are still out when they begin
   */
  private void checkTypes(Map<ObjectType, Set<String>> out) throws Malformed {
    List<Operation> concurrent = cpus.stream().flatMap(List::stream).toList();
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
    Map<String, Integer> usedOn = new HashMap<>();
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      for (Operation operation : cpus.get(cpu)) {
        if (operation.isUse()) {
          if (!named.contains(operation.name())) {
            throw new Malformed("'" + operation + "': nothing is called " + operation.name());
          }
          if (operation.isLook()) {
            continue;
          }
          Integer other = usedOn.putIfAbsent(operation.name(), cpu);
          if (other != null && other != cpu) {
            throw new Malformed(
                "'%s': cpu%d uses %s as well, only one cpu may"
                    .formatted(operation, other, operation.name()));
          }
          name(operation, named, gone);
        }
      }
    }
  }

  private void checkCpu(int cpu) throws Malformed {
    if (cpu >= shape.cpus()) {
      throw new Malformed("cpu%d: the machine has %d cpus".formatted(cpu, shape.cpus()));
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
    return cpus.stream().mapToInt(List::size).sum();
  }

  /** The lines of a program file. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("machine: " + shape);
    if (!before.isEmpty()) {
      lines.add("before:  " + steps());
    }
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      if (!cpus.get(cpu).isEmpty()) {
        StringJoiner operations = new StringJoiner("; ");
        cpus.get(cpu).forEach(operation -> operations.add(operation.toString()));
        lines.add("cpu%d:    %s".formatted(cpu, operations));
      }
    }
    return lines;
  }

  private String steps() {
    StringJoiner steps = new StringJoiner("; ");
    int cpu = -1;
    for (Step step : before) {
      steps.add((step.cpu == cpu ? "" : "cpu" + step.cpu + ": ") + step.operation);
      cpu = step.cpu;
    }
    return steps.toString();
  }

  /** In one line, as on the command line. */
  @Override
  public String toString() {
    StringJoiner line = new StringJoiner(" | ");
    lines().forEach(one -> line.add(one.replaceFirst(": +", ": ")));
    return line.toString();
  }
}
