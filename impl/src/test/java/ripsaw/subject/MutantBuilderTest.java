package ripsaw.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;

class MutantBuilderTest {
  private static final Subject REFERENCE =
      Catalogue.load().find("dragonfly/pin-link-read").orElseThrow();

  private static MutantBuilder builder() {
    return new MutantBuilder(REFERENCE, "x").breaks(KfreeProperty.LISTING).because("a slip");
  }

  @Test
  void aMutantViolatesWhatItBreaksAndPromisesNoMoreThanItsReference() {
    Mutant mutant = builder().foundBy(Killers.ALL).as(REFERENCE.start());
    assertThat(mutant.id()).isEqualTo("museum/x listing");
    assertThat(mutant.subject().summary()).isEqualTo(mutant.story()).isEqualTo("a slip");
    assertThat(mutant.subject().family()).isEqualTo(REFERENCE.family());
    assertThat(mutant.subject().violates()).containsExactly(KfreeProperty.LISTING);
    assertThat(mutant.subject().unpromised()).isEqualTo(REFERENCE.unpromised());
    assertThat(mutant.subject().kind()).isEqualTo(Subject.Kind.SEEDED);
  }

  @Test
  void whatNobodyFindsViolatesNothing() {
    Mutant mutant = builder().foundBy(Killers.NOBODY).as(REFERENCE.start());
    assertThat(mutant.isEquivalent()).isTrue();
    assertThat(mutant.subject().violates()).isEmpty();
  }

  @Test
  void whatACommitMendedIsHistorical() {
    Origin origin = new Origin("0123456789", "2010-09-18", "mended");
    Subject subject =
        builder().foundBy(Killers.TLC).mendedBy(origin).as(REFERENCE.start()).subject();
    assertThat(subject.kind()).isEqualTo(Subject.Kind.HISTORICAL);
    assertThat(subject.origin()).contains(origin);
  }
}
