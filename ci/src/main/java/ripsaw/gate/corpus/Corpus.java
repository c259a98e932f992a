package ripsaw.gate.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Printable;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.linearizability.repro.Repro;

/** The failures that nobody wants back: a directory of repros. */
public final class Corpus {
  /** Of the names of its files. */
  public static final String ENDING = ".repro";

  private Corpus() {}

  /**
   * A file of it.
   *
   * @param name without the ending
   * @param repro empty if the file is none
   * @param trouble why it is none
   */
  record Item(String name, Optional<Repro> repro, String trouble) {}

  /** That of the checkout that this process was started from, or of the working directory. */
  public static Optional<Path> home() {
    return WorkerCommand.checkout()
        .map(checkout -> checkout.resolve("ci").resolve("repros"))
        .or(() -> Optional.of(Path.of("repros")))
        .filter(Files::isDirectory);
  }

  /** All of it, in the order of the names. */
  static List<Item> load(Path directory) throws IOException {
    List<Item> items = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).sorted().toList()) {
        items.add(item(file));
      }
    }
    return items;
  }

  private static Item item(Path file) {
    String given = file.getFileName().toString();
    String full = Printable.line(given);
    String name = full.substring(0, full.length() - ENDING.length());
    if (!full.equals(given)) {
      String why = full + ": the name has signs that a log takes for commands: rename the file";
      return new Item(name, Optional.empty(), why);
    }
    try {
      return new Item(name, Optional.of(ReproFile.readRepro(file)), "");
    } catch (InputError e) {
      // Where the checkout stands is no part of a report.
      return new Item(name, Optional.empty(), e.getMessage().replace(file.toString(), full));
    }
  }
}
