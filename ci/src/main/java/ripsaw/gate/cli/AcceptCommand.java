package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;

/** Puts a repro into the corpus. */
@Command(
    name = "accept",
    description = "Put a repro into the corpus, which every run of the gate replays.")
final class AcceptCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(paramLabel = "FILE", description = "A repro, as 'explore' or 'shrink' writes it.")
  private Path file;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "ci/repros of this checkout if not given.")
  private Path corpus;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the file there, without its ending; <subject>-<property> if not given.")
  private String name;

  AcceptCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Path directory =
        Optional.ofNullable(corpus)
            .or(Corpus::home)
            .orElseThrow(() -> new InputError("the corpus was not found: give --corpus DIR"));
    if (directory.toString().isEmpty()) {
      throw new InputError("--corpus '' is empty: name a directory");
    }
    if (!Files.isDirectory(directory)) {
      throw new InputError("--corpus '" + directory + "' is no directory: name one, or make it");
    }
    if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new InputError("--name '" + name + "': give letters, digits, points and hyphens");
    }
    String stem = Optional.ofNullable(name).orElseGet(() -> ReproFile.name(ReproFile.read(file)));
    Path target = directory.resolve(stem + Corpus.ENDING);
    if (!Files.exists(target)) {
      AtomicFile.check(name == null ? "--corpus" : "--name", target);
    }
    Replayed replayed = ReplayCommand.replay(file);
    out.println(replayed.outcome());
    if (!replayed.isAsExpected()) {
      return ExitCode.FAIL;
    }
    String text = replayed.text();
    if (Files.exists(target)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
        throw new InputError(target + " is there and differs: give another --name, or delete it");
      }
      out.println("there already: " + target);
    } else {
      AtomicFile.write(target, text);
      out.println("accepted: " + target);
    }
    return ExitCode.PASS;
  }
}
