package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.EMPTY_SLABS_RETURN;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.REMOTE_FREES_RETURN;
import static ripsaw.spec.Checker.JQWIK;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Tier;
import ripsaw.gate.report.HtmlReport;
import ripsaw.gate.report.JsonReport;
import ripsaw.gate.report.JunitReport;
import ripsaw.gate.run.GateRun;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.Json;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.Judge;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** A real worker, with the checker that is quick. */
class EndToEndTest {
  private static final Duration AMPLE = Duration.ofMinutes(10);

  private final Catalogue catalogue = Catalogue.load();

  /** With the first fault of each of these properties. */
  private GateResult judge(Set<Property> canaries, List<Subject> subjects)
      throws InterruptedException {
    List<Agenda.Attempt> attempts =
        canaries.stream()
            .map(
                property ->
                    catalogue.mutants().stream()
                        .filter(fault -> fault.property() == property)
                        .filter(fault -> fault.killers().contains(JQWIK))
                        .findFirst()
                        .orElseThrow())
            .map(fault -> new Agenda.Attempt(fault, EnumSet.of(JQWIK)))
            .toList();
    Agenda whole = Given.agenda(List.of(JQWIK), attempts, subjects);
    Scope quick = new Scope(Tier.QUICK, List.of());
    Agenda agenda = new Agenda(whole.checkers(), attempts, subjects, whole.sight(), quick);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Judge.judge(
        agenda,
        new GateRun(agenda, WorkerCommand.worker(), nowhere)
            .results(1, Budget.none(), AMPLE, Work.WHOLE),
        catalogue.mutants());
  }

  /**
   * A slab that nobody is told of strands its chunks, and itself: nothing of it ever comes back.
   */
  @Tag("nightly")
  @Test
  void df9daeaViolatesWhatALostSignalBreaksAndNothingElse() throws InterruptedException {
    Subject df9daea = catalogue.find("dragonfly/df9daea").orElseThrow();
    GateResult result = judge(Set.of(NO_STRANDING), List.of(df9daea));
    assertThat(result.outcome().exitCode()).isEqualTo(1);
    assertThat(result.count(JudgedMutant.Outcome.KILLED)).isEqualTo(1);
    assertThat(
            result.subjects().get(0).properties().stream()
                .filter(JudgedSubject.Judged::isViolated)
                .map(JudgedSubject.Judged::property)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(NO_STRANDING, REMOTE_FREES_RETURN, EMPTY_SLABS_RETURN);
    Verdict verdict =
        result.subjects().get(0).properties().stream()
            .filter(judged -> judged.property() == NO_STRANDING)
            .findFirst()
            .orElseThrow()
            .verdicts()
            .get(JQWIK);
    assertThat(((Verdict.Violated) verdict).repro())
        .contains("parks slab", "VIOLATED no-stranding");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws InterruptedException {
    Set<Property> quick = Set.of(NO_STRANDING, LISTING, CommonProperty.SIGNAL_DELIVERY);
    GateResult first = judge(quick, List.of());
    GateResult second = judge(quick, List.of());
    assertThat(Json.text(JsonReport.of(second, 1))).isEqualTo(Json.text(JsonReport.of(first, 1)));
    assertThat(JunitReport.text(second)).isEqualTo(JunitReport.text(first));
    assertThat(HtmlReport.of(second, 1, Map.of(), Optional.empty()).text())
        .isEqualTo(HtmlReport.of(first, 1, Map.of(), Optional.empty()).text());
  }
}
