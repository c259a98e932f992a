package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;

/**
 * All programs of so many operations on so many cpus, up to symmetry: each cpu allocates 64 bytes,
 * or frees what it or another cpu allocated. Two programs are the same if one becomes the other by
 * renaming; and by renaming the cpus too, unless they have done different things beforehand.
 *
 * <p>Left out are programs in which cpus wait for each other in a circle.
 */
public final class Generator {
  private static final int BYTES = 64;

  private final int operations;
  private final List<Step> before;
  private final List<String> given = new ArrayList<>();
  private final int cpus;
  private final Set<String> seen = new HashSet<>();
  private final List<Program> programs = new ArrayList<>();

  private Generator(int operations, int cpus, List<Step> before) {
    this.operations = operations;
    this.cpus = cpus;
    this.before = before;
    for (Step step : before) {
      if (step.operation().isAllocation()) {
        given.add(step.operation().name());
      } else {
        given.remove(step.operation().name());
      }
    }
  }

  /**
   * @param operations of each cpu, 1 to 4
   * @param cpus 1 to 3
   * @param before what is done beforehand
   */
  public static List<Program> programs(int operations, int cpus, List<Step> before) {
    Generator generator = new Generator(operations, cpus, before);
    generator.shapes(new ArrayList<>());
    return generator.programs;
  }

  /** Beforehand: nothing, and a slab of cpu0's with both chunks out, which is parked. */
  public static List<List<Step>> starts() {
    return List.of(List.of(), List.of(new Step(0, allocation("a")), new Step(0, allocation("b"))));
  }

  private static Operation allocation(String name) {
    return Operation.allocation(name, BYTES);
  }

  /** Which operations allocate and which free, for all cpus in a row. */
  private void shapes(List<Boolean> allocates) {
    if (allocates.size() == operations * cpus) {
      assign(allocates, new ArrayList<>(), new ArrayList<>(names(allocates)));
      return;
    }
    for (boolean one : new boolean[] {true, false}) {
      allocates.add(one);
      shapes(allocates);
      allocates.remove(allocates.size() - 1);
    }
  }

  private List<String> names(List<Boolean> allocates) {
    List<String> names = new ArrayList<>(given);
    for (int i = 0; i < allocates.size(); i++) {
      if (allocates.get(i)) {
        names.add(name(i));
      }
    }
    return names;
  }

  /** The name that the i-th operation would give. */
  private String name(int i) {
    return String.valueOf((char) ('c' + i));
  }

  /** Says for each free what it frees. */
  private void assign(List<Boolean> allocates, List<Operation> chosen, List<String> left) {
    int i = chosen.size();
    if (i == allocates.size()) {
      add(chosen);
      return;
    }
    if (allocates.get(i)) {
      chosen.add(allocation(name(i)));
      assign(allocates, chosen, left);
      chosen.remove(i);
      return;
    }
    for (String name : List.copyOf(left)) {
      left.remove(name);
      chosen.add(Operation.of(CommonVerb.FREE, name));
      assign(allocates, chosen, left);
      chosen.remove(i);
      left.add(name);
      Collections.sort(left);
    }
  }

  private void add(List<Operation> chosen) {
    List<List<Operation>> ofCpus = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      ofCpus.add(List.copyOf(chosen.subList(cpu * operations, (cpu + 1) * operations)));
    }
    if (!canFinish(ofCpus) || !seen.add(canonical(ofCpus))) {
      return;
    }
    try {
      // A slab for each chunk would do, and one to spare.
      int pages = operations * cpus + before.size() + 1;
      programs.add(Program.of(Shape.small(Math.max(cpus, 2), 2, pages), before, ofCpus));
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the cpus, each waiting for the names it uses, can all come to their ends. */
  private boolean canFinish(List<List<Operation>> ofCpus) {
    Set<String> known = new HashSet<>(given);
    int[] at = new int[cpus];
    boolean progress = true;
    while (progress) {
      progress = false;
      for (int cpu = 0; cpu < cpus; cpu++) {
        while (at[cpu] < operations) {
          Operation next = ofCpus.get(cpu).get(at[cpu]);
          if (next.isUse() && !known.contains(next.name())) {
            break;
          }
          known.add(next.name());
          at[cpu]++;
          progress = true;
        }
      }
    }
    for (int done : at) {
      if (done < operations) {
        return false;
      }
    }
    return true;
  }

  /** The least of all ways to write the program with the cpus in another order. */
  private String canonical(List<List<Operation>> ofCpus) {
    String least = null;
    for (List<Integer> order : orders()) {
      StringBuilder text = new StringBuilder();
      for (int cpu : order) {
        for (Operation operation : ofCpus.get(cpu)) {
          text.append(operation.isUse() ? "f" + place(operation.name(), order) : "a").append(';');
        }
      }
      String one = text.toString();
      least = least == null || one.compareTo(least) < 0 ? one : least;
    }
    return least;
  }

  /** Where, in that order of cpus, the name was given. */
  private String place(String name, List<Integer> order) {
    if (given.contains(name)) {
      return "*" + given.indexOf(name);
    }
    int i = name.charAt(0) - 'c';
    return order.indexOf(i / operations) + "." + i % operations;
  }

  /** Those in which the cpus may be renamed. */
  private List<List<Integer>> orders() {
    List<List<Integer>> orders = Permutations.of(cpus);
    return before.isEmpty() ? orders : orders.subList(0, 1);
  }
}
