package ripsaw.gate.corpus;

import java.nio.file.Path;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.InputFile;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.repro.Repro;

/** Reads the files that commands are given. */
public final class ReproFile {
  private ReproFile() {}

  /**
   * Reads a program, or a repro.
   *
   * @throws InputError with the file, the line, what is wrong there, and the mend
   */
  public static Repro read(Path file) {
    String text = InputFile.text("", file, "name one that 'explore' wrote");
    try {
      return Repro.parse(text);
    } catch (Malformed e) {
      throw new InputError(file + ": " + e.getMessage());
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
