package ripsaw.gate.hunt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.gate.text.InputError;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.subject.Subject;

/**
 * What people say of the mutants that nobody kills: a file a subject.
 *
 * <pre>
 *   # a comment
 *   SlabList.remove swapped 1: setNext changes places with setPrevious
 *       equivalent: both words are this cpu's alone.
 *   Accounting.create constant 2: 8 becomes 9
 *       open: no program makes nine types.
 * </pre>
 */
public final class Triage {
  private static final String EQUIVALENT = "equivalent: ";
  private static final String OPEN = "open: ";
  private static final String INDENT = "    ";

  /** Of a subject whose survivors nobody looks at. */
  static final Triage NONE = new Triage(Map.of(), false);

  private final Map<String, Entry> entries;
  private final boolean written;

  private Triage(Map<String, Entry> entries, boolean written) {
    this.entries = entries;
    this.written = written;
  }

  /**
   * @param isEquivalent whether it is said to make no difference; else it is to be killed one day
   */
  public record Entry(boolean isEquivalent, String reason) {}

  /** That of the checkout that this process was started from, or of the working directory. */
  public static Path home(Subject subject) {
    return home().resolve(subject.id().replace('/', '-') + ".txt");
  }

  /** The directory of all. */
  public static Path home() {
    return WorkerCommand.checkout()
        .map(checkout -> checkout.resolve("ci").resolve("mutants"))
        .orElse(Path.of("mutants"));
  }

  /**
   * {@link #NONE} if there is no such file.
   *
   * @throws InputError if a line of the file means nothing
   */
  public static Triage load(Path file) {
    try {
      return Files.exists(file) ? read(file, Files.readAllLines(file)) : NONE;
    } catch (CharacterCodingException e) {
      throw new InputError(file + " is not in UTF-8: write it anew");
    } catch (IOException e) {
      throw new InputError(file + " cannot be read (" + e + "): name another file");
    }
  }

  private static Triage read(Path file, List<String> lines) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    String mutant = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String where = file + ":" + (i + 1) + ": ";
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(INDENT)) {
        if (!mutant.isEmpty()) {
          throw new InputError(
              where + "the mutant before it has no verdict: write 'equivalent: …'");
        }
        mutant = line.strip();
        continue;
      }
      String said = line.strip();
      boolean equivalent = said.startsWith(EQUIVALENT);
      if (mutant.isEmpty() || !equivalent && !said.startsWith(OPEN)) {
        throw new InputError(
            where + "'" + said + "' is no verdict on a mutant: write 'equivalent: …' or 'open: …'");
      }
      String reason = said.substring(said.indexOf(' ')).strip();
      if (entries.put(mutant, new Entry(equivalent, reason)) != null) {
        throw new InputError(where + "'" + mutant + "' has two verdicts: leave one out");
      }
      mutant = "";
    }
    if (!mutant.isEmpty()) {
      throw new InputError(file + ": '" + mutant + "' has no verdict: write 'equivalent: …'");
    }
    return new Triage(entries, true);
  }

  Optional<Entry> of(Mutation mutation) {
    return Optional.ofNullable(entries.get(mutation.toString()));
  }

  /** Whether somebody did: then each survivor must be in it. */
  public boolean isWritten() {
    return written;
  }

  /** The mutants that it names, as they were written. */
  Set<String> mutants() {
    return entries.keySet();
  }
}
