package ripsaw.spec;

import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeProperty;
import ripsaw.dragonfly.kmallocobj.KmallocObjProperty;

class PropertyTest {
  @Test
  void idsAreUniqueAndFindTheirProperty() {
    assertThat(Property.values()).extracting(Property::id).doesNotHaveDuplicates();
    for (Property property : Property.values()) {
      assertThat(Property.byId(property.id())).contains(property);
      assertThat(property).hasToString(property.id());
    }
  }

  @Test
  void anUnknownIdFindsNothing() {
    assertThat(Property.byId("Conservation")).isEmpty();
    assertThat(Property.byId("")).isEmpty();
  }

  @Test
  void idsAreLowerCaseWords() {
    assertThat(Property.values())
        .extracting(Property::id)
        .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void everySentenceBeginsWithACapitalAndEndsInAPeriod() {
    assertThat(Property.values())
        .extracting(Property::sentence)
        .allMatch(sentence -> sentence.matches("[A-Z].*[a-z]\\."))
        .doesNotHaveDuplicates();
  }

  @Test
  void everySourceIsACodeOfTheNotesOrTheDesign() {
    assertThat(Property.values())
        .extracting(Property::source)
        .allMatch(source -> source.matches("[SALPK]-\\d+|[KN]\\d+|seed [0-9a-f]{7}|design"));
  }

  @Test
  void onlyWhatNobodyWatchesIsUnchecked() {
    assertThat(Arrays.stream(Property.values()).filter(property -> !property.isChecked()))
        .isNotEmpty()
        .allMatch(property -> property.watch() == Property.Watch.NONE);
    assertThat(Arrays.stream(Property.values()).filter(Property::isChecked))
        .isNotEmpty()
        .noneMatch(property -> property.watch() == Property.Watch.NONE);
  }

  @Test
  void livenessIsWatchedOnBehavioursButForWhatNoVersionGuarantees() {
    assertThat(Property.values())
        .filteredOn(property -> property.sentence().contains("needs fairness"))
        .isNotEmpty()
        .allMatch(property -> property.watch() == Property.Watch.BEHAVIOR);
    assertThat(CommonProperty.CACHES_BOUNDED.isChecked()).isFalse();
  }

  @Test
  void everyPropertyIsAboutSomeFamilyAndMostAboutBoth() {
    for (Family family : Family.values()) {
      assertThat(Property.values()).anyMatch(property -> property.isAbout(family));
      assertThat(Property.values()).anyMatch(property -> !property.isAbout(family));
    }
    assertThat(Property.values())
        .allMatch(
            property -> property.isAbout(new KfreeFamily()) || property.isAbout(new KmallocObjFamily()));
    assertThat(CommonProperty.CONSERVATION.isAbout(new KfreeFamily())).isTrue();
    assertThat(CommonProperty.CONSERVATION.isAbout(new KmallocObjFamily())).isTrue();
    assertThat(KfreeProperty.FREE_COUNT.isAbout(new KmallocObjFamily())).isFalse();
    assertThat(KmallocObjProperty.RING.isAbout(new KfreeFamily())).isFalse();
  }

  @Test
  void aPropertyOfRingsAndDepotsIsAboutObjectAllocatorsAlone() {
    assertThat(Property.values())
        .filteredOn(property -> property.source().startsWith("K"))
        .hasSizeGreaterThan(5)
        .allMatch(property -> property.isAbout(new KmallocObjFamily()))
        .noneMatch(property -> property.isAbout(new KfreeFamily()));
  }
}
