package ripsaw.linearizability.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/** The models and the museum speak of the same faults. */
@OneSpecification
class ModelsOfTheMuseumTest {
  private static final Set<Property.Watch> ABOUT_BEHAVIOURS =
      Set.of(Property.Watch.BEHAVIOR, Property.Watch.AT_REST);

  private static final Pattern FAULT = Pattern.compile("\\bFault = \"([^\"]+)\"");

  private final Catalogue catalogue = Catalogue.load();
  private final Manifest manifest = Manifest.load();

  private static final Set<String> OF_ALLOCATORS =
      FamilyBridge.all().stream().map(FamilyBridge::module).collect(Collectors.toSet());

  /** Nor does one with a fault that the museum has not, which shows that a formula can fail. */
  @Test
  void everyModelOfAnAllocatorStandsForASubjectAndNoOtherDoes() {
    assertThat(manifest.all())
        .allSatisfy(
            model ->
                assertThat(model.subject().isEmpty())
                    .as(model.name())
                    .isEqualTo(!OF_ALLOCATORS.contains(model.module()) || hasOwnFault(model)));
    assertThat(ofAllocators())
        .isNotEmpty()
        .allSatisfy(model -> assertThat(catalogue.find(model.subject())).isPresent());
  }

  private boolean hasOwnFault(Model model) {
    Matcher fault = FAULT.matcher(model.configText());
    return fault.find()
        && !fault.group(1).equals(ModuleConfig.NO_FAULT)
        && catalogue.find("museum/" + fault.group(1)).isEmpty();
  }

  private List<Model> ofAllocators() {
    return manifest.all().stream()
        .filter(model -> OF_ALLOCATORS.contains(model.module()) && !hasOwnFault(model))
        .toList();
  }

  @Test
  void tlcIsToFindAFaultExactlyIfAModelOfItIsToFail() {
    List<String> failing = new ArrayList<>();
    for (Model model : ofAllocators()) {
      if (model.expected() instanceof Expectation.Violates expected) {
        failing.add(model.subject() + " " + expected.property());
      }
    }
    assertThat(catalogue.mutants())
        .filteredOn(fault -> fault.killers().contains(Checker.TLC))
        .extracting(Mutant::id)
        .containsExactlyInAnyOrderElementsOf(failing);
  }

  @Test
  void aModelOfAnEquivalentFaultIsToHoldAndLooksForItsProperty() {
    List<Mutant> modelled =
        catalogue.mutants().stream()
            .filter(Mutant::isEquivalent)
            .filter(fault -> !manifest.ofSubject(fault.subject().id()).isEmpty())
            .toList();
    assertThat(modelled).isNotEmpty();
    for (Mutant fault : modelled) {
      assertThat(manifest.ofSubject(fault.subject().id()))
          .as(fault.id())
          .noneMatch(Model::fails)
          .anyMatch(model -> looksFor(model, fault.property()));
    }
  }

  @Test
  void whatAReferencePromisesOfBehavioursAModelOfItLooksFor() {
    for (Subject reference : catalogue.references()) {
      for (Property property : reference.promised()) {
        if (ABOUT_BEHAVIOURS.contains(property.watch())) {
          assertThat(manifest.ofSubject(reference.id()))
              .as("%s of %s", property, reference)
              .anyMatch(model -> !model.fails() && looksFor(model, property));
        }
      }
    }
  }

  private static boolean looksFor(Model model, Property property) {
    return Formula.of(property.id()).filter(model.config().formulas()::contains).isPresent();
  }
}
