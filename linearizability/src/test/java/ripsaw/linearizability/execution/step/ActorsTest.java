package ripsaw.linearizability.execution.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.linearizability.execution.step.Actor.Kind;

class ActorsTest {
  private final Actors actors = new Actors(3);

  @Test
  void aThreadAndAHandlerShareEachCpu() {
    for (int cpu = 0; cpu < actors.cpus(); cpu++) {
      int thread = actors.threadOf(cpu);
      int handler = actors.handlerOf(cpu);
      assertThat(actors.get(thread)).isEqualTo(new Actor(thread, cpu, Kind.THREAD));
      assertThat(actors.get(handler)).isEqualTo(new Actor(handler, cpu, Kind.HANDLER));
      assertThat(actors.isShared(cpu)).isFalse();
      assertThat(actors.handlers() & 1 << handler).isNotZero();
      assertThat(actors.handlers() & 1 << thread).isZero();
    }
  }

  @Test
  void aStoreBufferHasANameAndMakesNoSteps() {
    Actor buffer = actors.named("cpu2-buffer").orElseThrow();
    assertThat(buffer.isAlive()).isFalse();
    assertThat(buffer.number()).isGreaterThanOrEqualTo(actors.count());
    assertThat(actors.get(buffer.number())).isEqualTo(buffer);
  }

  @Test
  void nobodyElseHasAName() {
    assertThat(actors.named("cpu3")).isEmpty();
    assertThat(actors.named("cpu0-disk")).isEmpty();
  }
}
