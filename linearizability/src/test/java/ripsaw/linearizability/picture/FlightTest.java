package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.repro.Recording.Signal;

class FlightTest {
  @Test
  void aSignalFliesFromTheRowInWhichItIsSentToTheOneInWhichItIsTaken() {
    Script script = new Script(2).call(1, "free a");
    script.sent(1, 0, "slab0").event(1, "sends a signal about slab0");
    script.call(0, "free b").taken().interrupt(0, "takes a signal");
    assertThat(Flight.of(script.clean("x/y")))
        .containsExactly(new Flight(new Signal(1, 0, "slab0"), 2, Optional.of(4)));
  }

  @Test
  void aPendingOneHasNoEnd() {
    Script script = new Script(2).sent(1, 0, "slab0").event(1, "sends a signal about slab0");
    assertThat(Flight.of(script.clean("x/y")))
        .containsExactly(new Flight(new Signal(1, 0, "slab0"), 1, Optional.empty()));
  }

  @Test
  void ofTwoThatLookAlikeTheOlderIsTakenFirst() {
    Script script = new Script(2).sent(1, 0, "slab0").event(1, "sends a signal about slab0");
    script
        .sent(1, 0, "slab0")
        .event(1, "sends a signal about slab0")
        .taken()
        .interrupt(0, "takes a signal");
    assertThat(Flight.of(script.clean("x/y")))
        .extracting(Flight::sent, Flight::taken)
        .containsExactly(tuple(1, Optional.of(3)), tuple(2, Optional.empty()));
  }
}
