package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.gate.shard.Work;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * The number does not fall: of a sample that one seed picks, each mutant that lives was looked at,
 * none that is called equivalent dies, and as many are noticed as ever were. Each night all are
 * asked about.
 */
@Order(3)
class SampleTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Hunt.Effort EFFORT = new Hunt.Effort(1, Hunt.RANDOM_PROGRAMS, 10);

  @ParameterizedTest
  @CsvSource({"dragonfly/reference, 9700"})
  void noFewerAreNoticed(String id, long floor) throws IOException {
    notFewer(id, floor);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({"dragonfly/kmalloc_obj-reference, 9700", "linux/slub-reference, 9700"})
  void norOfTheOthers(String id, long floor) throws IOException {
    notFewer(id, floor);
  }

  /**
   * @param floor of the mutants that count, in hundredths of a per cent: raise it when more are
   *     noticed
   */
  private static void notFewer(String id, long floor) throws IOException {
    Subject subject = CATALOGUE.find(id).orElseThrow();
    Triage triage = Triage.load(Triage.home(subject));
    Hunt hunt = Hunt.of(subject, CATALOGUE.providerOf(subject), EFFORT, triage, Optional.empty());
    Hunted hunted = hunt.run(hunt.sample(), Work.WHOLE, judged -> true);
    assertThat(hunted.score(hunted.noticed())).as(hunted.inWords()).isGreaterThanOrEqualTo(floor);
    assertThat(triage.isWritten()).as(Triage.home(subject) + " is there").isTrue();
    assertThat(hunted.failures()).isEmpty();
  }
}
