package ripsaw.own;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import ripsaw.subject.NamedProgram;

/** What the gate takes subjects of your own through: all that a few operations can do. */
final class OwnPrograms {
  /** Values that are in a structure when the cpus begin, in half of its programs. */
  private static final int BEFORE = 2;

  private OwnPrograms() {}

  static List<NamedProgram> of(OwnFamily family) {
    return family.model().isPresent()
        ? ofStructure(family.machine(), family.operations())
        : ofHeap(family.machine(), family.operations());
  }

  private static List<NamedProgram> ofHeap(String machine, List<Operation> operations) {
    List<NamedProgram> programs = new ArrayList<>();
    programs.add(
        NamedProgram.explored(
            "one cpu alone", "machine: %s | cpu0: a = alloc; free a".formatted(machine)));
    programs.add(
        NamedProgram.explored(
            "two ask at once", "cpu0: a = alloc; free a | cpu1: b = alloc; free b"));
    programs.add(
        NamedProgram.explored(
            "one is given back while another is asked for",
            "before: cpu0: a = alloc | cpu0: free a; b = alloc | cpu1: c = alloc; free c"));
    programs.add(
        NamedProgram.explored(
            "two are given back at once",
            "before: cpu0: a = alloc; b = alloc | cpu0: free a; c = alloc | cpu1: free b; d ="
                + " alloc"));
    programs.add(
        NamedProgram.explored(
            "each gives back what the other had",
            "before: cpu0: a = alloc; cpu1: b = alloc"
                + " | cpu0: free b; c = alloc | cpu1: free a; d = alloc"));
    programs.add(
        NamedProgram.explored(
            "one comes back while another is about to take it",
            "cpu0: a = alloc | cpu1: b = alloc; c = alloc; free b; d = alloc"));
    programs.add(
        NamedProgram.explored(
            "all are out",
            "machine: {cpus: 2, blocks: 2} | before: cpu0: a = alloc; b = alloc"
                + " | cpu0: free a; c = alloc | cpu1: d = alloc"));
    programs.add(
        NamedProgram.explored(
            "three cpus, and each has what another gives back",
            "cpu0: a = alloc | cpu1: b = alloc; free a | cpu2: free b"));
    for (Operation operation : operations) {
      programs.add(
          NamedProgram.explored(
              operation.name() + " while others ask and give back",
              "before: cpu0: a = alloc | cpu0: free a; %s; b = alloc | cpu1: c = alloc; %1$s"
                  .formatted(operation.call(0))));
    }
    return programs;
  }

  /** Of every two operations, each in front of the other, and each twice against the other. */
  private static List<NamedProgram> ofStructure(String machine, List<Operation> operations) {
    List<NamedProgram> programs = new ArrayList<>();
    for (int one = 0; one < operations.size(); one++) {
      for (int other = one; other < operations.size(); other++) {
        Operation first = operations.get(one);
        Operation second = operations.get(other);
        String name = first.name() + " and " + second.name();
        String both =
            cpu(0, 3, first, second) + " | " + cpu(1, 5, second, first) + others(first, second);
        add(programs, name, "machine: %s | %s".formatted(machine, both), operations);
        int here = first.onlyOn().orElse(second.onlyOn().orElse(1) == 0 ? 1 : 0);
        int there = second.onlyOn().orElse(here == 0 ? 1 : 0);
        if (one != other && here != there) {
          add(
              programs,
              "%s against %s".formatted(first.name(), second.name()),
              "machine: %s | %s | %s"
                  .formatted(machine, cpu(here, 3, first, first), cpu(there, 5, second, second)),
              operations);
        }
      }
    }
    return programs;
  }

  /** Of an empty one, and of one with values in it. */
  private static void add(
      List<NamedProgram> programs, String name, String program, List<Operation> operations) {
    programs.add(NamedProgram.explored(name + ", at first", program));
    operations.stream()
        .filter(Operation::takesValue)
        .findFirst()
        .map(OwnPrograms::before)
        .ifPresent(
            before ->
                programs.add(
                    NamedProgram.explored(name + ", with values in it", before + " | " + program)));
  }

  /** The cpus after the first two, which have what they alone may call. */
  private static String others(Operation first, Operation second) {
    StringBuilder lines = new StringBuilder();
    Stream.of(first, second)
        .flatMapToInt(operation -> operation.onlyOn().stream())
        .filter(cpu -> cpu > 1)
        .distinct()
        .sorted()
        .forEach(cpu -> lines.append(" | ").append(cpu(cpu, 2 * cpu + 3, first, second)));
    return lines.toString();
  }

  private static String before(Operation fill) {
    StringJoiner steps = new StringJoiner("; ", "before: cpu" + fill.onlyOn().orElse(0) + ": ", "");
    for (int value = 1; value <= BEFORE; value++) {
      steps.add(fill.call(value).word());
    }
    return steps.toString();
  }

  /** What a cpu may call of these, and nothing else. */
  private static String cpu(int cpu, int value, Operation... operations) {
    StringJoiner line = new StringJoiner("; ", "cpu" + cpu + ": ", "");
    int next = value;
    for (Operation operation : operations) {
      if (operation.onlyOn().orElse(cpu) == cpu) {
        line.add(operation.call(next++).word());
      }
    }
    return line.toString();
  }
}
