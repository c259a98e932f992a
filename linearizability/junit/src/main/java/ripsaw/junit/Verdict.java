package ripsaw.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import ripsaw.linearizability.picture.Html;
import ripsaw.linearizability.picture.Lanes;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.own.BadSubject;
import ripsaw.subject.Subject;

/** What a test says in the end. */
final class Verdict {
  /** Where pictures and repros go; the system property names another directory. */
  private static final String DIRECTORY =
      System.getProperty("ripsaw.out", Path.of("target", "ripsaw").toString());

  private Verdict() {}

  /**
   * @return what was seen, in a line
   * @throws AssertionError if something went wrong, or nothing was shown
   */
  static String of(Exploring exploring, Planted planted, Settings settings) {
    if (exploring.violation().isPresent()) {
      throw violated(exploring.subject(), exploring.repro(), settings);
    }
    String counted =
        "%s programs, %s executions".formatted(exploring.programs(), exploring.executions());
    if (!exploring.cut().isEmpty()) {
      throw new AssertionError(
          "BOUNDED %s: not all was seen: %s: ask for fewer operations, or for more executions"
              .formatted(settings.id(), exploring.cut()));
    }
    if (!exploring.neverCame().isEmpty()) {
      throw new AssertionError(
          "VACUOUS %s: in %s it never came about that %s"
              .formatted(
                  settings.id(), counted, String.join(", nor that ", exploring.neverCame())));
    }
    if (!planted.found()) {
      throw new AssertionError(
          "VACUOUS %s: no fault that is planted in it is found: %s"
              .formatted(settings.id(), planted.words()));
    }
    return "EXHAUSTED %s; %s".formatted(counted, planted.words());
  }

  /** The same of one execution that was written down. */
  static String again(Subject subject, Repro repro, Settings settings) {
    Replay replay = replay(subject, repro);
    if (replay.violation().isPresent()) {
      throw violated(subject, repro, settings);
    }
    return "HOLDS in the schedule that was to be made again";
  }

  private static Replay replay(Subject subject, Repro repro) {
    try {
      return Replay.of(subject, repro);
    } catch (Replay.Misfit e) {
      throw new BadSubject(e.getMessage() + ": run the test without -D" + ReproFile.PROPERTY);
    }
  }

  private static AssertionError violated(Subject subject, Repro repro, Settings settings) {
    Recording recording = replay(subject, repro).recording();
    String name =
        "%s-%s-%s".formatted(subject.id(), repro.expected().orElseThrow().id(), repro.memory());
    String text = repro.text(subject.family());
    Path file = free(name, text);
    String page = file.getFileName().toString().replaceFirst("repro$", "html");
    String picture = write(file.resolveSibling(page), Html.page(recording));
    String written = write(file, text);
    return new AssertionError(
        "VIOLATED under %s: %s%n%n%s%npicture: %s%nrepro:   %s%nreplay:  %s%n"
            .formatted(
                repro.memory(),
                recording.violation().orElseThrow(),
                Lanes.text(recording),
                picture,
                written,
                "mvn test '-Dtest=%s#%s' '-D%s=%s'"
                    .formatted(
                        settings.type().getName(), settings.test(), ReproFile.PROPERTY, file)));
  }

  /** One that is not there yet, or has the same in it: what was found before is not lost. */
  private static Path free(String name, String text) {
    Path file = Path.of(DIRECTORY, name + ".repro");
    for (int number = 2; Files.exists(file) && !has(file, text); number++) {
      file = Path.of(DIRECTORY, name + "-" + number + ".repro");
    }
    return file;
  }

  private static boolean has(Path file, String text) {
    try {
      return Files.readString(file).equals(text);
    } catch (IOException e) {
      return false; // a directory, or of somebody else
    }
  }

  /**
   * Writes the file whole or not at all. A violation is told, too, where nothing can be written.
   *
   * @return its path, or why it is not there
   */
  private static String write(Path file, String text) {
    Path unfinished = file.resolveSibling(".unfinished-" + file.getFileName());
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return file.toString();
    } catch (IOException e) {
      return "not written (%s): name another directory, with -Dripsaw.out=DIR".formatted(e);
    }
  }
}
