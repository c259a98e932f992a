package ripsaw.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.netbsd.kmem.KmemFamily;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;

class PropertyTest {
  @Test
  void idsAreUniqueAndFindTheirProperty() {
    assertThat(Property.all()).extracting(Property::id).doesNotHaveDuplicates();
    for (Property property : Property.all()) {
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
    assertThat(Property.all())
        .extracting(Property::id)
        .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void everySentenceBeginsWithACapitalAndEndsInAPeriod() {
    assertThat(Property.all())
        .extracting(Property::sentence)
        .allMatch(sentence -> sentence.matches("[A-Z].*[a-z]\\."))
        .doesNotHaveDuplicates();
  }

  @Test
  void everySourceIsACodeOfTheNotesOrTheDesign() {
    assertThat(Property.all())
        .extracting(Property::source)
        .flatMap(source -> List.of(source.split(", ")))
        .allMatch(
            code ->
                code.matches(
                    "[SALPK]-\\d+|[KMNSITLPV]\\d+[a-c]?|m\\d|[A-C]\\.\\d|seed [0-9a-f]{7}|design"));
  }

  @Test
  void onlyWhatNobodyWatchesIsUnchecked() {
    assertThat(Property.all().stream().filter(property -> !property.isChecked()))
        .isNotEmpty()
        .allMatch(property -> property.watch() == Property.Watch.NONE);
    assertThat(Property.all().stream().filter(Property::isChecked))
        .isNotEmpty()
        .noneMatch(property -> property.watch() == Property.Watch.NONE);
  }

  @Test
  void livenessIsWatchedOnBehavioursOrAtRestButForWhatNoVersionGuarantees() {
    assertThat(Property.all())
        .filteredOn(property -> property.sentence().contains("needs fairness"))
        .isNotEmpty()
        .allMatch(
            property ->
                property.watch() == Property.Watch.BEHAVIOR
                    || property.watch() == Property.Watch.AT_REST);
    assertThat(CommonProperty.CACHES_BOUNDED.isChecked()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.subject.CatalogueTest#families")
  void aFamilyIsJudgedByWhatAnyHeapOwesAndByWhatIsItsOwn(Family family) {
    assertThat(family.properties()).containsAll(new BlackBoxFamily().properties());
    assertThat(family.properties()).doesNotHaveDuplicates();
    assertThat(Property.all()).containsAll(family.properties());
    assertThat(Property.all()).anyMatch(property -> !family.properties().contains(property));
  }

  @Test
  void everyPropertyIsAboutSomeFamily() {
    List<Family> families = CatalogueTest.families();
    assertThat(Property.all())
        .allMatch(one -> families.stream().anyMatch(family -> family.properties().contains(one)));
  }

  @Test
  void aPropertyOfRingsAndDepotsIsAboutObjectAllocatorsAlone() {
    assertThat(Property.all())
        .filteredOn(property -> property.source().startsWith("K"))
        .filteredOn(property -> !new KmemFamily().properties().contains(property))
        .hasSizeGreaterThan(5)
        .allMatch(property -> new KmallocObjFamily().properties().contains(property))
        .noneMatch(property -> new KfreeFamily().properties().contains(property));
  }

  @Test
  void aFamilyIsCalledByWhatItIs() {
    assertThat(CatalogueTest.families())
        .extracting(Family::toString)
        .containsExactly(
            "slab allocator",
            "object allocator",
            "SLUB",
            "pool cache",
            "vmem",
            "kmem",
            "black box");
  }
}
