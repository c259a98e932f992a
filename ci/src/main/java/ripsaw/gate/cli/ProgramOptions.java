package ripsaw.gate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.program.Generator;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.linearizability.program.Suite;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** What is to be explored. */
final class ProgramOptions {
  private static final Pattern SIZE = Pattern.compile("([1-4])x([1-3])");

  /** With more there would be millions of programs. */
  private static final int MOST_GENERATED = 9;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..1",
      description = "See 'ripsaw subjects --all'; a program file names one itself.")
  private String subject;

  @Option(
      names = "--program",
      paramLabel = "PROGRAM",
      description = "As in 'before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a'.")
  private String program;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "With a subject and a program; or a repro, to find it anew.")
  private Path file;

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
      names = "--suite",
      description = "The named programs that the gate uses, on two cpus and on three.")
  private boolean suite;

  /**
   * @param title in a few words, if there are several programs
   * @param memory what a file says of it
   * @param expected what a repro goes wrong with
   */
  record Chosen(
      Subject subject,
      List<Program> programs,
      String title,
      MemoryModel memory,
      Optional<Property> expected) {}

  /**
   * @throws InputError if there is no such subject, or what is to be a program is none
   */
  Chosen chosen(Catalogue catalogue) {
    Chosen chosen = choose(catalogue);
    for (Program one : chosen.programs()) {
      Agenda.subject(catalogue, chosen.subject().id(), where(), one);
    }
    return chosen;
  }

  /** The option or the file that has the program. */
  String where() {
    return file == null ? "--program" : file.toString();
  }

  private Chosen choose(Catalogue catalogue) {
    long given = Stream.of(program, file, size).filter(one -> one != null).count();
    if (given + (suite ? 1 : 0) != 1) {
      throw new InputError(
          "no program, or more than one: give --program, --file, --generate or --suite");
    }
    if (before != null && size == null) {
      throw new InputError("--before is for --generate: write 'before: …' into the program");
    }
    if (file != null) {
      Repro read = ReproFile.read(file);
      String id = Optional.ofNullable(subject).orElse(read.subject());
      return new Chosen(
          Agenda.subject(catalogue, id),
          List.of(read.program()),
          "",
          read.memory(),
          read.expected());
    }
    if (subject == null) {
      throw new InputError("no subject: name one, as dragonfly/reference");
    }
    Subject named = Agenda.subject(catalogue, subject);
    if (suite) {
      List<Program> programs = Suite.of(named.family()).stream().map(Suite::program).toList();
      return new Chosen(
          named,
          programs,
          Plural.of(programs.size(), "program") + " of the suite",
          MemoryModel.SC,
          Optional.empty());
    }
    return size != null
        ? generated(named)
        : new Chosen(named, List.of(parsed()), "", MemoryModel.SC, Optional.empty());
  }

  private Program parsed() {
    try {
      return Program.parse(program);
    } catch (Malformed e) {
      throw new InputError("--program: " + e.getMessage());
    }
  }

  private Chosen generated(Subject named) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new InputError(
          "--generate '" + size + "': give 1 to 4 operations on each of 1 to 3 cpus, as 3x2");
    }
    int operations = Integer.parseInt(matcher.group(1));
    int cpus = Integer.parseInt(matcher.group(2));
    if (operations * cpus > MOST_GENERATED) {
      throw new InputError("--generate " + size + " is millions of programs: 3x3 is the largest");
    }
    List<Program> programs = new ArrayList<>();
    for (List<Step> start : before == null ? Generator.starts() : List.of(start(cpus))) {
      programs.addAll(Generator.programs(operations, cpus, start));
    }
    String title =
        "%s of %s on %s%s"
            .formatted(
                Plural.of(programs.size(), "program"),
                Plural.of(operations, "operation"),
                cpus > 1 ? "each of " : "",
                Plural.of(cpus, "cpu"));
    return new Chosen(named, programs, title, MemoryModel.SC, Optional.empty());
  }

  /** Checked here, with a program that does nothing to speak of. */
  private List<Step> start(int cpus) {
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
