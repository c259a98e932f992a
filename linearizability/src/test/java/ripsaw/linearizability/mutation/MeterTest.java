package ripsaw.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class MeterTest {
  private static final int MANY = 600_000;

  private static void rounds(int count) {
    for (int i = 0; i < count; i++) {
      Meter.round();
    }
  }

  @Test
  void eachExecutionHasItsOwnCount() {
    Meter meter = Meter.start();
    try {
      for (int execution = 0; execution < 3; execution++) {
        meter.begin();
        rounds(MANY);
      }
      assertThat(meter.ranOut()).isFalse();
    } finally {
      Meter.stop();
    }
  }

  @Test
  void aLoopThatGoesRoundForTooLongRunsOut() {
    Meter meter = Meter.start();
    try {
      meter.begin();
      rounds(MANY);
      assertThatThrownBy(() -> rounds(MANY)).isInstanceOf(Meter.Endless.class);
      assertThat(meter.ranOut()).isTrue();
    } finally {
      Meter.stop();
    }
  }

  @Test
  void aTrialThatIsOverCountsNothing() {
    Subject subject = Catalogue.load().find("blackbox/bitmap").orElseThrow();
    Trial.of(new Replica(subject, subject.family(), Mutations.of(subject)), Map.of()).close();
    assertThatCode(() -> rounds(2 * MANY)).doesNotThrowAnyException();
  }
}
