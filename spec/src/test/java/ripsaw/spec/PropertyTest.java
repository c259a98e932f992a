package ripsaw.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Those of the families are asked the same where the families are. */
class PropertyTest {
  @Test
  void theCommonPropertiesNeedNoFamily() {
    assertThat(Property.all()).containsExactly(CommonProperty.values());
    for (Property property : CommonProperty.values()) {
      assertThat(Property.byId(property.id())).contains(property);
      assertThat(property).hasToString(property.id());
    }
  }

  @Test
  void aPropertyOfAFamilyIsUnknownHere() {
    assertThat(Property.byId("free-count")).isEmpty();
  }
}
