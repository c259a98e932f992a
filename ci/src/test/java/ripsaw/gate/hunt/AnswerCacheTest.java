package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.hunt.Answer.Fate;

class AnswerCacheTest {
  private static final Answer KILLED = new Answer(Fate.KILLED, "jqwik", "grant", "a program");

  @TempDir private Path temp;

  private Path file;

  @BeforeEach
  void begin() throws IOException {
    file = temp.resolve("below").resolve("answers");
    AnswerCache cache = AnswerCache.load(file);
    cache.put("code", "killing", KILLED);
    cache.put("code", "harmless", Answer.SURVIVED);
    cache.put("code", "hanging", Answer.STUCK);
    cache.save(false);
  }

  private boolean isEmpty() {
    AnswerCache cache = AnswerCache.load(file);
    return cache.get("code", "killing").isEmpty()
        && cache.get("code", "harmless").isEmpty()
        && cache.get("code", "hanging").isEmpty();
  }

  @Test
  void whatWasAnsweredIsKnown() {
    AnswerCache cache = AnswerCache.load(file);
    assertThat(cache.get("code", "killing")).contains(KILLED);
    assertThat(cache.get("code", "harmless")).contains(Answer.SURVIVED);
    assertThat(cache.get("code", "hanging")).contains(Answer.STUCK);
    assertThat(cache.get("other code", "killing")).isEmpty();
    assertThat(cache.get("code", "other")).isEmpty();
  }

  @Test
  void aFileThatIsCutAnywhereOrHasAnotherByteIsNone() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(isEmpty()).as("%d bytes", i).isTrue();
      byte[] garbled = whole.clone();
      garbled[i] ^= 1;
      Files.write(file, garbled);
      assertThat(isEmpty()).as("byte %d", i).isTrue();
    }
    Files.write(file, whole);
    assertThat(isEmpty()).isFalse();
  }

  /** A kill that lost its end is no survivor, and a fate that nobody knows is none. */
  @ParameterizedTest
  @ValueSource(strings = {"1\tKILLED\t", "1\tMAIMED\tjqwik\tgrant\t", "\t\t\t\t", "x", ""})
  void aLineThatMeansNothingSpoilsAllEvenIfTheDigestIsRight(String rest) throws IOException {
    String lines = Files.readString(file).replaceFirst("end: .*\n$", "");
    Files.writeString(file, AnswerCache.signed(lines + "a\tb\t1\n"));
    assertThat(isEmpty()).isFalse();
    Files.writeString(file, AnswerCache.signed(lines + "a\tb\t" + rest + "\n"));
    assertThat(isEmpty()).isTrue();
  }

  @Test
  void whatWasOfNoUseInAHundredRunsIsForgotten() throws IOException {
    for (int run = 1; run <= 100; run++) {
      AnswerCache cache = AnswerCache.load(file);
      assertThat(cache.get("code", "killing")).contains(KILLED);
      cache.put("code", "harmless", Answer.SURVIVED);
      cache.save(false);
    }
    assertThat(AnswerCache.load(file).get("code", "killing")).contains(KILLED);
    AnswerCache.load(file).save(false);
    assertThat(AnswerCache.load(file).get("code", "killing")).isEmpty();
    assertThat(AnswerCache.load(file).get("code", "harmless")).contains(Answer.SURVIVED);
  }

  @Test
  void aRunThatAskedEverythingKeepsNothingElse() throws IOException {
    AnswerCache cache = AnswerCache.load(file);
    cache.put("code", "harmless", Answer.SURVIVED);
    cache.save(true);
    assertThat(AnswerCache.load(file).get("code", "killing")).isEmpty();
    assertThat(AnswerCache.load(file).get("code", "harmless")).contains(Answer.SURVIVED);
  }
}
