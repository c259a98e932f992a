package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.TICK_COLLECTS;

import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;

class TicksTest {
  private static final Shape SHAPE = Shape.small(2, 2, 8);

  /** A slab with a free chunk, and one whose only granted chunk another cpu has freed. */
  private static Stage stage(String subject) {
    Stage stage = new Stage(subject, SHAPE);
    List<Long> chunks = List.of(stage.allocate(64), stage.allocate(64), stage.allocate(64));
    stage.free(stage.cpu, chunks.get(0));
    stage.free(stage.other, chunks.get(2));
    return stage;
  }

  private static void tick(Stage stage, Runnable body) {
    Ticks ticks = new Ticks(stage);
    ticks.begins(stage.cpu, CommonVerb.TIDY);
    body.run();
    ticks.returned(stage.cpu, CommonVerb.TIDY);
  }

  @Test
  void theTickOfTheReferenceLeavesNothing() {
    Stage stage = stage(Stage.REFERENCE);
    tick(stage, () -> stage.heap.tidy(stage.cpu));
    assertThat(stage.watch.broken()).isEmpty();
  }

  @Test
  void aTickThatLeavesARemoteChunkDoesNotCollect() {
    Stage stage = stage(Stage.REFERENCE);
    tick(stage, () -> {});
    assertThat(stage.watch.broken()).containsExactly(TICK_COLLECTS);
  }

  @Test
  void aTickThatLeavesAWholeSlabDoesNotCollectUnlessItIsTheLast() {
    Stage stage = stage("museum/drained-and-not-ripped");
    tick(stage, () -> stage.heap.tidy(stage.cpu));
    assertThat(stage.watch.broken()).containsExactly(TICK_COLLECTS);
    Stage last = new Stage();
    last.free(last.cpu, last.allocate(64));
    tick(last, () -> last.heap.tidy(last.cpu));
    assertThat(last.watch.broken()).isEmpty();
  }

  @Test
  void whatOtherCpusFreeDuringTheTickMayStay() {
    Stage stage = new Stage(Stage.REFERENCE, SHAPE);
    long chunk = stage.allocate(64);
    tick(stage, () -> stage.free(stage.other, chunk));
    assertThat(stage.watch.broken()).isEmpty();
  }
}
