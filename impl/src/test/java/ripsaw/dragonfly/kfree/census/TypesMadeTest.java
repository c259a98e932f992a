package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.TYPE_MADE;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.FRESH_TYPES;

import org.junit.jupiter.api.Test;
import ripsaw.subject.CommonVerb;

class TypesMadeTest {
  private final Stage stage = new Stage();
  private final TypesMade types = new TypesMade(stage);

  @Test
  void aTypeBeginsWithNothing() {
    assertThat(stage.tell(types, TYPE_MADE, stage.type)).isNull();
    assertThat(stage.tell(new TypesMade(stage), TYPE_MADE, stage.type, 8)).isEqualTo(FRESH_TYPES);
  }

  @Test
  void aTypeWhosePlaceHoldsSomethingIsNotFresh() {
    stage.allocate(64);
    assertThat(stage.tell(types, TYPE_MADE, stage.type)).isEqualTo(FRESH_TYPES);
  }

  @Test
  void aTypeHasAPlaceOfItsOwn() {
    stage.tell(types, TYPE_MADE, stage.type);
    assertThat(stage.tell(types, TYPE_MADE, stage.type)).isEqualTo(FRESH_TYPES);
  }

  @Test
  void aTypeThatIsDestroyedLeavesItsPlace() {
    stage.tell(types, TYPE_MADE, stage.type);
    types.begins(stage.cpu, CommonVerb.DESTROY_TYPE);
    stage.heap.destroyType(stage.cpu, stage.type);
    types.returned(stage.cpu, CommonVerb.DESTROY_TYPE);
    assertThat(stage.watch.broken()).isEmpty();
  }

  @Test
  void aTypeWhosePlaceIsTakenWhenItIsDestroyedHasLeftNone() {
    stage.tell(types, TYPE_MADE, stage.type);
    types.begins(stage.cpu, CommonVerb.DESTROY_TYPE);
    types.returned(stage.cpu, CommonVerb.DESTROY_TYPE);
    assertThat(stage.watch.broken()).containsExactly(FRESH_TYPES);
  }
}
