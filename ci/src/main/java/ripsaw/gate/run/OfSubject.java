package ripsaw.gate.run;

import java.util.List;
import java.util.Optional;
import ripsaw.gate.worker.Answer;
import ripsaw.gate.worker.FlatAnswer;
import ripsaw.machine.Flaw;
import ripsaw.subject.Subject;

/**
 * What a checker said of a subject, as it is written into files.
 *
 * @param flaw that was planted in it; null if none was
 * @param planted what was said of it then; null if none was
 * @param answers see {@link CheckerResults}
 */
record OfSubject(Flaw flaw, FlatAnswer planted, List<FlatAnswer> answers) {
  static OfSubject of(Optional<Planted> planted, List<Answer> answers) {
    return new OfSubject(
        planted.map(Planted::flaw).orElse(null),
        planted.map(Planted::answer).map(FlatAnswer::of).orElse(null),
        answers.stream().map(FlatAnswer::of).toList());
  }

  void addTo(CheckerResults results, Subject subject) {
    if (planted != null) {
      results.planted().put(subject.id(), new Planted(flaw, planted.answer()));
    }
    results.subjects().put(subject.id(), answers.stream().map(FlatAnswer::answer).toList());
  }
}
