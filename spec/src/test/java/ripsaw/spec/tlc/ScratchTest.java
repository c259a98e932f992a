package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  private static final String LOCK = "in-use";

  @TempDir private Path temp;

  /** Makes one, says where, and waits. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      System.out.println(Scratch.make(Path.of(args[0])).directory());
      System.in.read();
    }
  }

  private static void age(Path file, int days) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  private Path directory(String name) throws IOException {
    Path directory = Files.createDirectories(temp.resolve(name));
    Files.createDirectories(directory.resolve("states/of/a/run"));
    return directory;
  }

  private void delete() {
    Scratch.deleteForsaken(temp);
  }

  @Test
  void itIsThereUntilItIsClosed() throws IOException {
    Scratch scratch = Scratch.make(temp);
    Files.writeString(scratch.directory().resolve("file"), "");
    scratch.close();
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void whatThisProcessUsesIsLeftAloneHoweverOldItIs() throws IOException {
    try (Scratch scratch = Scratch.make(temp)) {
      age(scratch.directory().resolve(LOCK), 30);
      age(scratch.directory(), 30);
      delete();
      assertThat(scratch.directory().resolve(LOCK)).exists();
    }
  }

  @Test
  void whatIsKeptToTheEndOfTheProcessIsKeptThoughNobodyHoldsIt() throws Exception {
    Path directory = keptToTheEnd();
    for (int i = 0; i < 10; i++) {
      System.gc();
      Thread.sleep(20); // the collector's own thread closes what nobody holds
    }
    delete();
    assertThat(directory.resolve(LOCK)).exists();
  }

  private Path keptToTheEnd() throws IOException {
    Scratch scratch = Scratch.make(temp);
    scratch.deleteAtExit();
    return scratch.directory();
  }

  @Test
  void thatOfAnotherProcessIsDeletedWhenItWasKilledAndNotBefore() throws Exception {
    Process holder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Holder.class.getName(),
                    temp.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = holder.inputReader()) {
      Path directory = Path.of(out.readLine());
      age(directory.resolve(LOCK), 1);
      delete();
      assertThat(directory).exists();
      holder.destroyForcibly().waitFor();
      assertThat(directory).exists();
      delete();
      assertThat(directory).doesNotExist();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void oneThatIsJustBeingMadeIsLeftAlone() throws IOException {
    Path made = directory("ripsaw-new1");
    delete();
    assertThat(made).exists();
    Files.createFile(made.resolve(LOCK));
    delete();
    assertThat(made).exists();
    age(made, 1);
    delete();
    assertThat(made).doesNotExist();
  }

  @Test
  void oneWithoutALockIsDeletedAfterAWeek() throws IOException {
    Path old = directory("ripsaw-tlc1");
    age(old, 8);
    Path recent = directory("ripsaw-tlc2");
    age(recent, 6);
    delete();
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void nothingOfAnotherKindIsTouched() throws IOException {
    Path foreign = directory("ripsaw-mutant1");
    Files.createFile(foreign.resolve(LOCK));
    age(foreign.resolve(LOCK), 30);
    age(foreign, 30);
    Path kept = Files.createFile(directory("elsewhere").resolve("kept"));
    Path link = Files.createSymbolicLink(temp.resolve("ripsaw-tlc1"), temp.resolve("elsewhere"));
    Path within = directory("ripsaw-tlc2");
    Files.createSymbolicLink(within.resolve("link"), temp.resolve("elsewhere"));
    age(within, 30);
    Path locked = directory("ripsaw-tlc3");
    Files.createSymbolicLink(locked.resolve(LOCK), kept);
    age(kept, 30);
    delete();
    assertThat(foreign).exists();
    assertThat(link).isSymbolicLink();
    assertThat(kept).exists();
    assertThat(within).doesNotExist();
    assertThat(locked).exists();
  }
}
