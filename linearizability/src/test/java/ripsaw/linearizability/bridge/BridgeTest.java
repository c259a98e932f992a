package ripsaw.linearizability.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.subject.Catalogue;

/** Every family's bridge can be crossed both ways. */
@OneSpecification
class BridgeTest {
  private static List<FamilyBridge> all() {
    return FamilyBridge.all();
  }

  private static List<Named<FamilyBridge>> bridges() {
    return all().stream().map(bridge -> Named.of(bridge.module(), bridge)).toList();
  }

  @Test
  void thereIsOneForAFamilyAndForAModule() {
    assertThat(all()).isNotEmpty();
    assertThat(all()).extracting(FamilyBridge::family).doesNotHaveDuplicates();
    assertThat(all()).extracting(FamilyBridge::module).doesNotHaveDuplicates();
    for (FamilyBridge bridge : all()) {
      assertThat(FamilyBridge.of(bridge.family())).hasValueSatisfying(bridge.getClass()::cast);
      assertThat(FamilyBridge.ofModule(bridge.module()))
          .hasValueSatisfying(bridge.getClass()::cast);
    }
    assertThat(FamilyBridge.ofModule("ParkedWord")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void whatItNamesExists(FamilyBridge bridge) {
    Catalogue catalogue = Catalogue.load();
    assertThat(Manifest.load().modules()).contains(bridge.module());
    assertThat(catalogue.find(bridge.reference()))
        .hasValueSatisfying(java -> assertThat(java.family()).isEqualTo(bridge.family()));
    assertThat(catalogue.find("museum/" + bridge.canary()))
        .hasValueSatisfying(java -> assertThat(java.family()).isEqualTo(bridge.family()));
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void itsJavaIsDrivenAlongModelsOfItsModuleThatHold(FamilyBridge bridge) {
    assertThat(bridge.everyEdge())
        .isNotEmpty()
        .allSatisfy(
            edges -> {
              assertThat(edges.model().module()).isEqualTo(bridge.module());
              assertThat(edges.model().expected()).isInstanceOf(Expectation.Holds.class);
              assertThat(edges.java().family()).isEqualTo(bridge.family());
            });
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void itFollowsProgramsThroughConfigurationsOfItsModule(FamilyBridge bridge) {
    assertThat(bridge.programs())
        .isNotEmpty()
        .allMatch(bridge.mapping()::canFollow)
        .extracting(program -> bridge.whole(program, ModuleConfig.NO_FAULT).module())
        .containsOnly(bridge.module());
    assertThat(bridge.small(bridge.canary()).module()).isEqualTo(bridge.module());
    assertThat(bridge.small(bridge.canary()))
        .isEqualTo(bridge.small(bridge.canary()))
        .isNotEqualTo(bridge.small(ModuleConfig.NO_FAULT));
  }

  @ParameterizedTest
  @MethodSource("bridges")
  void whatWasNotFollowedToItsEndIsSaid(FamilyBridge bridge) throws IOException {
    SpecFollowsCode spec = new SpecFollowsCode(bridge.small(ModuleConfig.NO_FAULT));
    spec.leftOut("one program: rounds");
    spec.leftOut("another: steps");
    assertThat(Followed.of(2, List.of(spec)).bound()).isEqualTo("one program: rounds");
  }

  @Test
  void whatAFormulaStatesIsAPropertyOfTheCatalogue() {
    assertThat(Formula.ids()).hasSizeGreaterThan(20);
    assertThat(Formula.ids().values()).allMatch(id -> Property.byId(id).isPresent());
  }
}
