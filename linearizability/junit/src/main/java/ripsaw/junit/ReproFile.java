package ripsaw.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.repro.Repro;
import ripsaw.own.BadSubject;

/**
 * A schedule that a test has written, and is to make again.
 *
 * @param path of the file
 */
record ReproFile(Path path, Repro repro) {
  /** The system property that names the file. */
  static final String PROPERTY = "ripsaw.replay";

  /** That of this test, if it is to make one again. */
  static Optional<ReproFile> given(Settings settings) {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .map(path -> new ReproFile(path, read(path)))
        .filter(file -> file.repro.subject().equals(settings.id()));
  }

  /**
   * @throws BadSubject if there is none in it
   */
  static Repro read(Path path) {
    try {
      Repro repro = Repro.parse(Files.readString(path));
      if (repro.schedule().isEmpty()) {
        throw new BadSubject(
            "%s has no schedule: name a file that a @Ripsaw test has written".formatted(path));
      }
      return repro;
    } catch (IOException e) {
      throw new BadSubject(
          "-D%s=%s: the file cannot be read: name one that a @Ripsaw test has written"
              .formatted(PROPERTY, path));
    } catch (Malformed e) {
      throw new BadSubject(path + ": " + e.getMessage());
    }
  }
}
