package ripsaw.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.program.Alphabet;
import ripsaw.linearizability.program.Generator;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.own.BadSubject;
import ripsaw.own.OwnSubject;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Verb;

/**
 * All small programs for a subject, those of fewer operations first, so that what is found is
 * small. They begin with nothing done; those of a structure once more with two values in it; and
 * those of a heap, if they have an operation less than was asked for, with two blocks out.
 */
final class Programs {
  /** What a block is to its holder, in bytes: one of any size would do. */
  private static final long BLOCK_BYTES = 8;

  /** Blocks that are out, or values that are in, when the cpus begin. */
  private static final int BEFORE = 2;

  private final Settings settings;
  private final OwnSubject subject;
  private final List<Program> programs = new ArrayList<>();

  private Programs(Settings settings, OwnSubject subject) {
    this.settings = settings;
    this.subject = subject;
  }

  /**
   * @throws BadSubject if there are more than anybody would wait for
   */
  static List<Program> of(Settings settings, OwnSubject subject) {
    Programs all = new Programs(settings, subject);
    for (int operations = 1; operations <= settings.operations(); operations++) {
      if (settings.model().isPresent()) {
        all.addStructure(operations);
      } else {
        all.addHeap(operations);
      }
    }
    return all.programs;
  }

  /** A part of them would pass for all. */
  private void requireAll(double count, int operations) {
    if (count > Generator.MOST_PROGRAMS) {
      throw new BadSubject(
          "%s cpus have more than %s programs of %s operations each: let @Ripsaw ask for fewer"
              .formatted(settings.cpus(), Generator.MOST_PROGRAMS, operations));
    }
  }

  // ------------------------------------------------------------------- heaps

  private void addHeap(int operations) {
    List<Verb> verbs = new ArrayList<>(List.of(CommonVerb.ALLOC, CommonVerb.FREE));
    subject.operations().forEach(operation -> verbs.add(operation.call(0)));
    Alphabet alphabet = new Alphabet(verbs, List.of(BLOCK_BYTES));
    List<List<Step>> starts = new ArrayList<>(List.of(List.of()));
    if (settings.blocks() >= BEFORE && operations < settings.operations()) {
      starts.add(List.of(allocation("a"), allocation("b")));
    }
    for (List<Step> before : starts) {
      List<Program> generated =
          Generator.programs(
              operations,
              settings.cpus(),
              before,
              alphabet,
              Optional.of(settings.shape()),
              () -> false);
      requireAll(generated.size(), operations);
      programs.addAll(generated);
    }
  }

  private static Step allocation(String name) {
    return new Step(0, Operation.allocation(name, BLOCK_BYTES));
  }

  // -------------------------------------------------------------- structures

  private void addStructure(int operations) {
    double count = 1;
    for (int cpu = 0; cpu < settings.cpus(); cpu++) {
      count *= Math.pow(Math.max(1, allowed(cpu).size()), operations);
    }
    requireAll(count, operations);
    List<List<List<ripsaw.own.Operation>>> choices = new ArrayList<>();
    for (int cpu = 0; cpu < settings.cpus(); cpu++) {
      choices.add(rows(allowed(cpu), operations));
    }
    choose(choices, new int[settings.cpus()], 0);
  }

  /** What this cpu may call. */
  private List<ripsaw.own.Operation> allowed(int cpu) {
    return subject.operations().stream().filter(one -> one.onlyOn().orElse(cpu) == cpu).toList();
  }

  /** All that a cpu can do in so many operations; nothing, if it may call none. */
  private static List<List<ripsaw.own.Operation>> rows(
      List<ripsaw.own.Operation> allowed, int length) {
    if (length == 0 || allowed.isEmpty()) {
      return List.of(List.of());
    }
    List<List<ripsaw.own.Operation>> rows = new ArrayList<>();
    for (List<ripsaw.own.Operation> shorter : rows(allowed, length - 1)) {
      for (ripsaw.own.Operation last : allowed) {
        List<ripsaw.own.Operation> row = new ArrayList<>(shorter);
        row.add(last);
        rows.add(row);
      }
    }
    return rows;
  }

  /**
   * Chooses a row for each cpu. Of two neighbours that may do the same, the first has the first
   * row: the other way round it would be the same program.
   */
  private void choose(List<List<List<ripsaw.own.Operation>>> choices, int[] chosen, int cpu) {
    if (cpu == chosen.length) {
      for (List<Step> before : starts()) {
        add(before, choices, chosen);
      }
      return;
    }
    boolean isAlike = cpu > 0 && choices.get(cpu).equals(choices.get(cpu - 1));
    for (int row = isAlike ? chosen[cpu - 1] : 0; row < choices.get(cpu).size(); row++) {
      chosen[cpu] = row;
      choose(choices, chosen, cpu + 1);
    }
  }

  private List<List<Step>> starts() {
    List<List<Step>> starts = new ArrayList<>(List.of(List.of()));
    subject.operations().stream()
        .filter(ripsaw.own.Operation::takesValue)
        .findFirst()
        .ifPresent(
            fill -> {
              List<Step> before = new ArrayList<>();
              for (int value = 1; value <= BEFORE; value++) {
                before.add(new Step(fill.onlyOn().orElse(0), Operation.of(fill.call(value), "")));
              }
              starts.add(before);
            });
    return starts;
  }

  private void add(
      List<Step> before, List<List<List<ripsaw.own.Operation>>> choices, int[] chosen) {
    int value = before.size();
    List<List<Operation>> cpus = new ArrayList<>();
    for (int cpu = 0; cpu < chosen.length; cpu++) {
      List<Operation> row = new ArrayList<>();
      for (ripsaw.own.Operation operation : choices.get(cpu).get(chosen[cpu])) {
        row.add(Operation.of(operation.call(++value), ""));
      }
      cpus.add(row);
    }
    try {
      programs.add(Program.of(settings.shape(), before, cpus));
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }
}
