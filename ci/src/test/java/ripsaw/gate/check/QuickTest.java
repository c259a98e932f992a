package ripsaw.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.spec.Checker.EXPLORER;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.Checker.TLC;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.Given;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

class QuickTest {
  private final Catalogue catalogue = Catalogue.load();
  private final List<Agenda.Attempt> full = Agenda.museum(catalogue).faults();

  private Agenda quick(long seed) {
    return Agenda.everything(catalogue, Tier.QUICK, seed);
  }

  private static Set<String> askedOf(Checker checker, Agenda agenda) {
    return agenda.faults().stream()
        .filter(attempt -> attempt.by().contains(checker))
        .map(attempt -> attempt.fault().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyMutantIsPutToAKillerOfItsOwnAndToTheExplorerIfItIsOne() {
    Agenda agenda = quick(1);
    assertThat(agenda.faults())
        .extracting(Agenda.Attempt::fault)
        .containsSubsequence(
            catalogue.mutants().stream().filter(fault -> !fault.isEquivalent()).toList());
    Map<Mutant, Set<Checker>> whom =
        full.stream().collect(Collectors.toMap(Agenda.Attempt::fault, Agenda.Attempt::by));
    for (Agenda.Attempt attempt : agenda.faults()) {
      Mutant fault = attempt.fault();
      assertThat(attempt.by()).as(fault.id()).isNotEmpty().isSubsetOf(whom.get(fault));
      if (!fault.isEquivalent()) {
        assertThat(attempt.by().contains(EXPLORER))
            .as(fault.id())
            .isEqualTo(fault.killers().contains(EXPLORER));
      }
      assertThat(fault.isEquivalent() || !disjoint(attempt.by(), fault.killers()))
          .as(fault.id())
          .isTrue();
      if (!fault.killers().contains(EXPLORER) && fault.killers().contains(TLC)) {
        assertThat(attempt.by()).as("what the explorer cannot say").contains(TLC);
      }
    }
    assertThat(agenda.subjects()).isEqualTo(catalogue.references());
  }

  private static boolean disjoint(Set<Checker> some, Set<Checker> others) {
    return some.stream().noneMatch(others::contains);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 20_261_129_000_000L, Long.MAX_VALUE})
  void eachCheckerHasCanariesInEachFamilyInWhichItIsToFindAnything(long seed) {
    Agenda agenda = quick(seed);
    for (Checker checker : Checker.values()) {
      Set<Family> families = new HashSet<>();
      for (Mutant fault : catalogue.mutants()) {
        if (fault.killers().contains(checker)) {
          families.add(fault.subject().family());
        }
      }
      Set<Family> shown =
          agenda.faults().stream()
              .filter(attempt -> attempt.by().contains(checker))
              .map(Agenda.Attempt::fault)
              .filter(fault -> fault.killers().contains(checker))
              .map(fault -> fault.subject().family())
              .collect(Collectors.toSet());
      assertThat(shown).as(checker.id()).isEqualTo(families);
    }
    int families = Family.all().size();
    assertThat(askedOf(JQWIK, agenda)).hasSizeBetween(families, 3 * families);
    assertThat(askedOf(LINCHECK, agenda)).hasSizeBetween(families, 3 * families);
    assertThat(askedOf(TLC, agenda)).hasSizeLessThan(12);
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedPicksTheSameAndSeedsInARowComeToAll(Checker checker) {
    assertThat(askedOf(checker, quick(7))).isEqualTo(askedOf(checker, quick(7)));
    Set<String> all = new TreeSet<>();
    for (long seed = -30; seed < 30; seed++) {
      all.addAll(askedOf(checker, quick(seed)));
    }
    assertThat(all)
        .containsAll(
            catalogue.mutants().stream()
                .filter(fault -> fault.killers().contains(checker))
                .map(Mutant::id)
                .toList());
  }

  private int explored() {
    return askedOf(EXPLORER, Agenda.everything(catalogue, Tier.FULL, 1)).size();
  }

  private int unasked(Agenda agenda) {
    return explored() - askedOf(EXPLORER, agenda).size();
  }

  @Test
  void oneEquivalentMutantIsAskedAboutAndTheyGoRoundWithTheSeed() {
    Set<Mutant> all = new HashSet<>();
    for (long seed = -10; seed < 10; seed++) {
      List<Mutant> few =
          quick(seed).faults().stream()
              .map(Agenda.Attempt::fault)
              .filter(Mutant::isEquivalent)
              .toList();
      assertThat(few).hasSize(1);
      all.addAll(few);
    }
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            catalogue.mutants().stream().filter(Mutant::isEquivalent).toList());
  }

  @Test
  void whatIsLeftIsSaidOfEachChecker() {
    Agenda agenda = quick(1);
    assertThat(agenda.scope().tier()).isEqualTo(Tier.QUICK);
    int asked = askedOf(JQWIK, agenda).size();
    int all = askedOf(JQWIK, Agenda.everything(catalogue, Tier.FULL, 1)).size();
    assertThat(agenda.scope().left())
        .hasSize(5)
        .contains("jqwik %d of %d mutants and 50000 of 60000 programs".formatted(all - asked, all))
        .contains("explorer %d of %d mutants".formatted(unasked(agenda), explored()));
    assertThat(agenda.scope().inWords()).startsWith("quick: tlc ").endsWith(" left to --full");
    assertThat(Agenda.everything(catalogue, Tier.FULL, 1).scope().inWords()).isEqualTo("full");
  }

  @Test
  void ofAReferenceThatHasASuccessorOthersSayWhatTheExplorerCannotUnlessItIsNamed() {
    Subject earlier = catalogue.find("dragonfly/pin-link-read").orElseThrow();
    Subject last = catalogue.find("dragonfly/reference").orElseThrow();
    Agenda agenda = quick(1);
    assertThat(agenda.subjects()).contains(earlier, last);
    assertThat(sought(agenda, earlier)).containsExactly(TLC, EXPLORER);
    assertThat(agenda.sought(EXPLORER, earlier))
        .isEqualTo(Agenda.everything(catalogue, Tier.FULL, 1).sought(EXPLORER, earlier));
    assertThat(agenda.sought(TLC, earlier))
        .extracting(Property::id)
        .containsExactly("senders-progress");
    assertThat(sought(agenda, last)).containsExactly(Checker.values());
    assertThat(agenda.scope().left())
        .contains("what the explorer sees, too, of dragonfly/pin-link-read");
    for (Agenda whole :
        List.of(
            Agenda.everything(catalogue, Tier.FULL, 1),
            Agenda.of(catalogue, List.of(earlier.id(), last.id()), Tier.QUICK, 1))) {
      assertThat(sought(whole, earlier)).containsExactly(Checker.values());
    }
  }

  private static List<Checker> sought(Agenda agenda, Subject subject) {
    return Agenda.all().stream()
        .filter(checker -> !agenda.sought(checker, subject).isEmpty())
        .toList();
  }

  @Test
  void aNamedSubjectTakesItsFamilyAlongAsTheQuickTierAsksOfIt() {
    Family family = catalogue.find("blackbox/bitmap").orElseThrow().family();
    Agenda agenda = Agenda.of(catalogue, List.of("blackbox/bitmap"), Tier.QUICK, 3);
    assertThat(agenda.faults())
        .isNotEmpty()
        .isEqualTo(
            quick(3).faults().stream()
                .filter(attempt -> attempt.fault().subject().family().equals(family))
                .toList());
    assertThat(agenda.scope().left()).anyMatch(left -> left.endsWith("50000 of 60000 programs"));
  }

  @Test
  void whoCannotBeFoundByTheExplorerIsPutToTheCheapestOfTheOthers() {
    Mutant fault = Given.fault("museum/x", CommonProperty.ZEROING, LINCHECK, JQWIK);
    Mutant nobodys = Given.fault("museum/y", CommonProperty.ZEROING);
    List<Agenda.Attempt> museum =
        List.of(
            new Agenda.Attempt(fault, Set.of(LINCHECK, JQWIK)),
            new Agenda.Attempt(nobodys, Set.of(LINCHECK, TLC)));
    List<Agenda.Attempt> quick = new Quick(museum, 1).attempts();
    assertThat(quick.get(0).by()).contains(JQWIK);
    assertThat(quick.get(1).by()).containsExactly(TLC);
    Optional<String> left = Quick.left(museum, quick, any -> false).stream().findFirst();
    assertThat(left).contains("lincheck 1 of 2 mutants");
  }
}
