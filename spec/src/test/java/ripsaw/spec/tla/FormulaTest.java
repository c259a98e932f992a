package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormulaTest {
  @Test
  void aModuleSaysWhichPropertyAFormulaStates() {
    assertThat(Formula.of("no-stranding")).contains("NoStranding");
    assertThat(Formula.of("conservation")).contains("Conservation");
    assertThat(Formula.id("OneSignalPerSpell")).contains("one-signal-per-spell");
    assertThat(Formula.id("SendersProgress")).contains("senders-progress");
  }

  @Test
  void thatSignalsAreTakenIsHalfOfTheirDelivery() {
    assertThat(Formula.of("signal-delivery")).contains("SignalsTaken");
    assertThat(Formula.id("SignalsTaken")).contains("signal-delivery");
  }

  @Test
  void noTwoFormulasStateTheSameProperty() {
    assertThat(Formula.ids().values()).doesNotHaveDuplicates();
  }

  @Test
  void aFormulaMayStateNoPropertyAndAPropertyMayHaveNone() {
    assertThat(Formula.id("HandlersHaveRight")).isEmpty();
    assertThat(Formula.id("TypeOK")).isEmpty();
    assertThat(Formula.id("nostranding")).isEmpty();
    assertThat(Formula.of("zeroing")).isEmpty();
  }
}
