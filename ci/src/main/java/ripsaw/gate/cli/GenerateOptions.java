package ripsaw.gate.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import ripsaw.gate.check.Budget;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.program.Alphabet;
import ripsaw.linearizability.program.Generator;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/** All programs of a size, of which verbs, on which machine. */
final class GenerateOptions {
  private static final Pattern SIZE = Pattern.compile("([1-4])x([1-3])");

  /** With more there would be millions of programs. */
  private static final int MOST_GENERATED = 9;

  /** Choices of a verb for each operation that can be gone through in a minute. */
  private static final double MOST_CHOICES = 5e6;

  @Option(
      names = "--generate",
      paramLabel = "KxN",
      description = "All programs of K operations on each of N cpus, up to symmetry, as 3x2.")
  private String size;

  @Option(
      names = "--before",
      paramLabel = "STEPS",
      description =
          "What is done before each generated program; if not given, once nothing, and once"
              + " 'cpu0: a = alloc 64; b = alloc 64'.")
  private String before;

  @Option(
      names = "--verbs",
      paramLabel = "VERBS",
      description =
          "What generated programs do: 'all' that the subject's family offers, or some, as"
              + " 'alloc,free,free-in-interrupt'. Allocations and frees if not given.")
  private String verbs;

  @Option(
      names = "--sizes",
      paramLabel = "BYTES",
      description = "What generated programs ask for, as '64,100'; 64 bytes if not given.")
  private String sizes;

  @Option(
      names = "--machine",
      paramLabel = "MACHINE",
      description =
          "What generated programs run on, as '{cpus: 2, pages: 8, slab-pages: 4}'; if not given,"
              + " slabs of one page, and enough of them.")
  private String machine;

  private int operations;
  private int cpus;

  boolean isAsked() {
    return size != null;
  }

  /**
   * @throws InputError if something is said about generated programs, and none are asked for
   */
  void check() {
    if (before != null && !isAsked()) {
      throw new InputError("--before is for --generate: write 'before: …' into the program");
    }
    Map<String, String> others = new LinkedHashMap<>();
    others.put("--verbs", verbs);
    others.put("--sizes", sizes);
    others.put("--machine", machine);
    others.forEach(
        (option, value) -> {
          if (value != null && !isAsked()) {
            throw new InputError(option + " is for --generate: add it, as '--generate 2x2'");
          }
        });
  }

  /**
   * @param budget of what is to be done with them, which to make them is a part of
   * @throws InputError if the options mean nothing, or too many programs
   * @throws Inconclusive if the time is up before all are made
   */
  List<Program> programs(Subject subject, Budget budget) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new InputError(
          "--generate '" + size + "': give 1 to 4 operations on each of 1 to 3 cpus, as 3x2");
    }
    operations = Integer.parseInt(matcher.group(1));
    cpus = Integer.parseInt(matcher.group(2));
    Alphabet alphabet = alphabet(subject);
    Optional<Shape> shape = shape();
    if (operations * cpus > MOST_GENERATED) {
      throw new InputError("--generate " + size + " is millions of programs: 3x3 is the largest");
    }
    if (Math.pow(alphabet.forms().size(), operations * cpus) > MOST_CHOICES) {
      throw tooMany();
    }
    List<Program> programs = new ArrayList<>();
    for (List<Step> start : before == null ? Generator.starts() : List.of(start())) {
      programs.addAll(
          Generator.programs(operations, cpus, start, alphabet, shape, budget::isSpent));
    }
    if (budget.isSpent()) {
      throw new Inconclusive(
          "--generate " + size + ": the time was up before all programs were made: give more");
    }
    if (programs.size() > Generator.MOST_PROGRAMS) {
      throw tooMany();
    }
    if (programs.isEmpty()) {
      throw new InputError("--generate " + size + ": these verbs make no program: add 'alloc'");
    }
    return programs;
  }

  private InputError tooMany() {
    return new InputError(
        "--generate %s of these verbs and sizes is millions of programs: give fewer"
            .formatted(size));
  }

  /** In a few words. */
  String title(List<Program> programs) {
    return "%s of %s on %s%s"
        .formatted(
            Plural.of(programs.size(), "program"),
            Plural.of(operations, "operation"),
            cpus > 1 ? "each of " : "",
            Plural.of(cpus, "cpu"));
  }

  private Alphabet alphabet(Subject subject) {
    try {
      List<Long> bytes = sizes == null ? Alphabet.PLAIN.sizes() : bytes();
      return verbs == null
          ? new Alphabet(Alphabet.PLAIN.verbs(), bytes)
          : Alphabet.of(subject.family(), verbs, bytes);
    } catch (Malformed e) {
      throw new InputError("--verbs: " + e.getMessage());
    }
  }

  private List<Long> bytes() {
    try {
      return Arrays.stream(sizes.split(","))
          .map(String::trim)
          .map(Long::valueOf)
          .map(this::right)
          .distinct()
          .toList();
    } catch (NumberFormatException e) {
      throw new InputError("--sizes '" + sizes + "': expected numbers of bytes, as 64,100");
    }
  }

  private long right(long bytes) {
    if (bytes < 0) {
      throw new NumberFormatException();
    }
    return bytes;
  }

  private Optional<Shape> shape() {
    if (machine == null) {
      return Optional.empty();
    }
    try {
      Shape shape = Program.parseMachine(machine);
      if (shape.cpus() < cpus) {
        throw new Malformed("it has %s cpus, and the programs %s".formatted(shape.cpus(), cpus));
      }
      return Optional.of(shape);
    } catch (Malformed e) {
      throw new InputError("--machine: " + e.getMessage());
    }
  }

  /** Checked here, with a program that does nothing to speak of. */
  private List<Step> start() {
    try {
      List<Step> steps = Program.parseBefore(before);
      Shape shape = Shape.small(Math.max(cpus, 2), 2, 4);
      Program.of(shape, steps, List.of(List.of(Operation.parse("tidy"))));
      for (Step step : steps) {
        if (step.operation().name().matches("[c-n]")) {
          throw new Malformed(
              "'" + step.operation() + "': c to n are the generated programs' names, use another");
        }
      }
      return steps;
    } catch (Malformed e) {
      throw new InputError("--before: " + e.getMessage());
    }
  }
}
