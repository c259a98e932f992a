package ripsaw.gate.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.check.Limits;
import ripsaw.gate.check.Tier;
import ripsaw.gate.run.CheckerResults;
import ripsaw.gate.run.Planted;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/** Says what the answers of a run come to. A pure function: no clock, no process, no file. */
public final class Judge {
  private final Agenda agenda;
  private final Map<Checker, CheckerResults> results;
  private final List<Mutant> museum;

  private Judge(Agenda agenda, Map<Checker, CheckerResults> results, List<Mutant> museum) {
    this.agenda = agenda;
    this.results = results;
    this.museum = museum;
  }

  /**
   * @param results one for each checker of the agenda
   * @param museum all of it, in or out of the agenda
   */
  public static GateResult judge(
      Agenda agenda, Map<Checker, CheckerResults> results, List<Mutant> museum) {
    return new Judge(agenda, results, museum).judge();
  }

  private GateResult judge() {
    List<JudgedMutant> faults = agenda.faults().stream().map(this::judge).toList();
    Canaries canaries = new Canaries(museum, faults);
    return GateResult.of(
        agenda.scope(),
        agenda.checkers(),
        faults,
        agenda.subjects().stream().map(subject -> judge(subject, canaries)).toList());
  }

  private JudgedMutant judge(Agenda.Attempt attempt) {
    Map<Checker, Answer> answers = new EnumMap<>(Checker.class);
    for (Checker checker : attempt.by()) {
      answers.put(checker, results.get(checker).faults().get(attempt.fault().id()));
    }
    return JudgedMutant.of(attempt.fault(), answers);
  }

  private JudgedSubject judge(Subject subject, Canaries canaries) {
    Set<Property> exceeded = new LinkedHashSet<>();
    for (Checker checker : agenda.checkers()) {
      for (Answer answer : answers(checker, subject)) {
        answer.finding().ifPresent(finding -> exceeded.addAll(finding.exceeded()));
      }
    }
    List<JudgedSubject.Judged> judged = new ArrayList<>();
    for (Property property : subject.family().properties()) {
      if (property.isChecked()) {
        boolean promised = isPromised(subject, property);
        judged.add(
            new JudgedSubject.Judged(
                property,
                promised,
                !promised && exceeded.contains(property),
                promised ? verdicts(subject, property, canaries) : Map.of()));
      }
    }
    return new JudgedSubject(subject, planted(subject), judged);
  }

  /**
   * Of behaviours only a model speaks: nothing is promised of those of a subject that has none,
   * such as an allocator of the user's own. Each reference has one, or a test fails.
   */
  private boolean isPromised(Subject subject, Property property) {
    return !subject.unpromised().contains(property)
        && (property.watch() != Property.Watch.BEHAVIOR
            || agenda.checkers().stream()
                .anyMatch(checker -> agenda.sight().sees(checker, subject, property)));
  }

  private Map<Checker, Verdict> verdicts(Subject subject, Property property, Canaries canaries) {
    Map<Checker, Verdict> verdicts = new EnumMap<>(Checker.class);
    for (Checker checker : agenda.checkers()) {
      List<Answer> answers = answers(checker, subject);
      Optional<Verdict> violated = violated(property, answers);
      // A violation that was seen counts, whoever saw it.
      if (violated.isPresent()) {
        verdicts.put(checker, violated.get());
      } else if ((canaries.isDeclared(subject.family(), property, checker)
              || !canaries.hasMuseum(subject.family()))
          && agenda.sight().sees(checker, subject, property)) {
        Answer last = answers.get(answers.size() - 1);
        verdicts.put(
            checker,
            clean(
                checker,
                last,
                canaries.hasMuseum(subject.family())
                    ? blindness(subject, property, checker, canaries)
                    : Optional.empty(),
                doubt(checker, subject)));
      }
    }
    return verdicts;
  }

  /**
   * Why the checker is not known to see violations of the property, if it is not. In the quick tier
   * a mutant of another property will do, if none of this one was put to it.
   */
  private Optional<String> blindness(
      Subject subject, Property property, Checker checker, Canaries canaries) {
    Family family = subject.family();
    boolean ofFamily =
        agenda.scope().tier() == Tier.QUICK && !canaries.isAsked(family, property, checker);
    boolean sees =
        ofFamily
            ? canaries.isCaught(family, checker)
            : canaries.isCaught(family, property, checker);
    return sees
        ? Optional.empty()
        : Optional.of(
            "no mutant of this %s was caught by this checker in this run"
                .formatted(ofFamily ? "family" : "property"));
  }

  private static Optional<Verdict> violated(Property property, List<Answer> answers) {
    for (Answer answer : answers) {
      if (answer.foundSomething()) {
        Finding finding = answer.finding().orElseThrow();
        Violation violation = finding.violation().orElseThrow();
        if (violation.property() == property) {
          return Optional.of(
              new Verdict.Violated(finding.executions(), violation, finding.repro()));
        }
      }
    }
    return Optional.empty();
  }

  private Map<Checker, Planted> planted(Subject subject) {
    Map<Checker, Planted> planted = new EnumMap<>(Checker.class);
    for (Checker checker : agenda.checkers()) {
      Planted one = results.get(checker).planted().get(subject.id());
      if (one != null) {
        planted.put(checker, one);
      }
    }
    return planted;
  }

  /** Why this checker cannot be believed on this subject, if it cannot. */
  private Optional<String> doubt(Checker checker, Subject subject) {
    return Checkers.runsSubjects(checker)
        ? results.get(checker).planted().get(subject.id()).doubt(checker)
        : Optional.empty();
  }

  /** What it is worth that a property was not seen violated. */
  private static Verdict clean(
      Checker checker, Answer last, Optional<String> blindness, Optional<String> doubt) {
    if (last.finding().isEmpty()) {
      return new Verdict.Vacuous(last.trouble());
    }
    Finding finding = last.finding().get();
    if (blindness.isPresent()) {
      return new Verdict.Vacuous(blindness.get());
    }
    if (doubt.isPresent()) {
      return new Verdict.Vacuous(doubt.get());
    }
    Optional<String> tooLittle = Checkers.tooLittle(checker, finding);
    if (tooLittle.isPresent() && finding.executions() < Limits.minimum(checker)) {
      return new Verdict.Vacuous(tooLittle.get());
    }
    if (!finding.notCovered().isEmpty()) {
      String missed =
          "never came to: " + String.join(", ", finding.notCovered().stream().sorted().toList());
      return new Verdict.Vacuous(tooLittle.map(why -> why + "; " + missed).orElse(missed));
    }
    return Checkers.clean(checker, finding);
  }

  private List<Answer> answers(Checker checker, Subject subject) {
    return results.get(checker).subjects().getOrDefault(subject.id(), List.of());
  }
}
