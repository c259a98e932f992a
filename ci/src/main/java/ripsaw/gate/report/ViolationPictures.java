package ripsaw.gate.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.picture.Html;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Verdict;
import ripsaw.subject.Subject;

/**
 * A page for each violation of a run that left a repro, as the explorer's do: what jqwik and
 * Lincheck write down is no schedule.
 *
 * @param pages by the names of their files
 * @param links to them, by the title of the violation
 */
public record ViolationPictures(Map<String, String> pages, Map<String, String> links) {
  /**
   * @param directory of the pages, as seen from the page that links to them
   */
  public static ViolationPictures of(GateResult result, String directory) {
    ViolationPictures all = new ViolationPictures(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (JudgedSubject judged : result.subjects()) {
      for (JudgedSubject.Judged property : judged.properties()) {
        for (Verdict verdict : property.verdicts().values()) {
          if (verdict instanceof Verdict.Violated violated) {
            all.add(
                judged.subject(),
                HtmlReport.Violated.title(judged.subject(), property.property()),
                violated.repro(),
                directory);
          }
        }
      }
    }
    return all;
  }

  private void add(Subject subject, String title, String repro, String directory) {
    if (links.containsKey(title)) {
      return;
    }
    replayed(subject, repro)
        .ifPresent(
            replayed -> {
              String file = "violation-" + title.replaceAll("[^A-Za-z0-9._-]", "-") + ".html";
              pages.put(file, Html.page(replayed.recording()));
              links.put(title, directory + "/" + Replays.segment(file));
            });
  }

  private static Optional<Replayed> replayed(Subject subject, String repro) {
    try {
      Repro read = Repro.parse(repro);
      return read.schedule().isEmpty() ? Optional.empty() : Optional.of(Replayed.of(subject, read));
    } catch (Malformed | Replay.Misfit | Unwatched e) {
      return Optional.empty(); // it is told of in words
    }
  }
}
