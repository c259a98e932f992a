package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Suite;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Replay.Misfit;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

class AfterwardsTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  private static boolean isOwed(Property property) {
    return property.watch() == Property.Watch.AT_REST;
  }

  /** Of a program, so that each of a reference's comes to its end. */
  private static final int EXECUTIONS = 100_000;

  /** Of a program by day. */
  private static final int SOME_EXECUTIONS = 300;

  private static Question question(
      Subject subject, Suite one, MemoryModel memory, Set<Property> sought, boolean goesOn) {
    return question(subject, one, memory, sought, goesOn, EXECUTIONS);
  }

  private static Question question(
      Subject subject,
      Suite one,
      MemoryModel memory,
      Set<Property> sought,
      boolean goesOn,
      int most) {
    return new Question(
        subject, one.program(), memory, sought, Method.EXHAUSTIVE, 0, most, Long.MAX_VALUE, goesOn);
  }

  private static Exploration explore(
      Subject subject, Suite one, Set<Property> sought, boolean goesOn) {
    return Explorer.explore(question(subject, one, MemoryModel.SC, sought, goesOn));
  }

  /** A program that shows it, made short. */
  private static Repro found(Mutant fault) {
    Set<Property> sought = Set.of(fault.property());
    for (Suite one : Suite.of(fault.subject().family())) {
      Exploration found =
          Explorer.shortest(question(fault.subject(), one, MemoryModel.SC, sought, true));
      if (found.violation().isPresent()) {
        return new Repro(
            fault.subject().id(),
            one.program(),
            MemoryModel.SC,
            found.violation().map(Violation::property),
            found.schedule());
      }
    }
    throw new AssertionError(fault.id() + " is not found");
  }

  static Stream<Mutant> debtors() {
    return CATALOGUE.mutants().stream().filter(fault -> isOwed(fault.property()));
  }

  @Test
  void everyPropertyOfWhatIsOwedHasSomebodyWhoDoesNotPay() {
    assertThat(debtors().map(Mutant::property))
        .containsAll(Property.all().stream().filter(AfterwardsTest::isOwed).toList());
  }

  @ParameterizedTest
  @MethodSource("debtors")
  void whatIsNeverPaidIsFoundAndFoundAgainByItsSchedule(Mutant fault) throws Misfit {
    Repro repro = found(fault);
    Replay replay = Replay.of(fault.subject(), repro);
    assertThat(replay.violation().map(Violation::property)).contains(fault.property());
    assertThat(Replay.of(fault.subject(), repro)).isEqualTo(replay);
    assertThat(repro.schedule()).as("nothing of what comes afterwards is in it").isPresent();

    Recording recording = replay.recording();
    int first = recording.rest().orElseThrow();
    List<Row> afterwards = recording.rows().subList(first - 1, recording.rows().size());
    assertThat(afterwards).extracting(Row::text).contains("tidy", "tidy returned");
    assertThat(afterwards).noneMatch(Row::guilty);
    assertThat(recording.rows()).filteredOn(Row::guilty).hasSize(1);
    assertThat(recording.rows().subList(0, first - 1))
        .as("the program's own")
        .filteredOn(row -> row.kind() == Kind.CALL)
        .extracting(Row::text)
        .isSubsetOf(
            repro.program().cpus().stream().flatMap(List::stream).map(Object::toString).toList());
  }

  /** V0 has no remote list, and V3 a tick: neither violates what it is not declared to. */
  @Tag("nightly")
  @Test
  void whoPaysIsNotAccused() {
    for (Subject one : CATALOGUE.ids().stream().map(id -> CATALOGUE.find(id).get()).toList()) {
      Set<Property> promised = new HashSet<>(one.promised());
      promised.removeAll(one.violates());
      promised.removeIf(property -> !isOwed(property));
      if (one.kind() == Subject.Kind.HISTORICAL && !promised.isEmpty()) {
        for (Suite program : Suite.of(one.family())) {
          assertThat(explore(one, program, promised, true).violation())
              .as("%s in '%s'", one, program.name())
              .isEmpty();
        }
      }
    }
  }

  static Stream<Subject> references() {
    return CATALOGUE.references().stream()
        .filter(one -> one.promised().stream().anyMatch(AfterwardsTest::isOwed));
  }

  static Stream<Arguments> referencesUnderEachModel() {
    return references()
        .flatMap(one -> Arrays.stream(MemoryModel.values()).map(m -> Arguments.of(one, m)));
  }

  @ParameterizedTest
  @MethodSource("references")
  void aReferencePaysWhateverItOwesAndNoExecutionIsMadeMoreOrLess(Subject reference) {
    paysInAsManyExecutions(reference, MemoryModel.SC, SOME_EXECUTIONS);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("referencesUnderEachModel")
  void soItIsUnderEachModel(Subject reference, MemoryModel memory) {
    paysInAsManyExecutions(reference, memory, EXECUTIONS);
  }

  private static void paysInAsManyExecutions(Subject reference, MemoryModel memory, int most) {
    for (Suite one : Suite.of(reference.family())) {
      Set<Property> sought = reference.promised();
      Exploration with = Explorer.explore(question(reference, one, memory, sought, true, most));
      assertThat(with.violation()).as(one.name()).isEmpty();
      assertThat(with.isExhausted() || most < EXECUTIONS).as(one.name()).isTrue();
      Exploration without = Explorer.explore(question(reference, one, memory, sought, false, most));
      assertThat(with.executions()).as(one.name()).isEqualTo(without.executions());
      assertThat(with.repeated()).as(one.name()).isEqualTo(without.repeated());
      assertThat(with.accesses()).as(one.name()).isEqualTo(without.accesses());
      assertThat(with.coverage().neverCame())
          .as("what comes afterwards does not count")
          .isEqualTo(without.coverage().neverCame());
    }
  }

  @Test
  void whatIsNotPromisedIsSeenToBeExceeded() {
    Subject repair = Df9daea.subject("dragonfly/pin-link-read");
    Set<Property> exceeded = new HashSet<>();
    for (Suite one : Suite.of(repair.family())) {
      exceeded.addAll(explore(repair, one, repair.promised(), true).coverage().exceeded());
    }
    assertThat(exceeded).contains(KfreeProperty.EMPTY_SLABS_RETURN);
  }

  @Test
  void itIsMadeIfAPropertyAsksForIt() throws Misfit {
    assertThat(Afterwards.isAskedFor(Set.of(KmallocObjProperty.FREE_SLABS_RETIRE))).isTrue();
    assertThat(Afterwards.isAskedFor(Set.of(CommonProperty.ZEROING, KfreeProperty.LISTING)))
        .isFalse();
    Mutant debtor = debtors().findFirst().orElseThrow();
    Suite shows = new Suite("it is not paid", found(debtor).program());
    Set<Property> sought = Set.of(debtor.property());
    assertThat(explore(debtor.subject(), shows, sought, true).violation()).isPresent();
    assertThat(explore(debtor.subject(), shows, sought, false).violation()).isEmpty();
  }

  @Test
  void aReplayThatIsCleanEndsWhereItsProgramDoes() throws Misfit {
    Repro stranding = Df9daea.repro();
    Repro other =
        new Repro(
            stranding.subject(),
            stranding.program(),
            stranding.memory(),
            Optional.of(CommonProperty.ZEROING),
            stranding.schedule());
    Replay replay = Replay.of(Df9daea.SUBJECT, other);
    assertThat(replay.violation()).isEmpty();
    assertThat(replay.recording().rest()).isEmpty();
    assertThat(replay.recording().rows()).extracting(Row::text).doesNotContain("tidy").isNotEmpty();
  }
}
