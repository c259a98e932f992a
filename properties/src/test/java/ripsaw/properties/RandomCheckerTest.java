package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class RandomCheckerTest {
  private static final Duration AMPLE = Duration.ofMinutes(5);

  private static Finding check(long seed, String subject, Effort effort) {
    Subject found = Catalogue.load().find(subject).orElseThrow();
    return new RandomChecker(seed).check(found, found.promised(), effort);
  }

  @Test
  void theSameSeedGivesTheSameFinding() {
    Effort effort = new Effort(5_000, AMPLE, true);
    assertThat(check(7, "dragonfly/df9daea", effort))
        .isEqualTo(check(7, "dragonfly/df9daea", effort));
  }

  @Test
  void anotherSeedGivesOtherPrograms() {
    Effort effort = new Effort(5_000, AMPLE, false);
    assertThat(check(7, "dragonfly/df9daea", effort).repro())
        .isNotEqualTo(check(8, "dragonfly/df9daea", effort).repro());
  }

  @Test
  void theLostSignalOfDf9daeaShrinksToAProgramAPersonCanRead() {
    Finding finding = check(1, "dragonfly/df9daea", new Effort(20_000, AMPLE, true));
    assertThat(finding.violation().map(Violation::property)).contains(KfreeProperty.NO_STRANDING);
    assertThat(finding.repro())
        .startsWith("machine: {cpus: ")
        .contains("= alloc 64", "free ", "parks slab", "links slab", "VIOLATED no-stranding");
    assertThat(finding.repro().lines().filter(line -> line.contains(": "))).hasSizeLessThan(12);
  }

  @Test
  void aCleanCheckSaysHowManyProgramsItRan() {
    Finding finding = check(1, "dragonfly/reference", new Effort(3_000, AMPLE, false));
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.executions()).isEqualTo(3_000);
    assertThat(finding.cutByBudget()).isFalse();
    assertThat(finding.repro()).isEmpty();
  }

  @Test
  void aCheckWithoutTimeSaysThatItWasCut() {
    Finding finding =
        check(1, "dragonfly/reference", new Effort(1_000, Duration.ofNanos(1), false));
    assertThat(finding.cutByBudget()).isTrue();
    assertThat(finding.executions()).isZero();
    assertThat(finding.bound()).isEqualTo("time: 0 of 1000 random programs");
    assertThat(finding.notCovered()).isNotEmpty();
  }

  @Test
  void theFlagVersionsSignalMoreThanOnceASpellAndTheReferenceDoesNot() {
    Effort effort = new Effort(3_000, AMPLE, false);
    assertThat(check(1, "dragonfly/pin-link-read", effort).exceeded())
        .contains(KfreeProperty.ONE_SIGNAL_PER_SPELL);
    assertThat(check(1, "dragonfly/reference", effort).exceeded()).isEmpty();
  }
}
