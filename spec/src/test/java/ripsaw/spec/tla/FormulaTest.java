package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ripsaw.spec.Property;

class FormulaTest {
  @Test
  void aFormulaIsCalledAsItsProperty() {
    assertThat(Formula.of(Property.NO_STRANDING)).isEqualTo("NoStranding");
    assertThat(Formula.of(Property.CONSERVATION)).isEqualTo("Conservation");
    assertThat(Formula.property("OneSignalPerSpell")).contains(Property.ONE_SIGNAL_PER_SPELL);
  }

  @Test
  void thatSignalsAreTakenIsHalfOfTheirDelivery() {
    assertThat(Formula.of(Property.SIGNAL_DELIVERY)).isEqualTo("SignalsTaken");
    assertThat(Formula.property("SignalsTaken")).contains(Property.SIGNAL_DELIVERY);
  }

  @Test
  void noTwoPropertiesShareAFormula() {
    assertThat(Arrays.stream(Property.values()).map(Formula::of)).doesNotHaveDuplicates();
  }

  @Test
  void aFormulaMayStateNoProperty() {
    assertThat(Formula.property("TypeOK")).isEmpty();
    assertThat(Formula.property("nostranding")).isEmpty();
  }
}
