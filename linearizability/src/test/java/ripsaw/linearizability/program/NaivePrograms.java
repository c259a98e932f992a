package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.program.Alphabet.Form;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Shape;

/**
 * All texts of programs, one operation with one name after another, as far as they mean anything.
 */
final class NaivePrograms {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  private final int operations;
  private final int cpus;
  private final List<Step> before;
  private final List<Operation> choices = new ArrayList<>();
  private final Set<String> classes = new TreeSet<>();

  NaivePrograms(int operations, int cpus, List<Step> before, Alphabet alphabet) {
    this.operations = operations;
    this.cpus = cpus;
    this.before = before;
    for (Form form : alphabet.forms()) {
      if (form.verb().takesName()) {
        NAMES
            .subList(0, before.size() + operations * cpus)
            .forEach(name -> choices.add(form.operation(name)));
      } else {
        choices.add(form.operation(""));
      }
    }
  }

  /** One text for each kind of program. */
  Set<String> classes() {
    choose(new ArrayList<>());
    return classes;
  }

  private void choose(List<Operation> chosen) {
    if (chosen.size() < operations * cpus) {
      for (Operation one : choices) {
        chosen.add(one);
        choose(chosen);
        chosen.remove(chosen.size() - 1);
      }
      return;
    }
    List<List<Operation>> ofCpus = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      ofCpus.add(List.copyOf(chosen.subList(cpu * operations, (cpu + 1) * operations)));
    }
    try {
      Program program = Program.of(Shape.small(Math.max(cpus, 2), 2, 8), before, ofCpus);
      classes.add(canonical(program));
    } catch (Malformed e) {
      // It means nothing.
    }
  }

  /** The least text of all that differ in names, and in the order of cpus if that is free. */
  static String canonical(Program program) {
    List<List<Operation>> busy = program.cpus().stream().filter(one -> !one.isEmpty()).toList();
    TreeSet<String> texts = new TreeSet<>();
    for (List<Integer> order : Permutations.of(busy.size())) {
      if (program.before().isEmpty() || order.equals(Permutations.of(busy.size()).get(0))) {
        texts.add(text(program, order.stream().map(busy::get).toList()));
      }
    }
    return texts.first();
  }

  private static String text(Program program, List<List<Operation>> cpus) {
    Map<String, String> names = new HashMap<>();
    program.before().forEach(step -> rename(step.operation(), names));
    cpus.forEach(cpu -> cpu.forEach(one -> rename(one, names)));
    StringBuilder text = new StringBuilder();
    for (List<Operation> cpu : cpus) {
      for (Operation one : cpu) {
        String name = names.getOrDefault(one.name(), "");
        text.append(new Operation(one.verb(), name, one.bytes(), one.type(), one.flags()));
        text.append("; ");
      }
      text.append("| ");
    }
    return text.toString();
  }

  private static void rename(Operation one, Map<String, String> names) {
    if (one.isAllocation()) {
      names.put(one.name(), "x" + names.size());
    }
  }
}
