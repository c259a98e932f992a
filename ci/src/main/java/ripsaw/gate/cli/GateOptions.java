package ripsaw.gate.cli;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.check.Limits;
import ripsaw.gate.check.Tier;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Triage;
import ripsaw.gate.report.MarkdownTables;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.shard.Given;
import ripsaw.gate.text.InputError;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;
import ripsaw.subject.UserClasses;

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
      names = {"-o", ReportDirectory.REPORT},
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

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description =
          "Check the subjects whose ids are like this, as 'mine/*'; can be repeated. With -cp and"
              + " neither this nor a SUBJECT, all subjects of your own.")
  private List<String> globs = List.of();

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description =
          "Replay the repros there; if not given, ci/repros of this checkout, and none with -cp.")
  private Path corpus;

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
    List<String> named = named(catalogue);
    if (markdown != null && !full) {
      throw new InputError(MARKDOWN + " says who finds what, and not all are asked: add " + WHOLE);
    }
    if (!isEverything()) {
      return Agenda.of(catalogue, named, tier(), seed);
    }
    Agenda agenda = Agenda.everything(catalogue, tier(), seed);
    List<Subject> less = new ArrayList<>(agenda.subjects());
    less.removeAll(hunted(catalogue, less));
    return mutants() == 0 || less.isEmpty()
        ? agenda
        : agenda.leaving(
            "machine-made mutants of " + less.stream().map(Subject::id).collect(joining(" ")));
  }

  /**
   * Those of the subjects that machine-made mutants are asked about. The quick tier leaves out
   * those whose survivors nobody has looked at, unless they were named: a survivor says nothing
   * then, and takes the longest. Nor are they made of a class that is named alone.
   */
  List<Subject> hunted(Catalogue catalogue, List<Subject> all) {
    return full || !isEverything()
        ? all.stream().filter(catalogue::isListed).toList()
        : all.stream().filter(one -> Triage.load(Triage.home(one)).isWritten()).toList();
  }

  private Tier tier() {
    return full ? Tier.FULL : Tier.QUICK;
  }

  /**
   * Whether no subject is named, nor meant; who asks for subjects of their own asks for nothing
   * else.
   */
  boolean isEverything() {
    return subjects.isEmpty() && globs.isEmpty() && !UserClasses.load().isGiven();
  }

  private List<String> named(Catalogue catalogue) {
    List<String> named = new ArrayList<>(subjects);
    if (!globs.isEmpty()) {
      List<String> ids = new ArrayList<>(catalogue.usersOwn());
      catalogue.subjects().stream().map(Subject::id).forEach(ids::add);
      globs.forEach(glob -> named.addAll(like(glob, ids)));
    } else if (subjects.isEmpty() && catalogue.userClasses().isGiven()) {
      named.addAll(catalogue.usersOwn());
      if (named.isEmpty()) {
        throw new InputError(
            "no subject in %s: name the class of a ripsaw.own.Heap, or add a SubjectProvider"
                .formatted(
                    catalogue.userClasses().entries().stream()
                        .map(Path::toString)
                        .collect(joining(", "))));
      }
    }
    return named;
  }

  private static List<String> like(String glob, List<String> ids) {
    String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    List<String> like = ids.stream().filter(id -> id.matches(regex)).toList();
    if (like.isEmpty()) {
      throw new InputError(
          "--only '%s': no subject is like this: 'ripsaw subjects' lists them".formatted(glob));
    }
    return like;
  }

  /**
   * The repros that are replayed.
   *
   * @throws InputError if there is no such directory
   */
  Replays replays(Catalogue catalogue, Budget budget) {
    if (corpus != null && !Files.isDirectory(corpus)) {
      throw new InputError("--corpus '" + corpus + "' is no directory: name one, or make it");
    }
    return corpus == null && catalogue.userClasses().isGiven()
        ? Replays.NONE
        : Replays.of(catalogue, Optional.ofNullable(corpus).or(Corpus::home), budget);
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
