package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.PARKED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.SIGNAL_OWED;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.ONE_SIGNAL_PER_SPELL;

import org.junit.jupiter.api.Test;

class SignalSpellsTest {
  private static final long SLAB = 0x800;

  private final Stage stage = new Stage();
  private final SignalSpells spells = new SignalSpells();

  @Test
  void oneSignalIsOwedForEachTimeTheSlabParks() {
    for (int spell = 0; spell < 2; spell++) {
      stage.tell(spells, PARKED, SLAB);
      assertThat(stage.tell(spells, SIGNAL_OWED, SLAB)).isNull();
    }
    assertThat(stage.tell(spells, SIGNAL_OWED, 0xa00)).as("another one's").isNull();
    assertThat(stage.tell(spells, SIGNAL_OWED, SLAB)).isEqualTo(ONE_SIGNAL_PER_SPELL);
  }
}
