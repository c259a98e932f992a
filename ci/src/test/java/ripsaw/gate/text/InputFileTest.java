package ripsaw.gate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a command is told to read, it says so in a line, and waits for nobody. */
class InputFileTest {
  @TempDir private Path temp;

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> InputFile.text("--cfg ", file, "name another"))
        .isInstanceOf(InputError.class)
        .hasMessage(
            "--cfg " + (file.toString().isEmpty() ? "''" : file) + ": " + why + ": name another");
  }

  @Test
  void aPipeThatNobodyWritesIntoIsRefusedBeforeItIsOpened() throws Exception {
    Path pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    refused(pipe, "is a pipe or a device, or cannot be seen");
  }

  @Test
  void aDeviceWithoutAnEndIsRefused() {
    refused(Path.of("/dev/zero"), "is a pipe or a device, or cannot be seen");
  }

  @Test
  void whatIsNoFileIsSaidToBeNone() {
    refused(temp, "is a directory");
    refused(Path.of("/"), "is a directory");
    refused(temp.resolve("gone"), "there is no such file");
    refused(Path.of(""), "is empty");
  }

  @Test
  void whatIsNoTextOrTooLargeIsRefused() throws IOException {
    refused(Files.write(temp.resolve("a"), new byte[] {(byte) 0xff}), "is no text in UTF-8");
    refused(Files.write(temp.resolve("b"), new byte[(4 << 20) + 1]), "has more than 4 MiB");
    assertThat(InputFile.text("", Files.writeString(temp.resolve("c"), "ä\n"), ""))
        .isEqualTo("ä\n");
  }
}
