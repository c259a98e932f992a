package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.ONE_SIGNAL_PER_SPELL;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.Checker.TLC;
import static ripsaw.spec.CommonProperty.CONSERVATION;
import static ripsaw.spec.CommonProperty.LIMIT;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.gate.Given;
import ripsaw.gate.Pages;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.verdict.JudgedSubject.Judged;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

class MarkdownTablesTest {
  private static final Subject OLD = version("made/1", Set.of(ZEROING, NO_STRANDING), Set.of());
  private static final Subject NEW = version("made/2", Set.of(), Set.of(LIMIT));

  private static Subject version(String id, Set<Property> violates, Set<Property> unpromised) {
    Subject any = Given.subject(id);
    return new Subject(
        id,
        any.summary(),
        Optional.empty(),
        any.family(),
        Subject.Kind.HISTORICAL,
        violates,
        unpromised,
        any.start());
  }

  private static JudgedMutant fault(Subject subject, Property property, Checker... finders) {
    Set<Checker> killers = Set.of(finders);
    return JudgedMutant.of(
        new Mutant(subject, property, killers, "made up"),
        Agenda.all().stream()
            .collect(
                Collectors.toMap(
                    checker -> checker,
                    checker ->
                        killers.contains(checker)
                            ? Given.found(property, 1)
                            : Given.clean(Given.ENOUGH))));
  }

  private static JudgedSubject judged(Subject subject, Judged... properties) {
    return new JudgedSubject(subject, Map.of(), List.of(properties));
  }

  private static String versions(GateResult result, Subject... versions) {
    return MarkdownTables.of(result, List.of(versions)).get("versions-slab-allocator.md");
  }

  @Test
  void aCellSaysWhoFoundItOrWhatIsKnownWithoutThisRun() {
    Verdict violated = new Verdict.Violated(7, new Violation(CONSERVATION, "seen"), "cpu0: x");
    GateResult result =
        Given.result(
            List.of(fault(OLD, NO_STRANDING, JQWIK, TLC)),
            List.of(
                judged(
                    NEW,
                    new Judged(CONSERVATION, true, false, Map.of(LINCHECK, violated)),
                    new Judged(ZEROING, true, false, Map.of(TLC, new Verdict.Exhausted(9))),
                    new Judged(LIMIT, false, false, Map.of()),
                    new Judged(LISTING, false, false, Map.of()),
                    new Judged(ONE_SIGNAL_PER_SPELL, false, true, Map.of()))));
    assertThat(versions(result, OLD, NEW))
        .isEqualTo(
            """
            | property | 1 | 2 |
            |---|:-:|:-:|
            | conservation | · | **L** |
            | zeroing | declared | · |
            | limit | · | n/p |
            | listing | · | n/p |
            | no-stranding | **TJ** | · |
            | one-signal-per-spell | · | exceeded |
            """);
  }

  @Test
  void aVersionThatTheRunDidNotJudgeHasNoColumn() {
    GateResult result = Given.result(List.of(fault(OLD, NO_STRANDING, TLC)), List.of());
    assertThat(versions(result, OLD, NEW)).startsWith("| property | 1 |\n");
  }

  @Test
  void versionsOfSeveralSystemsAreNamedWithTheirs() {
    Subject other = version("other/1", Set.of(), Set.of());
    GateResult result =
        Given.result(List.of(fault(OLD, NO_STRANDING, TLC)), List.of(judged(other)));
    assertThat(versions(result, OLD, other)).startsWith("| property | made/1 | other/1 |\n");
  }

  @Test
  void aFamilyWhoseVersionsKeepEverythingHasNoTable() {
    Subject kept = Given.subject("made/kept");
    GateResult result = Given.result(List.of(), List.of(judged(kept)));
    assertThat(MarkdownTables.of(result, List.of(kept))).containsOnlyKeys("museum.md");
  }

  @Test
  void theMuseumHasATableForEachFamilyWhichEndsWithWhatIsEquivalent() {
    Subject object =
        new Subject(
            "museum/object",
            "made up",
            Optional.empty(),
            new KmallocObjFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(),
            OLD.start());
    Mutant survivor = Given.fault("museum/survivor", ZEROING, JQWIK);
    GateResult result =
        Given.result(
            List.of(
                fault(Given.subject("museum/same"), LISTING),
                JudgedMutant.of(survivor, Map.of(JQWIK, Given.clean(Given.ENOUGH))),
                fault(object, ZEROING, LINCHECK, JQWIK),
                fault(Given.subject("museum/killed"), LISTING, Checker.values())),
            List.of());
    assertThat(MarkdownTables.of(result, List.of()).get("museum.md"))
        .isEqualTo(
            """
            ## slab allocator

            | mutant | property | found by |
            |---|:-:|:-:|
            | museum/survivor | zeroing | nobody |
            | museum/killed | listing | TLEJ |
            | museum/same | listing | equivalent |

            ## object allocator

            | mutant | property | found by |
            |---|:-:|:-:|
            | museum/object | zeroing | LJ |
            """);
  }

  /** The whole gate is compared too, but takes its time: this is what it comes to if it passes. */
  @Test
  void thePagesHaveTheTablesOfAMuseumThatIsKilledAsDeclared() throws IOException {
    Catalogue catalogue = Catalogue.load();
    List<JudgedMutant> faults = new ArrayList<>();
    for (Mutant mutant : catalogue.mutants()) {
      faults.add(
          fault(mutant.subject(), mutant.property(), mutant.killers().toArray(Checker[]::new)));
    }
    GateResult result =
        Given.result(
            faults, catalogue.references().stream().map(MarkdownTablesTest::holding).toList());
    Map<String, String> written = MarkdownTables.of(result, catalogue.subjects());
    assertThat(MarkdownTables.files(catalogue)).containsAll(written.keySet());
    assertThat(Pages.tables())
        .containsKeys(
            "versions-slab-allocator.md", "versions-object-allocator.md", "versions-SLUB.md")
        .allSatisfy((file, table) -> assertThat(table).isEqualTo(written.get(file)));
  }

  /** What the repair of the flag versions does not promise, it does not keep. */
  private static final Set<KfreeProperty> EXCEEDED =
      Set.of(
          ONE_SIGNAL_PER_SPELL,
          KfreeProperty.MARK_ONLY_WHEN_OFF_LIST,
          KfreeProperty.TICK_COLLECTS,
          KfreeProperty.EMPTY_SLABS_RETURN);

  private static JudgedSubject holding(Subject reference) {
    return judged(
        reference,
        reference.unpromised().stream()
            .map(property -> new Judged(property, false, EXCEEDED.contains(property), Map.of()))
            .toArray(Judged[]::new));
  }
}
