package ripsaw.gate.cli;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Limits;
import ripsaw.gate.check.Tier;
import ripsaw.gate.hunt.Triage;
import ripsaw.gate.report.MarkdownTables;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.shard.Given;
import ripsaw.gate.text.InputError;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** What the gate can be asked for, and the museum alone cannot: subjects, and files. */
final class GateOptions {
  private static final String MARKDOWN = "--markdown";
  private static final String WHOLE = "--full";

  @Option(
      names = WHOLE,
      description =
          "Put each mutant of the museum to every checker that can look for its property, and give"
              + " the references the whole effort. Without it the gate is quick: each mutant is put"
              + " to the cheapest of its killers, and a few, which go round with the seed, to the"
              + " others.")
  private boolean full;

  @Option(
      names = ReportDirectory.REPORT,
      paramLabel = "DIR",
      description =
          "Write gate.json, junit.xml, index.html and pictures/*.html there, in the place of those"
              + " of an earlier run.")
  private Path report;

  @Option(
      names = MARKDOWN,
      paramLabel = "DIR",
      description =
          "Write tables for a page there: versions-<family>.md, who found what in which version,"
              + " and museum.md, in the place of those of an earlier run. Only with --full.")
  private Path markdown;

  @Option(
      names = "--mutants",
      paramLabel = "N",
      converter = MutantsCommand.CountConverter.class,
      description =
          "Machine-made mutants of each subject that are asked about, none with 0; if not given, "
              + Limits.QUICK_MUTANTS
              + ", or "
              + Limits.FULL_MUTANTS
              + " with "
              + WHOLE
              + ".")
  private Integer mutants;

  @Mixin private final ShardOptions shards;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..*",
      description = "Checked as if it should hold; see 'ripsaw subjects --all'.")
  private List<String> subjects = List.of();

  /**
   * @param given the answers, if others have asked
   */
  GateOptions(Optional<Given> given) {
    this.shards = new ShardOptions(given);
  }

  ShardOptions shards() {
    return shards;
  }

  /**
   * @throws InputError if it cannot be asked like this
   */
  Agenda agenda(Catalogue catalogue, long seed) {
    if (markdown != null && !full) {
      throw new InputError(MARKDOWN + " says who finds what, and not all are asked: add " + WHOLE);
    }
    if (!isEverything()) {
      return Agenda.of(catalogue, subjects, tier(), seed);
    }
    Agenda agenda = Agenda.everything(catalogue, tier(), seed);
    List<Subject> less = new ArrayList<>(agenda.subjects());
    less.removeAll(hunted(less));
    return mutants() == 0 || less.isEmpty()
        ? agenda
        : agenda.leaving(
            "machine-made mutants of " + less.stream().map(Subject::id).collect(joining(" ")));
  }

  /**
   * Those of the subjects that machine-made mutants are asked about. The quick tier leaves out
   * those whose survivors nobody has looked at, unless they were named: a survivor says nothing
   * then, and takes the longest.
   */
  List<Subject> hunted(List<Subject> all) {
    return full || !isEverything()
        ? all
        : all.stream().filter(one -> Triage.load(Triage.home(one)).isWritten()).toList();
  }

  private Tier tier() {
    return full ? Tier.FULL : Tier.QUICK;
  }

  /** Whether no subject is named; who asks for subjects of their own asks for nothing else. */
  boolean isEverything() {
    return subjects.isEmpty();
  }

  /** How many mutants of each subject are asked about; 0 for none. */
  int mutants() {
    return mutants == null ? Limits.mutants(tier()) : mutants;
  }

  /** Where the report goes, made ready for it; empty if none is asked for. */
  Optional<ReportDirectory> report() {
    return Optional.ofNullable(report).map(ReportDirectory::open);
  }

  /** Where the tables go, likewise. */
  Optional<ReportDirectory> tables(Catalogue catalogue) {
    return Optional.ofNullable(markdown)
        .map(to -> ReportDirectory.open(MARKDOWN, to, MarkdownTables.files(catalogue)));
  }
}
