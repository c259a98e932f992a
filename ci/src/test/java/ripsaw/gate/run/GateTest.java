package ripsaw.gate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.spec.Checker.EXPLORER;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.TLC;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.check.Limits;
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Tier;
import ripsaw.gate.shard.Work;
import ripsaw.gate.worker.Answer;
import ripsaw.gate.worker.CheckerClient;
import ripsaw.gate.worker.Question;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.machine.Flaw;
import ripsaw.spec.Checker;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

class GateTest {
  /** Answers what it was told to, and remembers what it was asked. */
  private static final class Scripted implements CheckerClient {
    private final Deque<Answer> script;
    private final List<Question> asked = new ArrayList<>();

    Scripted(Answer... script) {
      this.script = new ArrayDeque<>(List.of(script));
    }

    @Override
    public Answer ask(Question question) {
      asked.add(new Question(question.subject(), Set.copyOf(question.sought()), question.effort()));
      return script.remove();
    }

    @Override
    public List<String> lastWords() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static CheckerResults run(
      List<Mutant> faults, List<Subject> subjects, Duration budget, Scripted client)
      throws InterruptedException {
    List<Agenda.Attempt> attempts =
        faults.stream().map(fault -> new Agenda.Attempt(fault, EnumSet.of(JQWIK))).toList();
    return run(Given.agenda(List.of(JQWIK), attempts, subjects), Budget.of(budget), client)
        .get(JQWIK);
  }

  private static Map<Checker, CheckerResults> run(Agenda agenda, Budget budget, Scripted client)
      throws InterruptedException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    PlainProgress progress = new PlainProgress(nowhere, Map.of());
    return new Gate(agenda, checker -> client, budget, progress, Work.WHOLE).run();
  }

  @Test
  void aSubjectIsCheckedAfterOneFaultInItWasFoundAndAgainForWhatIsNotYetViolated()
      throws InterruptedException {
    Subject subject = Given.subject("made/up", ZEROING);
    Scripted client =
        new Scripted(
            Given.clean(Given.ENOUGH),
            Given.found(ZEROING, 3),
            Given.found(NO_STRANDING, 13),
            Given.found(LISTING, 14),
            Given.clean(Given.ENOUGH));
    CheckerResults results = run(List.of(), List.of(subject), Duration.ofHours(1), client);
    assertThat(results.planted().get("made/up").flaw()).isEqualTo(Flaw.values()[1]);
    assertThat(client.asked.get(0).subject()).isEqualTo("made/up+" + Flaw.values()[0].id());
    assertThat(client.asked.get(1).subject()).isEqualTo("made/up+" + Flaw.values()[1].id());
    assertThat(results.subjects().get("made/up")).hasSize(3);
    assertThat(client.asked.get(2).sought())
        .contains(NO_STRANDING, LISTING)
        .doesNotContain(ZEROING);
    assertThat(client.asked.get(3).sought()).contains(LISTING).doesNotContain(NO_STRANDING);
    assertThat(client.asked.get(4).sought()).doesNotContain(LISTING, NO_STRANDING);
    assertThat(client.asked.subList(2, 5)).allMatch(question -> question.effort().readable());
  }

  @Test
  void everyFaultIsPlantedWithLittleEffortBeforeOneIsWithTheWhole() throws InterruptedException {
    int flaws = Flaw.values().length;
    Answer[] script = new Answer[flaws + 2];
    Arrays.fill(script, Given.clean(Given.ENOUGH));
    script[flaws] = Given.found(ZEROING, 3);
    Scripted client = new Scripted(script);
    Subject subject = Given.subject("made/up", ZEROING);
    CheckerResults results = run(List.of(), List.of(subject), Duration.ofHours(1), client);
    assertThat(results.planted().get("made/up").flaw()).isEqualTo(Flaw.values()[0]);
    List<Long> efforts =
        client.asked.subList(0, flaws + 1).stream().map(one -> one.effort().executions()).toList();
    long whole = Limits.perPlanted(JQWIK);
    assertThat(efforts.subList(0, flaws)).containsOnly(whole / Limits.PART_OF_PLANTED);
    assertThat(efforts.getLast()).isEqualTo(whole);
    assertThat(client.asked.subList(0, flaws).stream().map(Question::subject))
        .doesNotHaveDuplicates();
  }

  @Test
  void theEffortForASubjectIsThatOfTheTierAndNoTimeIsLimitedWithoutABudget()
      throws InterruptedException {
    for (Tier tier : Tier.values()) {
      Scripted client = new Scripted(Given.found(LISTING, 1), Given.clean(Given.ENOUGH));
      Agenda agenda =
          new Agenda(
              List.of(JQWIK),
              List.of(),
              List.of(Given.subject("made/up")),
              (checker, any, property) -> true,
              new Scope(tier, List.of()));
      run(agenda, Budget.none(), client);
      Effort effort = client.asked.getLast().effort();
      assertThat(effort.executions()).isEqualTo(Limits.perSubject(JQWIK, tier));
      assertThat(effort.budget()).isGreaterThan(Duration.ofDays(300));
    }
    assertThat(Limits.perSubject(JQWIK, Tier.QUICK))
        .isLessThan(Limits.perSubject(JQWIK, Tier.FULL));
  }

  @Test
  void theRestOfASubjectThatViolatesSomethingIsSoughtWithTheEffortForAFault()
      throws InterruptedException {
    Scripted client =
        new Scripted(Given.found(LISTING, 1), Given.found(ZEROING, 3), Given.clean(Given.ENOUGH));
    Agenda agenda =
        new Agenda(
            List.of(EXPLORER),
            List.of(),
            List.of(Given.subject("made/up")),
            (checker, any, property) -> true,
            new Scope(Tier.QUICK, List.of()));
    run(agenda, Budget.none(), client);
    List<Long> efforts = client.asked.stream().map(one -> one.effort().executions()).toList();
    assertThat(efforts.subList(efforts.size() - 2, efforts.size()))
        .containsExactly(Limits.perSubject(EXPLORER, Tier.QUICK), Limits.perFault(EXPLORER));
    assertThat(Limits.perFault(EXPLORER)).isLessThan(Limits.perSubject(EXPLORER, Tier.QUICK));
  }

  @Test
  void eachLineOfTheProgressSaysWhatIsLeftToWhom() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (PlainProgress progress = new PlainProgress(out, Map.of(TLC, 1, JQWIK, 2))) {
      progress.ended(JQWIK, "a", "b");
      progress.ended(TLC, "c", "d");
      progress.ended(JQWIK, "e", "f");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "[1/3] jqwik a: b; left: tlc 1, jqwik 1",
            "[2/3] tlc c: d; left: jqwik 1",
            "[3/3] jqwik e: f");
  }

  @Test
  void aFaultIsTriedForItsPropertyAndAnEquivalentOneForAll() throws InterruptedException {
    Scripted client = new Scripted(Given.found(LISTING, 1), Given.clean(Given.ENOUGH));
    run(
        List.of(Given.fault("museum/x", LISTING, JQWIK), Given.fault("museum/y", LISTING)),
        List.of(),
        Duration.ofHours(1),
        client);
    assertThat(client.asked.get(0).sought()).containsExactly(LISTING);
    assertThat(client.asked.get(1).sought())
        .isEqualTo(Given.subject("any").promised())
        .hasSizeGreaterThan(10);
  }

  @Test
  void whoCanLookForNothingInASubjectIsNotAsked() throws InterruptedException {
    Subject subject = Given.subject("made/up");
    Scripted client = new Scripted();
    Agenda agenda =
        new Agenda(
            List.of(TLC),
            List.of(),
            List.of(subject),
            (checker, any, property) -> false,
            Scope.FULL);
    CheckerResults results = run(agenda, Budget.none(), client).get(TLC);
    assertThat(client.asked).isEmpty();
    assertThat(results.subjects()).isEmpty();
  }

  @Test
  void whoIsToTryAFaultAndCanLookForNothingInItHasNotTriedIt() throws InterruptedException {
    Mutant equivalent = Given.fault("museum/y", LISTING);
    List<Agenda.Attempt> attempts = List.of(new Agenda.Attempt(equivalent, EnumSet.of(TLC)));
    Agenda agenda =
        new Agenda(
            List.of(TLC), attempts, List.of(), (checker, any, property) -> false, Scope.FULL);
    Scripted client = new Scripted();
    CheckerResults results = run(agenda, Budget.none(), client).get(TLC);
    assertThat(client.asked).isEmpty();
    assertThat(results.faults().get(equivalent.id()))
        .isEqualTo(Answer.none("could not run: there is nothing that it could look for"));
  }

  @Test
  void nothingIsAskedOnceTheBudgetIsGone() throws InterruptedException {
    Scripted client = new Scripted();
    CheckerResults results =
        run(
            List.of(Given.fault("museum/x", LISTING, JQWIK)),
            List.of(Given.subject("made/up")),
            Duration.ofNanos(1),
            client);
    assertThat(client.asked).isEmpty();
    assertThat(results.subjects().get("made/up"))
        .containsExactly(Answer.none("time: the budget ran out before it was run"));
  }
}
