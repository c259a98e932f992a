package ripsaw.gate.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that commands are given. */
public final class InputFile {
  /** The longest schedule is shorter by far. */
  private static final int MOST_BYTES = 4 << 20;

  private InputFile() {}

  /**
   * Its text. Pipes and devices are refused before they are opened: they may keep whoever reads
   * them waiting, or have no end.
   *
   * @param where what it is given as, before the name
   * @param mend what else to name
   * @throws InputError with the file, what is wrong there, and the mend
   */
  public static String text(String where, Path file, String mend) {
    String name = where + (file.toString().isEmpty() ? "''" : file);
    try {
      if (file.toString().isEmpty()) {
        throw new InputError(name + ": is empty: " + mend);
      }
      if (Files.isDirectory(file)) {
        throw new InputError(name + ": is a directory: " + mend);
      }
      if (Files.notExists(file)) {
        throw new InputError(name + ": there is no such file: " + mend);
      }
      if (!Files.isRegularFile(file)) {
        throw new InputError(name + ": is a pipe or a device, or cannot be seen: " + mend);
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MOST_BYTES + 1);
      }
      if (bytes.length > MOST_BYTES) {
        throw new InputError(name + ": has more than " + (MOST_BYTES >> 20) + " MiB: " + mend);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InputError(name + ": is no text in UTF-8: " + mend);
    } catch (IOException e) {
      throw new InputError(name + ": cannot be read (" + e + "): " + mend);
    }
  }
}
