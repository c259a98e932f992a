package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;

class FormulaTest {
  @Test
  void aFormulaIsCalledAsItsProperty() {
    assertThat(Formula.of(KfreeProperty.NO_STRANDING)).isEqualTo("NoStranding");
    assertThat(Formula.of(CommonProperty.CONSERVATION)).isEqualTo("Conservation");
    assertThat(Formula.property("OneSignalPerSpell")).contains(KfreeProperty.ONE_SIGNAL_PER_SPELL);
  }

  @Test
  void thatSignalsAreTakenIsHalfOfTheirDelivery() {
    assertThat(Formula.of(CommonProperty.SIGNAL_DELIVERY)).isEqualTo("SignalsTaken");
    assertThat(Formula.property("SignalsTaken")).contains(CommonProperty.SIGNAL_DELIVERY);
  }

  @Test
  void noTwoPropertiesShareAFormula() {
    assertThat(Property.all().stream().map(Formula::of)).doesNotHaveDuplicates();
  }

  @Test
  void aFormulaMayStateNoProperty() {
    assertThat(Formula.property("TypeOK")).isEmpty();
    assertThat(Formula.property("nostranding")).isEmpty();
  }
}
