package ripsaw.gate.corpus;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import ripsaw.gate.text.InputError;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.repro.Repro;

/** Reads the files that commands are given. */
public final class ReproFile {
  /** The longest schedule is shorter by far. */
  private static final long MOST_BYTES = 4 << 20;

  private ReproFile() {}

  /**
   * Reads a program, or a repro.
   *
   * @throws InputError with the file, the line, what is wrong there, and the mend
   */
  public static Repro read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputError(file + ": is a directory: name a file");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new InputError(file + ": is larger than any repro: name another file");
      }
      return Repro.parse(Files.readString(file));
    } catch (Malformed e) {
      throw new InputError(file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new InputError(file + ": there is no such file: name one that 'explore' wrote");
    } catch (CharacterCodingException e) {
      throw new InputError(file + ": is no text in UTF-8: name one that 'explore' wrote");
    } catch (IOException e) {
      throw new InputError(file + ": cannot be read (" + e + "): name another file");
    }
  }

  /**
   * Reads a repro: a program alone will not do.
   *
   * @throws InputError as {@link #read}
   */
  public static Repro readRepro(Path file) {
    Repro repro = read(file);
    if (repro.schedule().isEmpty()) {
      throw new InputError(
          file + ": is a program without a schedule: 'ripsaw explore --file " + file + "'");
    }
    return repro;
  }

  /** As in {@code dragonfly-df9daea-no-stranding}: a file's name without its ending. */
  public static String name(Repro repro) {
    String what = repro.expected().map(property -> property.id()).orElse("holds");
    return (repro.subject() + "-" + what).replace('/', '-');
  }
}
