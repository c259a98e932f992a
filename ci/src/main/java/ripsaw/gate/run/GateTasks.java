package ripsaw.gate.run;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.gate.check.Agenda;
import ripsaw.spec.Checker;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/** The names of what an agenda asks: a fault or a subject, of one checker. */
public final class GateTasks {
  private GateTasks() {}

  public static List<String> of(Agenda agenda) {
    return agenda.checkers().stream().flatMap(checker -> of(agenda, checker).stream()).toList();
  }

  /** In the order in which they are asked. */
  static List<String> of(Agenda agenda, Checker checker) {
    return Stream.concat(
            agenda.faults().stream()
                .filter(attempt -> attempt.by().contains(checker))
                .map(attempt -> fault(checker, attempt.fault())),
            agenda.subjects().stream()
                .filter(subject -> !agenda.sought(checker, subject).isEmpty())
                .map(subject -> subject(checker, subject)))
        .toList();
  }

  static String fault(Checker checker, Mutant fault) {
    return checker + " fault " + fault.id();
  }

  static String subject(Checker checker, Subject subject) {
    return checker + " subject " + subject.id();
  }
}
