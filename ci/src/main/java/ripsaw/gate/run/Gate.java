package ripsaw.gate.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.check.Limits;
import ripsaw.gate.shard.Work;
import ripsaw.gate.worker.Answer;
import ripsaw.gate.worker.CheckerClient;
import ripsaw.gate.worker.FlatAnswer;
import ripsaw.gate.worker.Question;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Flaw;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/**
 * Puts an agenda to the checkers, all of them at the same time. Judges nothing.
 *
 * <p>Each question may use what is left of the budget, and one that finds nothing left is not
 * asked.
 */
final class Gate {
  private static final String TOO_LATE = "time: the budget ran out before it was run";

  private final Agenda agenda;
  private final Function<Checker, CheckerClient> clients;
  private final Progress progress;
  private final Budget budget;
  private final Work work;

  /**
   * @param work which of the {@link GateTasks} are asked
   */
  Gate(
      Agenda agenda,
      Function<Checker, CheckerClient> clients,
      Budget budget,
      Progress progress,
      Work work) {
    this.agenda = agenda;
    this.clients = clients;
    this.progress = progress;
    this.budget = budget;
    this.work = work;
  }

  /** Blocks until every task is done, or is known not to be. */
  Map<Checker, CheckerResults> run() throws InterruptedException {
    Map<Checker, Future<CheckerResults>> pending = new EnumMap<>(Checker.class);
    Map<Checker, CheckerResults> results = new EnumMap<>(Checker.class);
    try (ExecutorService threads = Executors.newFixedThreadPool(agenda.checkers().size())) {
      for (Checker checker : agenda.checkers()) {
        pending.put(checker, threads.submit(() -> hear(checker)));
      }
      for (Checker checker : agenda.checkers()) {
        results.put(checker, pending.get(checker).get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return results;
  }

  private CheckerResults hear(Checker checker) {
    CheckerResults results = new CheckerResults();
    try (CheckerClient client = clients.apply(checker)) {
      for (Agenda.Attempt attempt : agenda.faults()) {
        if (attempt.by().contains(checker)) {
          Mutant fault = attempt.fault();
          work.answer(
                  GateTasks.fault(checker, fault),
                  FlatAnswer.class,
                  () -> FlatAnswer.of(fault(client, checker, fault)))
              .ifPresent(answer -> results.faults().put(fault.id(), answer.answer()));
        }
      }
      for (Subject subject : agenda.subjects()) {
        Set<Property> sought = agenda.sought(checker, subject);
        if (!sought.isEmpty()) {
          work.answer(
                  GateTasks.subject(checker, subject),
                  OfSubject.class,
                  () -> subject(client, checker, subject, sought))
              .ifPresent(all -> all.addTo(results, subject));
        }
      }
    }
    return results;
  }

  private Answer fault(CheckerClient client, Checker checker, Mutant fault) {
    progress.began(checker, fault.id());
    long executions =
        fault.killers().contains(checker) ? Limits.perFault(checker) : Limits.perInnocent(checker);
    Answer answer = ask(client, fault.subject(), sought(checker, fault), executions, false);
    progress.ended(checker, fault.id(), inWords(answer));
    return answer;
  }

  private OfSubject subject(
      CheckerClient client, Checker checker, Subject subject, Set<Property> sought) {
    progress.began(checker, subject.id());
    Optional<Planted> planted =
        Checkers.runsSubjects(checker)
            ? Optional.of(plant(client, checker, subject, sought))
            : Optional.empty();
    List<Answer> answers = check(client, checker, subject, sought);
    progress.ended(checker, subject.id(), inWords(answers.getLast()));
    return OfSubject.of(planted, answers);
  }

  /** Asks for every property, then for those not yet violated, until nothing more is found. */
  private List<Answer> check(
      CheckerClient client, Checker checker, Subject subject, Set<Property> sought) {
    List<Answer> answers = new ArrayList<>();
    do {
      long executions = Limits.perSubject(checker, agenda.scope().tier());
      if (!answers.isEmpty()) {
        // nobody is to believe it any more; what else it violates is sought as in a mutant
        executions = Math.min(executions, Limits.perFault(checker));
      }
      Answer answer = ask(client, subject, sought, executions, true);
      answers.add(answer);
      answer
          .finding()
          .flatMap(Finding::violation)
          .ifPresent(violation -> sought.remove(violation.property()));
    } while (answers.get(answers.size() - 1).foundSomething() && !sought.isEmpty());
    return answers;
  }

  /**
   * Plants one fault after another in the subject, until one is found: each with little effort
   * first, as a subject shows nothing of a fault in what it does not do.
   */
  private Planted plant(
      CheckerClient client, Checker checker, Subject subject, Set<Property> sought) {
    Duration share = budget.left().dividedBy(Limits.SHARE_OF_PLANTED);
    long whole = Limits.perPlanted(checker);
    Planted planted = null;
    for (long executions : List.of(whole / Limits.PART_OF_PLANTED, whole)) {
      for (Flaw flaw : Flaw.values()) {
        Answer answer = ask(client, subject.with(flaw), sought, executions, share, false);
        planted = new Planted(flaw, answer);
        if (planted.isFound() || answer.finding().isEmpty()) {
          return planted;
        }
      }
    }
    return planted;
  }

  private Answer ask(
      CheckerClient client,
      Subject subject,
      Set<Property> sought,
      long executions,
      boolean readable) {
    return ask(client, subject, sought, executions, budget.left(), readable);
  }

  private Answer ask(
      CheckerClient client,
      Subject subject,
      Set<Property> sought,
      long executions,
      Duration left,
      boolean readable) {
    if (sought.isEmpty()) {
      return Answer.none("could not run: there is nothing that it could look for");
    }
    if (!left.isPositive()) {
      return Answer.none(TOO_LATE);
    }
    Effort effort = new Effort(executions, left, readable);
    return client.ask(new Question(subject.id(), sought, effort));
  }

  /** Of an equivalent fault nothing is to be found; so anything may be. */
  private Set<Property> sought(Checker checker, Mutant fault) {
    return fault.isEquivalent()
        ? agenda.sought(checker, fault.subject())
        : Set.of(fault.property());
  }

  private static String inWords(Answer answer) {
    if (answer.finding().isEmpty()) {
      return answer.trouble();
    }
    Finding finding = answer.finding().get();
    return finding
            .violation()
            .map(violation -> violation.property() + " violated")
            .orElse("nothing found")
        + " after "
        + finding.executions();
  }
}
