package ripsaw.spec.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
  private static final String DIGEST = Digest.of("what it depends on");
  private static final String TEXT = "one\nend: of nothing\ntwo\n";

  @TempDir private Path temp;

  private Path directory;
  private KeptFiles kept;

  @BeforeEach
  void begin() {
    directory = temp.resolve("not").resolve("yet");
    kept = new KeptFiles(directory);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void whatWasKeptIsFoundAgainUnderItsDigestAlone() throws Exception {
    assertThat(kept.find(DIGEST)).isEmpty();
    kept.keep(DIGEST, TEXT);
    kept.keep(DIGEST, TEXT);
    assertThat(files()).hasSize(1);
    assertThat(new KeptFiles(directory).find(DIGEST)).contains(TEXT);
    assertThat(kept.find(Digest.of("what it depends on", ""))).isEmpty();
    String other = Digest.of("something else");
    Files.copy(files().get(0), directory.resolve(other));
    assertThat(kept.find(other)).as("a file under another's name").isEmpty();
  }

  @Test
  void aFileThatIsNotAsItWasWrittenIsNone() throws Exception {
    kept.keep(DIGEST, TEXT);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(kept.find(DIGEST)).as("%d bytes", i).isEmpty();
      byte[] garbled = whole.clone();
      garbled[i] ^= 1;
      Files.write(file, garbled);
      assertThat(kept.find(DIGEST)).as("byte %d", i).isEmpty();
    }
    Files.write(file, new byte[] {(byte) 0xff});
    assertThat(kept.find(DIGEST)).isEmpty();
    Files.write(file, whole);
    assertThat(kept.find(DIGEST)).contains(TEXT);
  }

  @Test
  void whatWasOfNoUseForAMonthIsDeletedWhenOneMoreIsKept() throws Exception {
    kept.keep(DIGEST, TEXT);
    Path used = files().get(0);
    Path unused = age(directory.resolve("0".repeat(20)), 31);
    Path recent = age(directory.resolve("1".repeat(20)), 29);
    Path unfinished = age(directory.resolve(".unfinished-1"), 31);
    Path foreign = age(directory.resolve("notes"), 31);
    age(used, 31);
    kept.use(DIGEST);
    kept.keep(Digest.of("more"), TEXT);
    assertThat(files()).hasSize(4).contains(used, recent, foreign);
    assertThat(unused).doesNotExist();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void lookingAtItDoesNotMakeItYounger() throws Exception {
    kept.keep(DIGEST, TEXT);
    FileTime before = Files.getLastModifiedTime(age(files().get(0), 3));
    assertThat(kept.find(DIGEST)).contains(TEXT);
    assertThat(Files.getLastModifiedTime(files().get(0))).isEqualTo(before);
  }

  @Test
  void aDirectoryThatCannotBeMadeKeepsNothingAndHarmsNothing() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "mine");
    KeptFiles nowhere = new KeptFiles(file.resolve("below"));
    nowhere.keep(DIGEST, TEXT);
    nowhere.use(DIGEST);
    assertThat(nowhere.find(DIGEST)).isEmpty();
    assertThat(file).hasContent("mine");
  }

  private static Path age(Path file, int days) throws Exception {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    return Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void partsThatRunTogetherAlikeHaveOtherDigests() {
    assertThat(Digest.of("a", "bc")).isNotEqualTo(Digest.of("ab", "c"));
    assertThat(Digest.of("\u00e9").getBytes(StandardCharsets.US_ASCII)).hasSize(20);
  }
}
