package ripsaw.gate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.Given;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.CommonProperty;

class ProtocolTest {
  @Test
  void aQuestionArrivesAsItWasSent() throws Protocol.Garbled {
    Question question =
        new Question(
            "a/b",
            Set.of(KfreeProperty.LISTING, CommonProperty.ZEROING),
            new Effort(3, Duration.ofMillis(5), true));
    assertThat(Protocol.readQuestion(Protocol.write(7, question)))
        .isEqualTo(new Protocol.Numbered(7, question));
  }

  @Test
  void anAnswerArrivesAsItWasSent() throws Protocol.Garbled {
    Answer[] answers = {
      Given.found(KfreeProperty.LISTING, 3),
      Answer.of(new Finding(3, "", false, Optional.empty(), "", Set.of(), Set.of(), 2)),
      Given.notCovering("a \"slab\"\nwas ripped"),
      Answer.none("it crashed")
    };
    for (Answer answer : answers) {
      String line = Protocol.write(7, answer);
      assertThat(line).doesNotContain("\n");
      assertThat(Protocol.isMarked(line)).isTrue();
      assertThat(Protocol.readAnswer(line, 7)).isEqualTo(answer);
    }
  }

  @Test
  void anAnswerToAnotherQuestionIsGarbage() {
    String line = Protocol.write(6, Given.clean(1));
    assertThatThrownBy(() -> Protocol.readAnswer(line, 7)).isInstanceOf(Protocol.Garbled.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@ripsaw ",
        "@ripsaw null",
        "@ripsaw {}",
        "@ripsaw {\"number\":7}",
        "@ripsaw {\"number\":7,\"trouble\":null,\"finding\":null}",
        "@ripsaw {\"number\":7,\"trouble\":\"\",\"finding\":{\"executions\":3}}",
        "@ripsaw {\"number\":7,\"trouble\":\"x\",\"finding\":null} and more",
      })
  void halfAnAnswerIsGarbage(String line) {
    assertThatThrownBy(() -> Protocol.readAnswer(line, 7)).isInstanceOf(Protocol.Garbled.class);
  }
}
