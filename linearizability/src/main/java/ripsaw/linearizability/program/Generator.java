package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import ripsaw.linearizability.program.Alphabet.Form;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Shape;

/**
 * All programs of so many operations on so many cpus, up to symmetry: what cpus do is taken from an
 * {@link Alphabet}, and what they free or use is what they or others allocated. Two programs are
 * the same if one becomes the other by renaming; and by renaming the cpus too, unless they have
 * done different things beforehand.
 *
 * <p>Left out is what is {@linkplain Program#of no program}, such as one in which cpus wait for
 * each other in a circle.
 */
public final class Generator {
  /** More than these nobody explores. */
  public static final int MOST_PROGRAMS = 2_000_000;

  private static final long STARTING_BYTES = 64;

  private final int operations;
  private final List<Step> before;
  private final List<Form> forms;
  private final Optional<Shape> machine;
  private final BooleanSupplier isEnough;
  private final List<String> given = new ArrayList<>();
  private final Set<String> freed = new HashSet<>();
  private final int cpus;
  private final Set<String> seen = new HashSet<>();
  private final List<Program> programs = new ArrayList<>();

  private Generator(
      int operations,
      int cpus,
      List<Step> before,
      Alphabet alphabet,
      Optional<Shape> machine,
      BooleanSupplier isEnough) {
    this.operations = operations;
    this.cpus = cpus;
    this.before = before;
    this.forms = alphabet.forms();
    this.machine = machine;
    this.isEnough = isEnough;
    for (Step step : before) {
      if (step.operation().isAllocation()) {
        given.add(step.operation().name());
      } else if (step.operation().isFree()) {
        freed.add(step.operation().name());
      }
    }
  }

  /** The same of {@linkplain Alphabet#PLAIN allocations and frees}, on machines that fit. */
  public static List<Program> programs(int operations, int cpus, List<Step> before) {
    return programs(operations, cpus, before, Alphabet.PLAIN, Optional.empty(), () -> false);
  }

  /**
   * @param operations of each cpu, 1 to 4
   * @param cpus 1 to 3
   * @param before what is done beforehand
   * @param machine to run on; if there is none, two chunks a slab, and a page for each and one more
   * @param isEnough asked again and again; true if no more are wanted
   * @return at most {@link #MOST_PROGRAMS} and one more, which says that there are too many
   */
  public static List<Program> programs(
      int operations,
      int cpus,
      List<Step> before,
      Alphabet alphabet,
      Optional<Shape> machine,
      BooleanSupplier isEnough) {
    Generator generator = new Generator(operations, cpus, before, alphabet, machine, isEnough);
    generator.shapes(new ArrayList<>());
    return generator.programs;
  }

  /** Beforehand: nothing, and a slab of cpu0's with both chunks out, which is parked. */
  public static List<List<Step>> starts() {
    return List.of(List.of(), List.of(new Step(0, allocation("a")), new Step(0, allocation("b"))));
  }

  private static Operation allocation(String name) {
    return Operation.allocation(name, STARTING_BYTES);
  }

  /** What all cpus do in a row, without names. */
  private void shapes(List<Form> chosen) {
    if (isEnough.getAsBoolean()) {
      return;
    }
    if (chosen.size() == operations * cpus) {
      assign(chosen, new ArrayList<>(), names(chosen), new HashSet<>(freed));
      return;
    }
    for (Form one : forms) {
      chosen.add(one);
      shapes(chosen);
      chosen.remove(chosen.size() - 1);
    }
  }

  private List<String> names(List<Form> chosen) {
    List<String> names = new ArrayList<>(given);
    for (int i = 0; i < chosen.size(); i++) {
      if (chosen.get(i).operation("").isAllocation()) {
        names.add(name(i));
      }
    }
    return names;
  }

  /** The name that the i-th operation would give. */
  private String name(int i) {
    return String.valueOf((char) ('c' + i));
  }

  /**
   * Says for each use what it is about.
   *
   * @param names of all there is
   * @param gone those that a free is chosen for, which are only looked at by others
   */
  private void assign(
      List<Form> forms, List<Operation> chosen, List<String> names, Set<String> gone) {
    int i = chosen.size();
    if (i == forms.size()) {
      add(chosen);
      return;
    }
    Operation form = forms.get(i).operation(name(i));
    if (!form.isUse()) {
      chosen.add(form);
      assign(forms, chosen, names, gone);
      chosen.remove(i);
      return;
    }
    for (String name : names) {
      boolean frees = form.isFree();
      if (form.isLook() || !gone.contains(name)) {
        if (frees) {
          gone.add(name);
        }
        chosen.add(forms.get(i).operation(name));
        assign(forms, chosen, names, gone);
        chosen.remove(i);
        if (frees) {
          gone.remove(name);
        }
      }
    }
  }

  private void add(List<Operation> chosen) {
    List<List<Operation>> ofCpus = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      ofCpus.add(List.copyOf(chosen.subList(cpu * operations, (cpu + 1) * operations)));
    }
    if (programs.size() > MOST_PROGRAMS
        || isEnough.getAsBoolean()
        || !canFinish(ofCpus)
        || !seen.add(canonical(ofCpus))) {
      return;
    }
    try {
      programs.add(Program.of(machine.orElseGet(this::fitting), before, ofCpus));
    } catch (Malformed e) {
      // Such as a drop without a hold: it means nothing.
    }
  }

  /** A slab for each chunk would do, and one to spare. */
  private Shape fitting() {
    return Shape.small(Math.max(cpus, 2), 2, operations * cpus + before.size() + 1);
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
          text.append(key(operation));
          text.append(operation.isUse() ? place(operation.name(), order) : "").append(';');
        }
      }
      String one = text.toString();
      least = least == null || one.compareTo(least) < 0 ? one : least;
    }
    return least;
  }

  /** An operation without its name. */
  private static String key(Operation operation) {
    return operation.verb().toString() + operation.bytes();
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
