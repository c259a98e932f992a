package ripsaw.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Scope;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.run.Planted;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Flaw;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/** Hand-made faults, subjects and answers. */
public final class Given {
  public static final long ENOUGH = 50_000;

  private Given() {}

  public static Subject subject(String id, Property... unpromised) {
    return new Subject(
        id,
        "made up",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(unpromised),
        machine -> {
          throw new AssertionError("a test of the gate's logic runs no allocator");
        });
  }

  public static Mutant fault(String id, Property property, Checker... killers) {
    return new Mutant(subject(id), property, Set.of(killers), "made up");
  }

  /** One fault for each property that counts, to be found by all. */
  public static List<Mutant> museum() {
    return Set.copyOf(Property.all()).stream()
        .filter(Property::isChecked)
        .map(property -> fault("museum/no-" + property, property, Checker.values()))
        .toList();
  }

  public static Answer found(Property property, long executions) {
    return Answer.of(
        new Finding(
            executions,
            "random",
            false,
            Optional.of(new Violation(property, "seen")),
            "cpu0: a = alloc 64",
            Set.of(),
            Set.of()));
  }

  public static Answer clean(long executions) {
    return Answer.of(finding(executions, Set.of()));
  }

  /** The time was up. */
  public static Answer cut(long executions) {
    return Answer.of(
        new Finding(
            executions,
            "time: 1 of 2 programs",
            true,
            Optional.empty(),
            "",
            Set.of(),
            new TreeSet<>()));
  }

  public static Answer notCovering(String place) {
    return Answer.of(finding(ENOUGH, Set.of(place)));
  }

  /** About which the checker said nothing. */
  public static JudgedMutant broken(String why) {
    return JudgedMutant.of(
        fault("museum/b", CommonProperty.ZEROING, Checker.JQWIK),
        Map.of(Checker.JQWIK, Answer.none(why)));
  }

  /** Found after so many executions. */
  public static Planted planted(long executions) {
    return new Planted(Flaw.SPLIT_CAS, found(KfreeProperty.LISTING, executions));
  }

  /** All see all. */
  public static Agenda agenda(
      List<Checker> checkers, List<Agenda.Attempt> faults, List<Subject> subjects) {
    return new Agenda(checkers, faults, subjects, (checker, subject, property) -> true, Scope.FULL);
  }

  /** Of all checkers, of which everything was asked. */
  public static GateResult result(List<JudgedMutant> faults, List<JudgedSubject> subjects) {
    return GateResult.of(Scope.FULL, Agenda.all(), faults, subjects);
  }

  public static Replays.Item repro(String name, Replays.Outcome outcome) {
    return new Replays.Item(name, Optional.empty(), outcome, "came of " + name, Optional.empty());
  }

  /** Clean as far as it went. */
  public static Answer bounded(String bound) {
    return bounded(ENOUGH, bound);
  }

  public static Answer bounded(long executions, String bound) {
    return Answer.of(
        new Finding(executions, bound, false, Optional.empty(), "", Set.of(), new TreeSet<>()));
  }

  private static Finding finding(long executions, Set<String> notCovered) {
    return new Finding(
        executions, "", false, Optional.empty(), "", Set.of(), new TreeSet<>(notCovered));
  }
}
