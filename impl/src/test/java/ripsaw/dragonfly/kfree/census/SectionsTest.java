package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.SECTIONS_END;

import org.junit.jupiter.api.Test;
import ripsaw.subject.CommonVerb;

class SectionsTest {
  private final Stage stage = new Stage();
  private final Sections sections = new Sections(stage);

  @Test
  void whoCallsIsInNoCriticalSection() {
    assertThat(stage.tell(sections, KfreeEvent.ASKED, 64)).isNull();
    stage.cpu.enterCritical();
    assertThat(stage.tell(sections, KfreeEvent.PICKED, 0)).as("within a call").isNull();
    assertThat(stage.tell(sections, KfreeEvent.ASKED, 64)).isEqualTo(SECTIONS_END);
    sections.begins(stage.other, CommonVerb.TIDY);
    assertThat(stage.watch.broken()).isEmpty();
    sections.begins(stage.cpu, CommonVerb.TIDY);
    assertThat(stage.watch.broken()).containsExactly(SECTIONS_END);
  }

  @Test
  void anInterruptMayComeWhereverItLikes() {
    stage.cpu.interrupt(() -> assertThat(stage.tell(sections, KfreeEvent.ASKED, 64)).isNull());
  }
}
