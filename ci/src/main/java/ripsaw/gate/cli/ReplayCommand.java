package ripsaw.gate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.Outputs;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.subject.Catalogue;

/** Makes the execution of a repro once more, and shows it. */
@Command(name = "replay", description = "Make the execution of a repro once more, and draw it.")
final class ReplayCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "FILE", description = "A repro, as 'explore' writes it.")
  private Path file;

  @Mixin private PictureOptions pictures;

  ReplayCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  private record Document(
      String file,
      String subject,
      String expected,
      String came,
      boolean asExpected,
      JsonNode recording) {}

  @Override
  public Integer call() {
    pictures.check(new Outputs().reads("the repro", file));
    Replayed replayed = replay(file);
    int exitCode = replayed.isAsExpected() ? ExitCode.PASS : ExitCode.FAIL;
    if (pictures.json()) {
      out.print(json(replayed));
    } else {
      out.print(pictures.lanes(replayed.recording()));
      out.println();
      out.println(replayed.outcome());
    }
    try {
      pictures.write(replayed.recording());
    } catch (IOException e) {
      err.println("ripsaw replay: the picture could not be written: " + e);
      return exitCode == ExitCode.PASS ? ExitCode.INCONCLUSIVE : exitCode;
    }
    return exitCode;
  }

  private String json(Replayed replayed) {
    return Json.text(
        new Document(
            file.toString(),
            replayed.repro().subject(),
            replayed.expected(),
            replayed.came(),
            replayed.isAsExpected(),
            Json.tree(replayed.recording())));
  }

  /**
   * @throws InputError if the file is no repro, or of no subject
   * @throws Inconclusive if the code has moved on since it was written
   */
  static Replayed replay(Path file) {
    Repro repro = ReproFile.readRepro(file);
    try {
      return Replayed.of(Agenda.subject(Catalogue.load(), repro, file.toString()), repro);
    } catch (Replay.Misfit e) {
      throw new Inconclusive(file + ": " + Replayed.mend(e, file.toString()));
    }
  }
}
