package ripsaw.gate.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.ExitCode;
import ripsaw.spec.Checker;
import ripsaw.spec.Verdict;
import ripsaw.subject.Subject;

/** Collects why a run is not a pass. What has the same cause is said once. */
public final class Reasons {
  /** That are named for one cause; the tables and the report have all. */
  private static final int MOST_PLACES = 3;

  private final List<String> failures = new ArrayList<>();
  private final Map<String, List<String>> doubts = new LinkedHashMap<>();

  public void add(JudgedMutant judged) {
    Set<Checker> missed = judged.missedBy();
    if (!missed.isEmpty()) {
      failures.add(
          judged.fault().id() + ": survived, was not found by " + withExecutions(judged, missed));
    }
    Set<Checker> undeclared = judged.undeclared();
    if (!undeclared.isEmpty()) {
      failures.add(
          judged.fault().id() + ": was found, though not declared, by " + names(undeclared));
    }
    if (judged.isUntried()) {
      String whose = judged.fault().isEquivalent() ? "no checker" : "none of its killers";
      doubt(whose + " tried it", judged.fault().id());
    }
    judged.unknown().forEach((checker, why) -> doubt(checker + ": " + why, judged.fault().id()));
  }

  public void add(Replays replays) {
    if (!replays.trouble().isEmpty()) {
      doubt(replays.trouble(), "no repro was replayed");
    }
    replays.items().forEach(this::add);
  }

  public void add(Replays.Item item) {
    switch (item.outcome()) {
      case AS_EXPECTED -> {}
      case DIFFERENT -> failures.add(item.title() + ": " + item.detail());
      case NOT_REPLAYED -> doubt(item.detail(), item.title());
    }
  }

  public void add(JudgedSubject judged) {
    if (!judged.isAsked()) {
      doubt(judged.subject() + ": nothing was checked", "it promises nothing");
    }
    for (JudgedSubject.Judged property : judged.properties()) {
      if (property.isViolated()) {
        failures.add(judged.subject() + ": violates " + property.property());
      }
      property
          .verdicts()
          .forEach(
              (checker, verdict) -> {
                if (verdict instanceof Verdict.Vacuous vacuous) {
                  doubt(
                      judged.subject() + ", " + checker + ": " + vacuous.why(),
                      property.property().id());
                } else if (verdict instanceof Verdict.Bounded bounded && !bounded.passes()) {
                  doubt(
                      judged.subject() + ", " + checker + " is BOUNDED: " + bounded.why(),
                      property.property().id());
                }
              });
      if (property.isUnchecked()) {
        doubt(judged.subject() + ": " + JudgedSubject.Judged.NOBODY_SEES, property.property().id());
      }
    }
  }

  public void add(Hunted hunted) {
    failures.addAll(hunted.failures());
    hunted.doubts().forEach(why -> doubt(why, hunted.subject().id()));
  }

  /** A subject whose mutants were to be asked about, and the time was up before. */
  public void addLate(Subject subject) {
    doubt("time: the budget ran out before any mutant was asked about", subject.id());
  }

  /** Each is enough for {@link ExitCode#FAIL}. */
  public List<String> failures() {
    return failures;
  }

  /** Each is enough not to pass. */
  public List<String> doubts() {
    return doubts.entrySet().stream()
        .map(doubt -> doubt.getKey() + " (" + shortened(doubt.getValue()) + ")")
        .toList();
  }

  public List<String> all() {
    return Stream.concat(failures.stream(), doubts().stream()).toList();
  }

  private void doubt(String why, String where) {
    doubts.computeIfAbsent(why, any -> new ArrayList<>()).add(where);
  }

  private static String shortened(List<String> places) {
    int more = places.size() - MOST_PLACES;
    return more > 0
        ? String.join(", ", places.subList(0, MOST_PLACES)) + " and " + more + " more"
        : String.join(", ", places);
  }

  private static String names(Set<Checker> checkers) {
    return checkers.stream().map(Checker::id).collect(Collectors.joining(" and "));
  }

  private static String withExecutions(JudgedMutant judged, Set<Checker> checkers) {
    return checkers.stream()
        .map(
            checker ->
                checker + " in " + Checkers.counted(checker, judged.notFoundBy().get(checker)))
        .collect(Collectors.joining(", nor by "));
  }
}
