package ripsaw.gate.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Outputs;
import ripsaw.linearizability.picture.Html;
import ripsaw.linearizability.picture.Lanes;
import ripsaw.linearizability.picture.Markdown;
import ripsaw.linearizability.repro.Recording;

/** How an execution is shown. */
final class PictureOptions {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Draw the execution as a page that needs no other file, and write it there.")
  private Path html;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write it as Markdown, for an issue or a review.")
  private Path markdown;

  @Option(names = "--json", description = "Print JSON instead of text, the execution with it.")
  private boolean json;

  @Option(
      names = "--all",
      description = "Give every access a line, those too that no other cpu could notice.")
  private boolean all;

  boolean json() {
    return json;
  }

  /** What is printed. */
  String lanes(Recording recording) {
    return Lanes.text(recording, all);
  }

  /**
   * @throws InputError if a file that is asked for cannot be written
   */
  void check(Outputs outputs) {
    outputs.writes("--html", html).writes("--markdown", markdown);
  }

  /** Whether there are files to write. */
  boolean isAsked() {
    return html != null || markdown != null;
  }

  void write(Recording recording) throws IOException {
    if (html != null) {
      AtomicFile.write(html, Html.page(recording));
    }
    if (markdown != null) {
      AtomicFile.write(markdown, Markdown.text(recording));
    }
  }
}
