package ripsaw.gate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Suite;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** What is to be explored. */
final class ProgramOptions {
  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..1",
      description = "See 'ripsaw subjects --all'; a program file names one itself.")
  private String subject;

  @Option(
      names = "--program",
      paramLabel = "PROGRAM",
      description =
          "As in 'before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a'. 'cpu0.t1: …' is"
              + " another thread of cpu0, 'cpu0.t1 roams: …' one that may leave it, and"
              + " 'cpu0.irq: …' a device that interrupts it once.")
  private String program;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "With a subject and a program; or a repro, to find it anew.")
  private Path file;

  @Mixin private GenerateOptions generation;

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
   * @param budget of what is to be done with the programs, which to make them is a part of
   * @throws InputError if there is no such subject, or what is to be a program is none
   */
  Chosen chosen(Catalogue catalogue, Budget budget) {
    Chosen chosen = choose(catalogue, budget);
    for (Program one : chosen.programs()) {
      Agenda.requireFit(chosen.subject(), where(), one);
    }
    return chosen;
  }

  /** The one that has the program; null if none has. */
  Path file() {
    return file;
  }

  /** The option or the file that has the program. */
  String where() {
    return file == null ? "--program" : file.toString();
  }

  private Chosen choose(Catalogue catalogue, Budget budget) {
    long given = Stream.of(program, file).filter(one -> one != null).count();
    if (given + (suite ? 1 : 0) + (generation.isAsked() ? 1 : 0) != 1) {
      throw new InputError(
          "no program, or more than one: give --program, --file, --generate or --suite");
    }
    generation.check();
    if (file != null) {
      Repro read = ReproFile.read(file);
      return new Chosen(
          subject == null
              ? Agenda.subject(catalogue, read.subject(), where())
              : Agenda.subject(catalogue, subject),
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
    return generation.isAsked()
        ? generated(named, budget)
        : new Chosen(named, List.of(parsed()), "", MemoryModel.SC, Optional.empty());
  }

  private Program parsed() {
    try {
      return Program.parse(program);
    } catch (Malformed e) {
      throw new InputError("--program: " + e.getMessage());
    }
  }

  private Chosen generated(Subject named, Budget budget) {
    List<Program> programs = generation.programs(named, budget);
    return new Chosen(
        named, programs, generation.title(programs), MemoryModel.SC, Optional.empty());
  }
}
