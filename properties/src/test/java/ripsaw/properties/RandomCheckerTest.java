package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.guard.Unwatched;
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

  /** jqwik itself is not made for it. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void severalThreadsMayAskAtOnce() throws Exception {
    Effort effort = new Effort(20_000, AMPLE, false);
    List<String> subjects =
        List.of(
            "museum/miscount",
            "museum/rip-too-early",
            "museum/mark-kept",
            "museum/findex-not-atomic");
    List<Finding> alone = subjects.stream().map(subject -> check(7, subject, effort)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Finding>> together = new ArrayList<>();
      for (String subject : subjects) {
        together.add(threads.submit(() -> check(7, subject, effort)));
      }
      for (int i = 0; i < subjects.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i));
        assertThat(alone.get(i).violation()).isPresent();
      }
    }
  }

  @Test
  void anotherSeedGivesOtherPrograms() {
    Effort effort = new Effort(5_000, AMPLE, false);
    assertThat(check(7, "dragonfly/df9daea", effort).repro())
        .isNotEqualTo(check(8, "dragonfly/df9daea", effort).repro());
  }

  @Test
  void theLostSignalOfDf9daeaShrinksToAProgramAPersonCanRead() {
    Subject df9daea = Catalogue.load().find("dragonfly/df9daea").orElseThrow();
    Finding finding =
        new RandomChecker(7)
            .check(df9daea, Set.of(KfreeProperty.NO_STRANDING), new Effort(20_000, AMPLE, true));
    assertThat(finding.violation().map(Violation::property)).contains(KfreeProperty.NO_STRANDING);
    assertThat(finding.repro())
        .startsWith("machine: {cpus: ")
        .contains("= alloc 64", "free ", "parks slab", "links slab", "VIOLATED no-stranding");
    assertThat(finding.repro().lines().filter(line -> line.contains(": "))).hasSizeLessThan(12);
  }

  /** Left alone, jqwik would try for minutes with this seed. */
  @Test
  void whatIsHardToMakeSmallerIsToldAsFarAsItCame() {
    Effort effort = new Effort(20_000, AMPLE, true);
    Finding finding = check(1, "dragonfly/df9daea", effort);
    Finding unread = check(1, "dragonfly/df9daea", new Effort(20_000, AMPLE, false));
    assertThat(finding.violation().map(Violation::property))
        .isEqualTo(unread.violation().map(Violation::property));
    assertThat(finding.executions()).isEqualTo(unread.executions());
    assertThat(finding.repro().lines().count()).isBetween(2L, unread.repro().lines().count() - 1);
  }

  /** It was seen so of a mutant: it starts on the first machines, and not on a larger one. */
  @Test
  void whatDoesNotStartOnSomeMachineIsNoneToCheck() {
    Subject reference = Catalogue.load().find("dragonfly/reference").orElseThrow();
    Subject subject =
        new Subject(
            "test/small",
            "",
            Optional.empty(),
            reference.family(),
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.of(),
            machine -> {
              if (machine.shape().cpus() > 2) {
                throw new IllegalStateException("too many");
              }
              return reference.start().apply(machine);
            });
    assertThatThrownBy(
            () ->
                new RandomChecker(1)
                    .check(subject, subject.promised(), new Effort(2_000, AMPLE, false)))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("too many");
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
