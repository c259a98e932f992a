package ripsaw.gate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;

class CheckerResultsTest {
  private static Answer keeping(int kept) {
    return Answer.of(new Finding(3, "", false, Optional.empty(), "", Set.of(), Set.of(), kept));
  }

  @Test
  void howManyVerdictsWereTakenFromEarlierRunsIsTold() {
    CheckerResults results = new CheckerResults();
    results.faults().put("a", Given.clean(1));
    results.faults().put("b", Answer.none("could not run"));
    assertThat(results.keptInWords(Checker.TLC)).isEmpty();
    results.subjects().put("c", List.of(keeping(1), keeping(2)));
    results.faults().put("d", keeping(4));
    assertThat(results.keptInWords(Checker.TLC))
        .contains(
            "tlc: 7 verdicts taken from earlier runs, as nothing has changed that they depend on;"
                + " none of a fault");
  }
}
